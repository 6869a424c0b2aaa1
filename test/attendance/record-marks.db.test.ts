import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bimtek, openBimtek, wib } from '../fixtures/attendance.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { newMark } from '../fixtures/new-mark.ts';

let house: TestHouse;
let b: Bimtek;
let ratna: string;
let panitia: string;
beforeAll(async () => {
  house = await openHouse();
  b = await openBimtek(house);
  ({ ratna, panitia } = b.people);
});
afterAll(() => house.close());

const morning = wib(3, '08:30');
const setUp = async () => ({ session: await b.addSession({ start: morning }), kader: await b.addKader() });

describe('a mark', () => {
  it('gives the session its value, counts JP at once and is written down in the log', async () => {
    const { session, kader } = await setUp();
    const before = await b.jp(kader.enrolmentId);
    const mark = newMark(session, kader.enrolmentId);
    expect(await b.mark(ratna, mark)).toEqual([{ id: mark.id, outcome: 'accepted', counts: true }]);
    expect(await b.value(session, kader.enrolmentId)).toEqual({
      status: 'hadir',
      minutes_late: null,
      head_id: mark.id,
      heads: 1,
      open: false,
    });
    expect((await b.jp(kader.enrolmentId)).attended).toBe(before.attended + 4);
    const event = await b.db
      .selectFrom('audit_event')
      .selectAll()
      .where('subject_id', '=', mark.id)
      .executeTakeFirstOrThrow();
    expect(event).toMatchObject({ act: 'mark-recorded', actor_id: ratna, bimtek_id: b.bimtekId });
    expect(event.detail).toEqual({
      session,
      enrolment: kader.enrolmentId,
      status: 'hadir',
      minutes: null,
      source: 'roll-call',
      bases: [],
      closing: null,
    });
  });

  it('is never erased: a correction names what it replaces and why', async () => {
    const { session, kader } = await setUp();
    const first = newMark(session, kader.enrolmentId);
    const second = newMark(session, kader.enrolmentId, {
      status: 'sakit',
      source: 'correction',
      reason: 'Surat dokter menyusul',
      bases: [first.id],
    });
    await b.mark(ratna, first);
    expect(await b.mark(panitia, second)).toEqual([{ id: second.id, outcome: 'accepted', counts: true }]);
    expect(await b.value(session, kader.enrolmentId)).toMatchObject({
      status: 'sakit',
      head_id: second.id,
      heads: 1,
      open: false,
    });
    const kept = await b.db
      .selectFrom('mark')
      .select('id')
      .where('session_id', '=', session)
      .orderBy('id')
      .execute();
    expect(kept.map((row) => row.id)).toEqual([first.id, second.id].toSorted());
  });

  it('opens a question when it did not see what stands there, and one that saw both settles it', async () => {
    const { session, kader } = await setUp();
    const hadir = newMark(session, kader.enrolmentId);
    const izin = newMark(session, kader.enrolmentId, { status: 'izin' });
    await b.mark(ratna, hadir);
    expect(await b.mark(panitia, izin)).toEqual([{ id: izin.id, outcome: 'conflict', counts: true }]);
    expect(await b.value(session, kader.enrolmentId)).toMatchObject({ heads: 2, open: true });
    const settled = newMark(session, kader.enrolmentId, { status: 'izin', bases: [hadir.id, izin.id] });
    expect(await b.mark(ratna, settled)).toEqual([{ id: settled.id, outcome: 'accepted', counts: true }]);
    expect(await b.value(session, kader.enrolmentId)).toMatchObject({
      status: 'izin',
      head_id: settled.id,
      heads: 1,
      open: false,
    });
  });

  it('that says the same as another one is no question', async () => {
    const { session, kader } = await setUp();
    await b.mark(ratna, newMark(session, kader.enrolmentId));
    const again = newMark(session, kader.enrolmentId);
    expect(await b.mark(panitia, again)).toEqual([{ id: again.id, outcome: 'accepted', counts: true }]);
    expect(await b.value(session, kader.enrolmentId)).toMatchObject({ heads: 2, open: false });
  });

  it('may be sent again however late, and nothing more is written', async () => {
    const { session, kader } = await setUp();
    const mark = newMark(session, kader.enrolmentId, { bases: [newMark('', '').id] });
    await b.mark(ratna, mark);
    await b.db
      .updateTable('enrolment')
      .set({ ended_at: wib(1, '08:00'), end_reason: 'Pulang' })
      .where('id', '=', kader.enrolmentId)
      .execute();
    expect(await b.mark(ratna, mark, mark)).toEqual([
      { id: mark.id, outcome: 'same', counts: true },
      { id: mark.id, outcome: 'same', counts: true },
    ]);
    const events = await b.db
      .selectFrom('audit_event')
      .select('id')
      .where('subject_id', '=', mark.id)
      .execute();
    expect(events).toHaveLength(1);
  });

  it('with the id of another one is refused, in one batch as well', async () => {
    const { session, kader } = await setUp();
    const mark = newMark(session, kader.enrolmentId);
    expect(await b.mark(ratna, mark, { ...mark, status: 'alpa' })).toEqual([
      { id: mark.id, outcome: 'accepted', counts: true },
      { id: mark.id, outcome: 'refused', reason: 'other-content' },
    ]);
    expect(await b.mark(panitia, mark)).toEqual([
      { id: mark.id, outcome: 'refused', reason: 'other-content' },
    ]);
    expect(await b.value(session, kader.enrolmentId)).toMatchObject({ status: 'hadir', heads: 1 });
  });

  it('never makes late by the time of marking; a scan does, judged by the start its phone showed', async () => {
    const { session, kader } = await setUp();
    const other = await b.addKader();
    const lateNight = wib(3, '23:00');
    house.clock.set(lateNight);
    const scan = newMark(session, other.enrolmentId, {
      source: 'scan',
      judgedStart: wib(3, '08:00'),
      deviceAt: wib(3, '08:22'),
      sentAt: lateNight,
    });
    await b.mark(ratna, newMark(session, kader.enrolmentId), scan);
    await b.db
      .updateTable('session')
      .set({ starts_at: wib(3, '10:00'), ends_at: wib(3, '11:30') })
      .where('id', '=', session)
      .execute();
    expect(await b.value(session, kader.enrolmentId)).toMatchObject({ status: 'hadir', minutes_late: null });
    expect(await b.value(session, other.enrolmentId)).toMatchObject({
      status: 'terlambat',
      minutes_late: 22,
    });
    const row = await b.db.selectFrom('mark').selectAll().where('id', '=', scan.id).executeTakeFirstOrThrow();
    expect([row.judged_start, row.corrected_at]).toEqual([wib(3, '08:00'), wib(3, '08:22')]);
    expect(await b.mark(ratna, scan)).toEqual([{ id: scan.id, outcome: 'same', counts: true }]);
    house.clock.set(wib(3, '08:00'));
  });
});

