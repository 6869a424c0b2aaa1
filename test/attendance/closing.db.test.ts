import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closePresensi } from '../../src/attendance/close-presensi.ts';
import { grantDispensation, revokeDispensation } from '../../src/attendance/grant-dispensation.ts';
import { objectToMark } from '../../src/attendance/object-to-mark.ts';
import { agreeReopening, askReopening } from '../../src/attendance/reopen-presensi.ts';
import type { Trx } from '../../src/database/schema.ts';
import type { Actor } from '../../src/http/actor.ts';
import { newId } from '../../src/id.ts';
import { type Bimtek, type Kader, openBimtek, wib } from '../fixtures/attendance.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { newMark } from '../fixtures/new-mark.ts';

let house: TestHouse;
let b: Bimtek;
let session: string;
let kader: Kader[];
beforeAll(async () => {
  house = await openHouse({ at: wib(3, '18:00') });
});
afterAll(() => house.close());
beforeEach(async () => {
  b = await openBimtek(house);
  session = await b.addSession({ start: wib(3, '08:30') });
  kader = [await b.addKader(), await b.addKader()];
});

/** Runs a write as a person in a transaction that a refusal rolls back, as the routes do. */
async function as<T>(personId: string, write: (trx: Trx, actor: Actor, now: Date) => Promise<T>): Promise<T> {
  const actor = await b.actor(personId);
  return b.db.transaction().execute((trx) => write(trx, actor, house.clock.now()));
}
const close = (personId = b.people.panitia) =>
  as(personId, (trx, actor, now) => closePresensi(trx, actor, b.bimtekId, now));
const ask = (personId = b.people.panitia, reason = 'Daftar hadir kertas ditemukan') =>
  as(personId, (trx, actor, now) => askReopening(trx, actor, { bimtekId: b.bimtekId, reason }, now));
const agree = (personId = b.people.panitia2) =>
  as(personId, (trx, actor, now) => agreeReopening(trx, actor, b.bimtekId, now));
const object = (personId: string, says = 'Saya hadir sejak pagi') =>
  as(personId, (trx, actor, now) => objectToMark(trx, actor, { id: newId(), sessionId: session, says }, now));
const markAll = (...who: Kader[]) =>
  b.mark(b.people.ratna, ...who.map((one) => newMark(session, one.enrolmentId)));
const reasonOf = (result: { ok: true } | { ok: false; refusal: { reason: string } }): string =>
  result.ok ? 'ok' : result.refusal.reason;

describe('closing', () => {
  it('is refused while anyone is unmarked, a question or an objection is open, and says how many of each', async () => {
    await markAll(kader[0]!);
    await b.mark(b.people.panitia, newMark(session, kader[0]!.enrolmentId, { status: 'izin' }));
    await object(kader[0]!.personId);
    expect(await close()).toEqual({
      ok: false,
      refusal: { reason: 'unfinished', unmarked: 1, unmarkedSessions: 1, questions: 1, objections: 1 },
    });
    expect(
      await b.db.selectFrom('closing').select('no').where('bimtek_id', '=', b.bimtekId).execute(),
    ).toEqual([]);
  });

  it('does not wait for belum terdaftar, ended enrolments, cancelled or uncounted sessions', async () => {
    await markAll(...kader);
    await b.addKader({ joined: wib(3, '12:00') });
    await b.addKader({ ended: wib(3, '08:00') });
    await b.addSession({ start: wib(3, '10:15'), cancelled: true });
    await b.addSession({ start: wib(3, '07:00'), counted: false });
    expect(await close()).toEqual({ ok: true, value: { no: 1 } });
    expect(
      (
        await b.db.selectFrom('standing').select('closed').where('bimtek_id', '=', b.bimtekId).execute()
      ).every((row) => row.closed),
    ).toBe(true);
    expect(reasonOf(await close())).toBe('closed');
  });

  it('waits for a counted session that is still to come', async () => {
    await markAll(...kader);
    await b.addSession({ start: wib(8, '08:30') });
    expect(await close()).toMatchObject({
      refusal: { reason: 'unfinished', unmarked: 2, unmarkedSessions: 1 },
    });
  });

  it('is an act of the panitia of that bimtek', async () => {
    await markAll(...kader);
    const other = await openBimtek(house);
    for (const person of [b.people.ratna, other.people.panitia, kader[0]!.personId])
      expect(reasonOf(await close(person))).toBe('not-found');
  });

  it('by two at once makes one', async () => {
    await markAll(...kader);
    const results = await Promise.all([
      close(b.people.panitia),
      close(b.people.panitia2),
      close(b.people.panitia),
    ]);
    expect(results.map(reasonOf).toSorted()).toEqual(['closed', 'closed', 'ok']);
    const rows = await b.db.selectFrom('closing').select('no').where('bimtek_id', '=', b.bimtekId).execute();
    expect(rows).toEqual([{ no: 1 }]);
  });

  it('and marks that come at the same time: each one counts before it or is kept after it', async () => {
    await markAll(...kader);
    const late = kader.map((one) => newMark(session, one.enrolmentId, { status: 'alpa' }));
    const [closed, ...outcomes] = await Promise.all([
      close(),
      ...late.map((mark) => b.mark(b.people.panitia2, mark)),
    ]);
    const stored = await b.db
      .selectFrom('mark')
      .select(['id', 'closing_no'])
      .where(
        'id',
        'in',
        late.map((mark) => mark.id),
      )
      .execute();
    const counting = stored.filter((row) => row.closing_no === null);
    expect(counting.length === 0).toBe(closed.ok);
    expect(outcomes.flat().filter((outcome) => outcome.outcome === 'conflict')).toHaveLength(counting.length);
  });
});

