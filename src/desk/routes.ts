import { Hono } from 'hono';
import { deskPage } from '../../views/desk/desk.ts';
import { papersPage } from '../../views/desk/papers.ts';
import { deskPersonPage, type PersonState } from '../../views/desk/person.ts';
import { recapPage } from '../../views/desk/recap.ts';
import { walkInPage } from '../../views/desk/walk-in.ts';
import { actorOf, bimtekAt, type BimtekView, idAt, participantChoices } from '../bimtek/index.ts';
import type { Trx } from '../database/schema.ts';
import { allow } from '../http/audience.ts';
import { found, NotFound } from '../http/errors.ts';
import { answerFile } from '../http/file.ts';
import { fields, type FormErrors, readForm, readQuery } from '../http/form.ts';
import { seeOther } from '../http/fragment.ts';
import type { Ctx, Env } from '../http/house.ts';
import { once } from '../http/idempotency.ts';
import { shell } from '../http/page.ts';
import { isId } from '../id.ts';
import type { Result } from '../result.ts';
import { confirmArrival, recordLetter, undoArrival } from './confirm-arrival.ts';
import { correctPerson, seenOf } from './correct-person.ts';
import { badgesPdf } from './documents.ts';
import { findPlace, issuerOf } from './find-place.ts';
import { arrivalForm, correctionForm, deskQuery, paperQuery, undoForm, walkInForm } from './forms.ts';
import {
  countArrivals,
  type DeskPerson,
  findDeskPerson,
  lastArrivals,
  peopleFor,
  recapOf,
  searchPeople,
} from './queries.ts';
import { walkIn } from './walk-in.ts';

const desk = '/kelola/bimtek/:bimtek/registrasi';
const panitia = allow('panitia');
const LAST = 8;

