import { Hono } from 'hono';
import { replacePage } from '../../../views/bimtek/replace.ts';
import { allow } from '../../http/audience.ts';
import { found } from '../../http/errors.ts';
import { fields, type FormErrors, readForm } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { shell } from '../../http/page.ts';
import { actorOf, bimtekAt, idAt } from '../find-bimtek.ts';
import { findParticipant } from '../people/find-participant.ts';
import { replaceForm } from './forms.ts';
import { replaceKader } from './replace-kader.ts';

const panitia = allow('panitia');
const path = '/kelola/bimtek/:bimtek/peserta/:enrolment/ganti';

/** Another kader for the village of a participant. */
export const routes = new Hono<Env>()
  .get(path, panitia, async (c) => show(c, await placeAt(c)))
  .post(path, panitia, async (c) => {
    const place = await placeAt(c);
    const form = await readForm(c, replaceForm);
    if (!form.ok) return show(c, place, { filled: form.refusal }, 422);
    const { keys, clock } = c.get('house');
    const wish = {
      ...form.value,
      bimtekId: place.bimtek.id,
      enrolmentId: place.person.enrolmentId,
      by: actorOf(c).personId,
    };
    const result = await once(c, (trx) => replaceKader(trx, keys, wish, clock.now()));
    if (result.ok)
      return seeOther(
        c,
        `/kelola/bimtek/${place.bimtek.id}/peserta/${result.value.enrolmentId}?kabar=pengganti`,
      );
    const { reason } = result.refusal;
    const told = { refused: reason, filled: { fields: {}, values: await fields(c) } };
    return show(c, place, told, reason === 'self' ? 403 : 409);
  });

async function placeAt(c: Ctx) {
  const bimtek = await bimtekAt(c, 'write');
  const { db, keys } = c.get('house');
  return { bimtek, person: found(await findParticipant(db, keys, bimtek.id, idAt(c, 'enrolment'))) };
}

type Place = Awaited<ReturnType<typeof placeAt>>;
type Told = { filled?: FormErrors; refused?: string };

const show = (c: Ctx, place: Place, told: Told = {}, status: 200 | 403 | 409 | 422 = 200) =>
  c.html(replacePage(shell(c), { ...place, ...told }), status);