describe('a base', () => {
  it('of another person or session is refused once it is known', async () => {
    const { session, kader } = await setUp();
    const [other, elsewhere] = [await b.addKader(), await b.addSession({ start: wib(3, '10:15') })];
    const theirs = newMark(session, other.enrolmentId);
    const later = newMark(elsewhere, kader.enrolmentId);
    await b.mark(ratna, theirs, later);
    for (const base of [theirs, later]) {
      const mark = newMark(session, kader.enrolmentId, { bases: [base.id] });
      expect(await b.mark(ratna, mark)).toEqual([{ id: mark.id, outcome: 'refused', reason: 'other-base' }]);
    }
    expect(await b.value(session, kader.enrolmentId)).toBeUndefined();
  });

  it('that turns out later to belong elsewhere has no effect, and both marks are kept', async () => {
    const { session, kader } = await setUp();
    const other = await b.addKader();
    const theirs = newMark(session, other.enrolmentId);
    const mark = newMark(session, kader.enrolmentId, { bases: [theirs.id], status: 'izin' });
    await b.mark(ratna, mark);
    expect(await b.mark(ratna, theirs)).toEqual([{ id: theirs.id, outcome: 'accepted', counts: true }]);
    expect(await b.value(session, other.enrolmentId)).toMatchObject({ status: 'hadir', heads: 1 });
    expect(await b.value(session, kader.enrolmentId)).toMatchObject({ status: 'izin', heads: 1 });
  });

  it('that closes a cycle is refused, whichever of the two comes last', async () => {
    for (const turn of [0, 1]) {
      const { session, kader } = await setUp();
      const a = newMark(session, kader.enrolmentId);
      const c = newMark(session, kader.enrolmentId, { bases: [a.id] });
      const [first, last] = turn ? [{ ...a, bases: [c.id] }, c] : [c, { ...a, bases: [c.id] }];
      expect(await b.mark(ratna, first, last)).toEqual([
        { id: first.id, outcome: 'accepted', counts: true },
        { id: last.id, outcome: 'refused', reason: 'cycle' },
      ]);
      expect(await b.value(session, kader.enrolmentId)).toMatchObject({ head_id: first.id, heads: 1 });
    }
  });
});

