import { Hono } from 'hono';
import { slipListPage } from '../../../views/account/slip-list.ts';
import { slipRequestsPage } from '../../../views/account/slip-requests.ts';
import { slipPage } from '../../../views/account/slip.ts';
import { slipSheets } from '../../../views/account/slip-sheets.ts';
import { qrSvg } from '../../documents/qr.ts';
import type { Actor } from '../../http/actor.ts';
import { allow } from '../../http/audience.ts';
import { found, NotFound } from '../../http/errors.ts';
import { answerFile } from '../../http/file.ts';
import { readForm, readQuery } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { originOf } from '../../http/origin.ts';
import { shell } from '../../http/page.ts';
import { isId } from '../../id.ts';
import { ok } from '../../result.ts';
import { markSlipSent } from '../slip.ts';
import { slipAddress, slipsPdf } from './documents.ts';
import { slipFilter } from './forms.ts';
import { makeSlips, recordPrint } from './make-slips.ts';
import { findSlipBimtek, type SlipBimtek } from './participants.ts';
import { participantChoices } from '../../bimtek/index.ts';
import { countSlips, listSlips } from './queries.ts';
import { renewSlip } from './renew-slip.ts';
import { slipPeople } from './requests.ts';
import { findPersonSlip, type PersonSlip, type SlipContent, slipsToPrint } from './slip-content.ts';

const office = allow('pelatih', 'korkab', 'panitia', 'admin');

export const routes = new Hono<Env>()
  .get('/kelola/bimtek/:bimtek/slip', allow('panitia'), async (c) => {
    const { db, clock } = c.get('house');
    const bimtek = await bimtekOf(c);
    const { filter, after } = readQuery(c, slipFilter);
    const counts = await countSlips(db, bimtek.id, filter, clock.now());
    const rows = await listSlips(db, bimtek.id, filter, after, clock.now());
    const choices = await participantChoices(db, bimtek.id);
    const told = { kabar: c.req.query('kabar'), n: Number(c.req.query('n')) || 0 };
    return c.html(slipListPage(shell(c), { bimtek, filter, counts, rows, choices, told }));
  })
  .post('/kelola/bimtek/:bimtek/slip', allow('panitia'), async (c) => {
    const bimtek = await bimtekOf(c);
    const { filter } = await filterOf(c);
    const result = await once(c, (trx) =>
      makeSlips(trx, actorOf(c), bimtek, filter, c.get('house').clock.now()),
    );
    return seeOther(
      c,
      `/kelola/bimtek/${bimtek.id}/slip?${queryOf(filter, { kabar: 'dibuat', n: String(result.ok ? result.value.made : 0) })}`,
    );
  })
  .post('/kelola/bimtek/:bimtek/slip/cetak', allow('panitia'), async (c) => {
    const bimtek = await bimtekOf(c);
    const { filter } = await filterOf(c);
    const { keys, clock } = c.get('house');
    await once(c, async (trx) => {
      const slips = await slipsToPrint(trx, keys, actorOf(c), bimtek.id, filter, clock.now());
      const slipIds = slips.map((slip) => slip.slipId);
      return recordPrint(
        trx,
        actorOf(c),
        { subject: { kind: 'bimtek', id: bimtek.id }, bimtekId: bimtek.id, slipIds },
        clock.now(),
      );
    });
    return seeOther(c, `/kelola/bimtek/${bimtek.id}/slip/cetak?${queryOf(filter)}`);
  })
  .get('/kelola/bimtek/:bimtek/slip/cetak', allow('panitia'), async (c) => {
    const { db, keys, clock } = c.get('house');
    const bimtek = await bimtekOf(c);
    const filter = filterIn(c);
    const slips = await slipsToPrint(db, keys, actorOf(c), bimtek.id, filter, clock.now());
    if (slips.length === 0) return nothing(c, bimtek, filter);
    const at = `/kelola/bimtek/${bimtek.id}/slip`;
    return sheets(c, bimtek, slips, `${at}?${queryOf(filter)}`, `${at}/cetak.pdf?${queryOf(filter)}`);
  })
  .get('/kelola/bimtek/:bimtek/slip/cetak.pdf', allow('panitia'), async (c) => {
    const { db, keys, clock } = c.get('house');
    const bimtek = await bimtekOf(c);
    const filter = filterIn(c);
    const slips = await slipsToPrint(db, keys, actorOf(c), bimtek.id, filter, clock.now());
    return slips.length > 0 ? pdf(c, bimtek, slips) : nothing(c, bimtek, filter);
  })
  .get('/slip', office, async (c) => {
    const { db, clock } = c.get('house');
    const asked = await slipPeople(db, actorOf(c), 'asked', clock.now());
    const waiting = await slipPeople(db, actorOf(c), 'waiting', clock.now());
    return c.html(slipRequestsPage(shell(c), { asked, waiting, back: homeOf(actorOf(c)) }));
  })
  .get('/slip/:person', office, async (c) => {
    const about = await personOf(c);
    return c.html(
      slipPage(shell(c), {
        about,
        origin: originOf(c),
        kabar: c.req.query('kabar'),
        back: backTo(actorOf(c), about),
      }),
    );
  })
  .post('/slip/:person/baru', office, async (c) => {
    const { personId } = await personOf(c);
    const result = await once(c, (trx) => renewSlip(trx, actorOf(c), personId, c.get('house').clock.now()));
    if (result.ok) return seeOther(c, `/slip/${personId}?kabar=baru`);
    if (result.refusal.reason === 'gone') throw new NotFound();
    const about = await personOf(c);
    return c.html(
      slipPage(shell(c), { about, origin: originOf(c), refused: true, back: backTo(actorOf(c), about) }),
      409,
    );
  })
  .post('/slip/:person/dikirim', office, async (c) => {
    const { personId, slip } = await personOf(c);
    await once(c, async (trx) => {
      if (slip) await markSlipSent(trx, slip.slipId, c.get('house').clock.now());
      return ok(null);
    });
    return seeOther(c, `/slip/${personId}?kabar=dikirim`);
  })
  .post('/slip/:person/cetak', office, async (c) => {
    const { personId, slip, bimtek } = await personOf(c);
    const print = {
      subject: { kind: 'person', id: personId },
      bimtekId: bimtek?.id ?? null,
      slipIds: slip ? [slip.slipId] : [],
    };
    await once(c, (trx) => recordPrint(trx, actorOf(c), print, c.get('house').clock.now()));
    return seeOther(c, `/slip/${personId}/cetak`);
  })
  .get('/slip/:person/cetak', office, async (c) => {
    const { personId, slip, bimtek } = await personOf(c);
    return sheets(c, bimtek, [found(slip)], `/slip/${personId}`, `/slip/${personId}/cetak.pdf`);
  })
  .get('/slip/:person/cetak.pdf', office, async (c) => {
    const { slip, bimtek } = await personOf(c);
    return pdf(c, bimtek, [found(slip)]);
  });