describe('after closing', () => {
  beforeEach(async () => {
    await markAll(...kader);
    await close();
  });

  it('a mark is kept and changes nothing until two panitia reopen', async () => {
    const { enrolmentId } = kader[0]!;
    const before = [await b.value(session, enrolmentId), await b.jp(enrolmentId)];
    const first = (await b.value(session, enrolmentId))!.head_id;
    const mark = newMark(session, enrolmentId, {
      status: 'alpa',
      bases: [first],
      source: 'correction',
      reason: 'Salah orang',
    });
    expect(await b.mark(b.people.ratna, mark)).toEqual([{ id: mark.id, outcome: 'accepted', counts: false }]);
    expect(await b.mark(b.people.ratna, mark)).toEqual([{ id: mark.id, outcome: 'same', counts: false }]);
    expect([await b.value(session, enrolmentId), await b.jp(enrolmentId)]).toEqual(before);
    expect(await ask()).toEqual({ ok: true, value: { no: 1 } });
    expect([await b.value(session, enrolmentId), await b.jp(enrolmentId)]).toEqual(before);
    expect(await agree()).toEqual({ ok: true, value: { no: 1 } });
    expect(await b.value(session, enrolmentId)).toMatchObject({
      status: 'alpa',
      head_id: mark.id,
      open: false,
    });
    expect((await b.jp(enrolmentId)).attended).toBe(0);
    expect(await b.mark(b.people.ratna, mark)).toEqual([{ id: mark.id, outcome: 'same', counts: true }]);
    expect(
      (await b.db.selectFrom('standing').select('closed').where('bimtek_id', '=', b.bimtekId).execute()).some(
        (row) => row.closed,
      ),
    ).toBe(false);
    expect(await close()).toEqual({ ok: true, value: { no: 2 } });
  });

  it('an objection is kept with the number of the closing, and stops the next one after a reopening', async () => {
    const made = await object(kader[0]!.personId);
    expect(made.ok).toBe(true);
    const row = await b.db
      .selectFrom('objection')
      .select('closing_no')
      .where('session_id', '=', session)
      .executeTakeFirstOrThrow();
    expect(row.closing_no).toBe(1);
    await ask();
    await agree();
    expect(await close()).toMatchObject({ refusal: { reason: 'unfinished', objections: 1, unmarked: 0 } });
  });

  it('one panitia alone cannot reopen, nor can a trainer or the panitia of another bimtek', async () => {
    const other = await openBimtek(house);
    expect(reasonOf(await agree())).toBe('not-asked');
    expect(reasonOf(await ask(b.people.ratna))).toBe('not-found');
    expect(reasonOf(await ask())).toBe('ok');
    expect(reasonOf(await ask(b.people.panitia2))).toBe('asked');
    expect(reasonOf(await agree(b.people.panitia))).toBe('own');
    expect(reasonOf(await agree(b.people.ratna))).toBe('not-found');
    expect(reasonOf(await agree(other.people.panitia2))).toBe('not-found');
    const both = await Promise.all([agree(), agree()]);
    expect(both.map(reasonOf).toSorted()).toEqual(['ok', 'open']);
    expect(reasonOf(await ask())).toBe('open');
  });

  it('no dispensation is given or taken back', async () => {
    const pair = { sessionId: session, enrolmentId: kader[0]!.enrolmentId };
    const grant = as(b.people.panitia, (trx, actor, now) =>
      grantDispensation(trx, actor, { ...pair, reason: 'Sakit', task: 'Ringkasan' }, now),
    );
    expect(reasonOf(await grant)).toBe('closed');
    expect(
      reasonOf(await as(b.people.panitia, (trx, actor, now) => revokeDispensation(trx, actor, pair, now))),
    ).toBe('closed');
  });

  it('a second closing keeps its own marks apart from those that a reopening let count', async () => {
    const { enrolmentId } = kader[1]!;
    const first = (await b.value(session, enrolmentId))!.head_id;
    const one = newMark(session, enrolmentId, { status: 'izin', bases: [first] });
    await b.mark(b.people.ratna, one);
    await ask();
    await agree();
    await close();
    await b.mark(b.people.ratna, newMark(session, enrolmentId, { status: 'alpa', bases: [one.id] }));
    expect(await b.value(session, enrolmentId)).toMatchObject({ status: 'izin', head_id: one.id });
  });
});