describe('who may mark', () => {
  it('nobody for themselves, also not as pelatih or panitia', async () => {
    const session = await b.addSession({ start: morning });
    for (const person of [ratna, panitia]) {
      const own = await b.addKader({ personId: person });
      const mark = newMark(session, own.enrolmentId);
      expect(await b.mark(person, mark)).toEqual([{ id: mark.id, outcome: 'refused', reason: 'own' }]);
      expect(await b.value(session, own.enrolmentId)).toBeUndefined();
    }
  });

  it('only the pelatih of the session or a class of it, and the panitia of its bimtek', async () => {
    const { session, kader } = await setUp();
    const other = await openBimtek(house);
    for (const person of [b.people.deni, other.people.ratna, other.people.panitia, kader.personId]) {
      const mark = newMark(session, kader.enrolmentId);
      expect(await b.mark(person, mark)).toEqual([{ id: mark.id, outcome: 'refused', reason: 'not-found' }]);
    }
    const named = await b.addSession({ start: morning, trainers: [b.people.deni] });
    const mark = newMark(named, kader.enrolmentId);
    expect(await b.mark(b.people.deni, mark)).toMatchObject([{ outcome: 'accepted' }]);
  });

  it('a check-in is the own act of the person, and a human who saw it may replace it', async () => {
    const { session, kader } = await setUp();
    const checkIn = newMark(session, kader.enrolmentId, { source: 'check-in' });
    expect(await b.mark(ratna, checkIn)).toEqual([
      { id: checkIn.id, outcome: 'refused', reason: 'not-found' },
    ]);
    expect(await b.mark(kader.personId, checkIn)).toMatchObject([{ outcome: 'accepted' }]);
    const naming = newMark(session, kader.enrolmentId, { source: 'check-in', bases: [checkIn.id] });
    expect(await b.mark(kader.personId, naming)).toEqual([
      { id: naming.id, outcome: 'refused', reason: 'check-in-bases' },
    ]);
    await b.mark(ratna, newMark(session, kader.enrolmentId, { status: 'izin' }));
    expect(await b.value(session, kader.enrolmentId)).toMatchObject({ status: 'izin', open: true });
    const late = newMark(session, kader.enrolmentId, { source: 'check-in' });
    expect(await b.mark(kader.personId, late)).toMatchObject([{ outcome: 'conflict' }]);
  });
});

describe('who belongs to a session', () => {
  it('someone who joins later is shown as belum terdaftar: the mark is kept and does not count', async () => {
    const early = await b.addSession({ start: wib(30, '13:00') });
    const kader = await b.addKader({ joined: wib(31, '08:00') });
    const mark = newMark(early, kader.enrolmentId);
    const before = await b.jp(kader.enrolmentId);
    expect(await b.mark(ratna, mark)).toEqual([{ id: mark.id, outcome: 'accepted', counts: true }]);
    expect(await b.value(early, kader.enrolmentId)).toMatchObject({ status: 'hadir' });
    expect(await b.jp(kader.enrolmentId)).toEqual(before);
  });

  it('someone who changes class belongs to the old one before, to the new one after, and keeps the marks', async () => {
    const [before, after] = [
      await b.addSession({ start: wib(1, '08:30') }),
      await b.addSession({ start: wib(2, '08:30') }),
    ];
    const new_ = await b.addSession({ start: wib(2, '08:30'), classes: ['G'] });
    const kader = await b.addKader();
    await b.mark(ratna, newMark(before, kader.enrolmentId));
    await b.moveTo(kader, 'G', wib(1, '20:00'));
    expect((await b.jp(kader.enrolmentId)).attended).toBe(4);
    const stale = newMark(after, kader.enrolmentId);
    expect(await b.mark(ratna, stale)).toEqual([{ id: stale.id, outcome: 'refused', reason: 'not-found' }]);
    expect(await b.mark(b.people.deni, newMark(new_, kader.enrolmentId))).toMatchObject([
      { outcome: 'accepted' },
    ]);
    expect(await b.mark(ratna, newMark(before, kader.enrolmentId))).toMatchObject([{ outcome: 'accepted' }]);
    expect((await b.jp(kader.enrolmentId)).attended).toBe(8);
  });

  it('nobody can be marked whose enrolment ended before; what was marked earlier stays', async () => {
    const [before, after] = [
      await b.addSession({ start: wib(1, '08:30') }),
      await b.addSession({ start: wib(4, '08:30') }),
    ];
    const kader = await b.addKader({ ended: wib(2, '12:00') });
    const late = newMark(after, kader.enrolmentId);
    expect(await b.mark(ratna, newMark(before, kader.enrolmentId), late)).toEqual([
      expect.objectContaining({ outcome: 'accepted' }),
      { id: late.id, outcome: 'refused', reason: 'ended' },
    ]);
    expect((await b.jp(kader.enrolmentId)).attended).toBe(4);
  });

  it('a cancelled session keeps its marks and leaves the sum', async () => {
    const { kader } = await setUp();
    const cancelled = await b.addSession({ start: morning, cancelled: true });
    const before = await b.jp(kader.enrolmentId);
    expect(await b.mark(ratna, newMark(cancelled, kader.enrolmentId))).toMatchObject([
      { outcome: 'accepted' },
    ]);
    expect(await b.jp(kader.enrolmentId)).toEqual(before);
  });

  it('a pleno is one session of several classes: each person is marked once', async () => {
    const pleno = await b.addSession({ start: morning, classes: ['F', 'G'] });
    const [f, g] = [await b.addKader(), await b.addKader({ class: 'G' })];
    expect(await b.mark(ratna, newMark(pleno, f.enrolmentId), newMark(pleno, g.enrolmentId))).toMatchObject([
      { outcome: 'accepted' },
      { outcome: 'accepted' },
    ]);
  });
});
