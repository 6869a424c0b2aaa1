import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerObjection, type ObjectionAnswer } from '../../src/attendance/answer-objection.ts';
import { objectToMark } from '../../src/attendance/object-to-mark.ts';
import type { Trx } from '../../src/database/schema.ts';
import type { Actor } from '../../src/http/actor.ts';
import { newId } from '../../src/id.ts';
import { type Bimtek, type Kader, openBimtek, wib } from '../fixtures/attendance.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { newMark } from '../fixtures/new-mark.ts';

let house: TestHouse;
let b: Bimtek;
let session: string;
let kader: Kader;
let alpa: ReturnType<typeof newMark>;
beforeAll(async () => {
  house = await openHouse({ at: wib(3, '12:00') });
  b = await openBimtek(house);
});
afterAll(() => house.close());
beforeEach(async () => {
  session = await b.addSession({ start: wib(3, '08:30') });
  kader = await b.addKader();
  alpa = newMark(session, kader.enrolmentId, { status: 'alpa' });
  await b.mark(b.people.ratna, alpa);
});

async function as<T>(personId: string, write: (trx: Trx, actor: Actor, now: Date) => Promise<T>): Promise<T> {
  const actor = await b.actor(personId);
  return b.db.transaction().execute((trx) => write(trx, actor, house.clock.now()));
}
const object = (wish: { id?: string; by?: string; sessionId?: string; says?: string } = {}) =>
  as(wish.by ?? kader.personId, (trx, actor, now) =>
    objectToMark(
      trx,
      actor,
      {
        id: wish.id ?? newId(),
        sessionId: wish.sessionId ?? session,
        says: wish.says ?? 'Saya hadir, duduk di belakang',
      },
      now,
    ),
  );
const answer = (wish: ObjectionAnswer, by = b.people.ratna) =>
  as(by, (trx, actor, now) => answerObjection(trx, actor, wish, now));
const accept = (
  objectionId: string,
  more: Partial<Extract<ObjectionAnswer, { outcome: 'accepted' }>> = {},
): ObjectionAnswer => ({
  objectionId,
  outcome: 'accepted',
  status: 'hadir',
  minutesLate: null,
  bases: [alpa.id],
  device: 'uji',
  reason: '',
  ...more,
});
const raised = async () => {
  const result = await object();
  if (!result.ok) throw new Error(result.refusal.reason);
  return result.value.id;
};

describe('an objection', () => {
  it('is kept with the mark it is about, and one at a time waits', async () => {
    const id = await raised();
    const row = await b.db.selectFrom('objection').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      session_id: session,
      enrolment_id: kader.enrolmentId,
      mark_id: alpa.id,
      by_id: kader.personId,
      closing_no: null,
    });
    expect(await object()).toEqual({ ok: false, refusal: { reason: 'waiting' } });
    expect(await object({ id })).toEqual({ ok: true, value: { id } });
    expect(await object({ id, says: 'Lain' })).toEqual({ ok: false, refusal: { reason: 'other-content' } });
    expect(
      await b.db.selectFrom('objection').select('id').where('session_id', '=', session).execute(),
    ).toHaveLength(1);
  });

  it('is only about the own sessions, also before anyone has marked, not before they start', async () => {
    const [earlier, later] = [
      await b.addSession({ start: wib(3, '10:15') }),
      await b.addSession({ start: wib(3, '13:00') }),
    ];
    const foreign = await b.addSession({ start: wib(3, '08:30'), classes: ['G'] });
    expect(await object({ sessionId: earlier })).toMatchObject({ ok: true });
    expect(await object({ sessionId: later })).toEqual({ ok: false, refusal: { reason: 'not-started' } });
    expect(await object({ sessionId: foreign })).toEqual({ ok: false, refusal: { reason: 'not-found' } });
    expect(await object({ by: b.people.ratna })).toEqual({ ok: false, refusal: { reason: 'not-found' } });
  });

  it('accepted sets the mark: a correction that names what it replaces, with the kader’s own words as reason', async () => {
    const id = await raised();
    expect(await answer(accept(id))).toEqual({ ok: true, value: { conflict: false, counts: true } });
    const value = (await b.value(session, kader.enrolmentId))!;
    expect(value).toMatchObject({ status: 'hadir', heads: 1, open: false });
    const mark = await b.db
      .selectFrom('mark')
      .selectAll()
      .where('id', '=', value.head_id)
      .executeTakeFirstOrThrow();
    expect(mark).toMatchObject({
      source: 'correction',
      bases: [alpa.id],
      reason: 'Saya hadir, duduk di belakang',
      by_id: b.people.ratna,
    });
    const row = await b.db
      .selectFrom('objection_answer')
      .selectAll()
      .where('objection_id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ outcome: 'accepted', mark_id: mark.id, by_id: b.people.ratna });
    expect(await object()).toMatchObject({ ok: true }); // the next one may be raised
  });

  it('refused needs a sentence, leaves the mark and stays in the log', async () => {
    const id = await raised();
    expect(await answer({ objectionId: id, outcome: 'refused', reason: '' })).toEqual({
      ok: false,
      refusal: { reason: 'reason' },
    });
    expect(
      await answer(
        { objectionId: id, outcome: 'refused', reason: 'Kursi Anda kosong sampai selesai' },
        b.people.panitia,
      ),
    ).toMatchObject({ ok: true });
    expect(await b.value(session, kader.enrolmentId)).toMatchObject({ status: 'alpa', head_id: alpa.id });
    const events = await b.db
      .selectFrom('audit_event')
      .select('act')
      .where('subject_id', '=', id)
      .orderBy('seq')
      .execute();
    expect(events.map((event) => event.act)).toEqual(['objection-raised', 'objection-answered']);
  });

  it('is answered once, by somebody else than the kader, from the room or the panitia', async () => {
    const id = await raised();
    expect(await answer(accept(id), b.people.deni)).toEqual({ ok: false, refusal: { reason: 'not-found' } });
    expect(await answer(accept(id), kader.personId)).toEqual({ ok: false, refusal: { reason: 'not-found' } });
    const both = await Promise.all([
      answer(accept(id)),
      answer({ objectionId: id, outcome: 'refused', reason: 'Tidak' }, b.people.panitia),
    ]);
    expect(both.map((result) => (result.ok ? 'ok' : result.refusal.reason)).toSorted()).toEqual([
      'answered',
      'ok',
    ]);
    const own = await b.addKader({ personId: b.people.panitia2 });
    await b.mark(b.people.ratna, newMark(session, own.enrolmentId, { status: 'alpa' }));
    const theirs = await object({ by: b.people.panitia2 });
    if (!theirs.ok) throw new Error(theirs.refusal.reason);
    expect(
      await answer({ objectionId: theirs.value.id, outcome: 'refused', reason: 'x' }, b.people.panitia2),
    ).toEqual({ ok: false, refusal: { reason: 'own' } });
  });

  it('accepted on a stale page opens a question instead of overwriting', async () => {
    const id = await raised();
    await b.mark(b.people.panitia, newMark(session, kader.enrolmentId, { status: 'izin', bases: [alpa.id] }));
    expect(await answer(accept(id))).toEqual({ ok: true, value: { conflict: true, counts: true } });
    expect(await b.value(session, kader.enrolmentId)).toMatchObject({ heads: 2, open: true });
  });
});