const actorOf = (c: Ctx): Actor => found(c.get('actor'));

async function bimtekOf(c: Ctx): Promise<SlipBimtek> {
  const id = c.req.param('bimtek');
  if (!isId(id)) throw new NotFound();
  return found(await findSlipBimtek(c.get('house').db, actorOf(c), id));
}

async function personOf(c: Ctx): Promise<PersonSlip> {
  const id = c.req.param('person');
  if (!isId(id)) throw new NotFound();
  const { db, keys, clock } = c.get('house');
  return found(await findPersonSlip(db, keys, actorOf(c), id, clock.now()));
}

async function filterOf(c: Ctx) {
  const form = await readForm(c, slipFilter);
  return form.ok ? form.value : slipFilter.parse({});
}

type Filter = ReturnType<typeof slipFilter.parse>['filter'];

function queryOf(filter: Filter, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({ status: filter.state, ...more });
  if (filter.class) query.set('kelas', filter.class);
  if (filter.regency) query.set('kabupaten', filter.regency);
  for (const no of filter.no) query.append('no', no);
  return query.toString();
}

/** The page that the actor comes from, by what they are to this person. */
function backTo(actor: Actor, { personId, bimtek, classId }: PersonSlip): string {
  const organised =
    bimtek && actor.grants.some((grant) => grant.role === 'panitia' && grant.bimtekId === bimtek.id);
  if (organised) return `/kelola/bimtek/${bimtek.id}/slip`;
  if (actor.roles.has('admin')) return `/kelola/akun/${personId}`;
  return actor.roles.has('pelatih') && classId ? `/kelas/${classId}` : `/pantau/kader/${personId}`;
}

/** The filter of an address; `no` may stand in it many times. */
const filterIn = (c: Ctx): Filter => slipFilter.parse({ ...c.req.query(), no: c.req.queries('no') }).filter;

/** The first page of the actor, by role. */
const homeOf = ({ roles }: Actor): string =>
  roles.has('pelatih') ? '/kelas' : roles.has('korkab') ? '/pantau' : '/kelola';

const nothing = (c: Ctx, bimtek: SlipBimtek, filter: Filter) =>
  seeOther(c, `/kelola/bimtek/${bimtek.id}/slip?${queryOf({ ...filter, no: [] }, { kabar: 'kosong' })}`);

/** Sheets on the screen as they will be on paper, with the way to the file. */
function sheets(c: Ctx, bimtek: SlipBimtek | null, slips: SlipContent[], back: string, file: string) {
  const origin = originOf(c);
  const drawn = slips.map((slip) => ({ ...slip, qr: qrSvg(slipAddress(origin, slip), { quiet: 0 }) }));
  return c.html(slipSheets(shell(c), { bimtek, slips: drawn, host: new URL(origin).host, back, file }));
}

async function pdf(c: Ctx, bimtek: SlipBimtek | null, slips: SlipContent[]) {
  const printedAt = c.get('house').clock.now();
  const file = await slipsPdf({ bimtek, slips, origin: originOf(c), printedAt });
  return answerFile(c, file, 'slip-masuk.pdf', 'show');
}