export const routes = new Hono<Env>()
  .get(desk, panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'read');
    const { db } = c.get('house');
    const { q, kloter } = readQuery(c, deskQuery);
    const people = q ? await searchPeople(db, bimtek.id, q) : null;
    if (people?.length === 1 && people[0])
      return seeOther(c, pathOf(bimtek, `/${people[0].enrolmentId}`, { kloter }));
    const told = { kabar: c.req.query('kabar'), person: await toldOf(c, bimtek) };
    const counts = await countArrivals(db, bimtek.id);
    const last = people ? [] : await lastArrivals(db, bimtek.id, LAST);
    return c.html(deskPage(shell(c), { bimtek, q, kloter, counts, found: people, last, told }));
  })
  .get(`${desk}/rekap`, panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'read');
    return c.html(recapPage(shell(c), { bimtek, recap: await recapOf(c.get('house').db, bimtek.id) }));
  })
  .get(`${desk}/cetak`, panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'read');
    const { db } = c.get('house');
    const { kelas, kabupaten } = readQuery(c, paperQuery);
    const place = { class: kelas || undefined, regency: kabupaten || undefined, no: [] };
    const people = await peopleFor(db, bimtek.id, place);
    const choices = await participantChoices(db, bimtek.id);
    return c.html(papersPage(shell(c), { bimtek, choices, place, people }));
  })
  .get(`${desk}/tanda-pengenal.pdf`, panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'read');
    const { db, clock } = c.get('house');
    const { kelas, kabupaten, no } = paperQuery.parse({ ...c.req.query(), no: c.req.queries('no') });
    const badges = await peopleFor(db, bimtek.id, {
      class: kelas || undefined,
      regency: kabupaten || undefined,
      no,
    });
    if (badges.length === 0) throw new NotFound();
    const issuer = await issuerOf(db, bimtek.issuerId);
    const pdf = await badgesPdf({ bimtek, issuer, badges, printedAt: clock.now() });
    return answerFile(c, pdf, 'tanda-pengenal.pdf', 'show');
  })
  .get(`${desk}/baru`, panitia, async (c) => {
    const values = {
      name: (c.req.query('nama') ?? '').slice(0, 60),
      kloter: (c.req.query('kloter') ?? '').slice(0, 20),
    };
    return walkInForms(c, await bimtekAt(c, 'write'), { filled: { fields: {}, values } }, 200);
  })
  .post(`${desk}/baru`, panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const form = await readForm(c, walkInForm);
    if (!form.ok) return walkInForms(c, bimtek, { filled: form.refusal }, 422);
    const { db, keys, clock } = c.get('house');
    const place = findPlace(form.value.village, (await participantChoices(db, bimtek.id)).regencies);
    const values = await fields(c);
    if (!place.ok)
      return walkInForms(
        c,
        bimtek,
        { filled: { fields: { village: place.refusal.reason }, values }, villages: place.refusal.choices },
        422,
      );
    const { kloter, class: classId, ...person } = form.value;
    const wish = {
      ...person,
      classId,
      villageCode: place.value,
      kloter: kloter || null,
      by: actorOf(c).personId,
    };
    const result = await once(c, (trx) => walkIn(trx, keys, bimtek, wish, clock.now()));
    if (result.ok) {
      const kabar = result.value.holder ? 'baru' : 'baru-tanpa-tugas';
      return seeOther(c, pathOf(bimtek, `/${result.value.enrolmentId}`, { kabar, kloter }));
    }
    const status = result.refusal.reason === 'self' ? 403 : 409;
    return walkInForms(c, bimtek, { filled: { fields: {}, values }, refused: result.refusal }, status);
  })
  .get(`${desk}/:enrolment`, panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'read');
    return show(c, bimtek, await personAt(c, bimtek), { kabar: c.req.query('kabar') });
  })
  .post(`${desk}/:enrolment/datang`, panitia, async (c) => {
    const form = await readForm(c, arrivalForm);
    const { kloter, letter } = form.ok ? form.value : { kloter: '', letter: false };
    const run = (trx: Trx, wish: Of) =>
      confirmArrival(trx, { ...wish, kloter: kloter || null, letter }, now(c));
    return act(c, run, (bimtek, { enrolmentId }) =>
      pathOf(bimtek, '', { kabar: 'datang', peserta: enrolmentId, kloter }),
    );
  })
  .post(`${desk}/:enrolment/batal`, panitia, async (c) => {
    const form = await readForm(c, undoForm);
    const arrivalId = form.ok ? form.value.arrival : '';
    const run = (trx: Trx, wish: Of) =>
      taken(arrivalId, (id) => undoArrival(trx, { ...wish, arrivalId: id }, now(c)));
    return act(c, run, (bimtek, { enrolmentId }, kloter) =>
      pathOf(bimtek, '', { kabar: 'batal', peserta: enrolmentId, kloter }),
    );
  })
  .post(`${desk}/:enrolment/surat`, panitia, async (c) => {
    const form = await readForm(c, undoForm);
    const arrivalId = form.ok ? form.value.arrival : '';
    const run = (trx: Trx, wish: Of) =>
      taken(arrivalId, (id) => recordLetter(trx, { ...wish, arrivalId: id }, now(c)));
    return act(c, run, (bimtek, { enrolmentId }, kloter) =>
      pathOf(bimtek, `/${enrolmentId}`, { kabar: 'surat', kloter }),
    );
  })
  .post(`${desk}/:enrolment/data`, panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const person = await personAt(c, bimtek);
    const form = await readForm(c, correctionForm);
    if (!form.ok) return show(c, bimtek, person, { filled: form.refusal }, 422);
    const { keys } = c.get('house');
    const { class: classId, ...change } = form.value;
    const wish = {
      ...change,
      classId,
      bimtekId: bimtek.id,
      enrolmentId: person.enrolmentId,
      by: actorOf(c).personId,
    };
    const result = await once(c, (trx) => correctPerson(trx, keys, wish, now(c)));
    if (!result.ok) return refusedAct(c, bimtek, result.refusal);
    const kabar = result.value.confirmationLost ? 'nama' : 'data';
    const { kloter } = await fields(c);
    return seeOther(c, pathOf(bimtek, `/${person.enrolmentId}`, { kabar, kloter }));
  });