describe('a dispensation', () => {
  const pairOf = (one: Kader) => ({ sessionId: session, enrolmentId: one.enrolmentId });
  const grant = (one: Kader, personId = b.people.panitia) =>
    as(personId, (trx, actor, now) =>
      grantDispensation(trx, actor, { ...pairOf(one), reason: 'Rawat inap', task: 'Ringkasan sesi' }, now),
    );
  const revoke = (one: Kader, personId = b.people.panitia) =>
    as(personId, (trx, actor, now) => revokeDispensation(trx, actor, pairOf(one), now));

  it('lets izin and sakit count, nothing else, and only as long as the value is one of them', async () => {
    const [one, two] = kader as [Kader, Kader];
    expect(reasonOf(await grant(one))).toBe('not-excused');
    const sakit = newMark(session, one.enrolmentId, { status: 'sakit' });
    await b.mark(b.people.ratna, sakit, newMark(session, two.enrolmentId));
    expect(reasonOf(await grant(two))).toBe('not-excused');
    expect((await b.jp(one.enrolmentId)).attended).toBe(0);
    expect(await grant(one)).toEqual({ ok: true, value: { no: 1 } });
    expect((await b.jp(one.enrolmentId)).attended).toBe(4);
    expect(reasonOf(await grant(one, b.people.panitia2))).toBe('granted');
    await b.mark(b.people.ratna, newMark(session, one.enrolmentId, { status: 'alpa', bases: [sakit.id] }));
    expect((await b.jp(one.enrolmentId)).attended).toBe(0);
  });

  it('can be taken back and given again; both stay', async () => {
    const one = kader[0]!;
    await b.mark(b.people.ratna, newMark(session, one.enrolmentId, { status: 'izin' }));
    await grant(one);
    expect(await revoke(one)).toEqual({ ok: true, value: { no: 1 } });
    expect((await b.jp(one.enrolmentId)).attended).toBe(0);
    expect(reasonOf(await revoke(one))).toBe('not-granted');
    expect(await grant(one, b.people.panitia2)).toEqual({ ok: true, value: { no: 2 } });
    const rows = await b.db
      .selectFrom('dispensation')
      .select(['no', 'revoked_by'])
      .where('enrolment_id', '=', one.enrolmentId)
      .orderBy('no')
      .execute();
    expect(rows).toEqual([
      { no: 1, revoked_by: b.people.panitia },
      { no: 2, revoked_by: null },
    ]);
  });

  it('is an act of the panitia, never for oneself', async () => {
    const own = await b.addKader({ personId: b.people.panitia2 });
    await b.mark(b.people.panitia, newMark(session, own.enrolmentId, { status: 'izin' }));
    expect(reasonOf(await grant(own, b.people.panitia2))).toBe('own');
    expect(reasonOf(await grant(own, b.people.ratna))).toBe('not-found');
    expect(reasonOf(await grant(own))).toBe('ok');
    expect(reasonOf(await revoke(own, b.people.panitia2))).toBe('own');
  });
});