type Of = { bimtekId: string; enrolmentId: string; by: string };

const now = (c: Ctx): Date => c.get('house').clock.now();

function pathOf(bimtek: BimtekView, rest: string, query: Record<string, string | undefined>): string {
  const some = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const tail = some.length > 0 ? `?${new URLSearchParams(some).toString()}` : '';
  return `/kelola/bimtek/${bimtek.id}/registrasi${rest}${tail}`;
}

/** What a form names as an arrival; anything else is one that is gone. */
const taken = async <Refusal extends { reason: string }>(
  arrivalId: string,
  run: (arrivalId: string) => Promise<Result<null, Refusal>>,
): Promise<Result<null, Refusal | { reason: 'gone' }>> =>
  isId(arrivalId) ? run(arrivalId) : { ok: false, refusal: { reason: 'gone' } };

async function personAt(c: Ctx, bimtek: BimtekView): Promise<DeskPerson> {
  return found(await findDeskPerson(c.get('house').db, bimtek.id, idAt(c, 'enrolment')));
}

/** The person of `?peserta=`, for the line after an act. */
async function toldOf(c: Ctx, bimtek: BimtekView): Promise<DeskPerson | null> {
  const id = c.req.query('peserta');
  return isId(id) ? findDeskPerson(c.get('house').db, bimtek.id, id) : null;
}

type Told = Pick<PersonState, 'kabar' | 'filled' | 'refused'>;

async function show(
  c: Ctx,
  bimtek: BimtekView,
  person: DeskPerson,
  told: Told,
  status: 200 | 403 | 409 | 422 = 200,
) {
  const { classes } = await participantChoices(c.get('house').db, bimtek.id);
  const { kloter } = {
    ...readQuery(c, deskQuery),
    ...(c.req.method === 'POST' ? pick(await fields(c)) : {}),
  };
  return c.html(
    deskPersonPage(shell(c), { bimtek, person, classes, seen: seenOf(person), kloter, ...told }),
    status,
  );
}

const pick = (typed: Record<string, string>) => ({ kloter: (typed['kloter'] ?? '').slice(0, 20) });

/** One act on a person and where it leads; a refusal shows the person as they are now. */
async function act(
  c: Ctx,
  run: (trx: Trx, wish: Of) => Promise<Result<unknown, { reason: string }>>,
  onward: (bimtek: BimtekView, wish: Of, kloter: string) => string,
) {
  const bimtek = await bimtekAt(c, 'write');
  const person = await personAt(c, bimtek);
  const wish = { bimtekId: bimtek.id, enrolmentId: person.enrolmentId, by: actorOf(c).personId };
  const result = await once(c, (trx) => run(trx, wish));
  if (result.ok) return seeOther(c, onward(bimtek, wish, pick(await fields(c)).kloter));
  return refusedAct(c, bimtek, result.refusal);
}

async function refusedAct(c: Ctx, bimtek: BimtekView, refusal: { reason: string }) {
  const told = refusal.reason === 'gone' ? { ...refusal, reason: 'undone' } : refusal;
  return show(c, bimtek, await personAt(c, bimtek), { refused: told }, refusal.reason === 'self' ? 403 : 409);
}

type WalkInState = Omit<Parameters<typeof walkInPage>[1], 'bimtek' | 'classes' | 'filled'> & {
  filled: Pick<FormErrors, 'fields' | 'values'>;
};

async function walkInForms(c: Ctx, bimtek: BimtekView, state: WalkInState, status: 200 | 403 | 409 | 422) {
  const { classes } = await participantChoices(c.get('house').db, bimtek.id);
  return c.html(walkInPage(shell(c), { bimtek, classes, ...state }), status);
}
