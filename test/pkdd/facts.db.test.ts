import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  assignKader,
  confirmDecree,
  endAssignment,
  endDecree,
  endDueAssignments,
  recordDecree,
  writeAssignments,
  writeDecrees,
} from '../../src/pkdd/index.ts';
import { addPerson } from '../fixtures/account.ts';
import {
  addKader,
  BEFORE,
  type Bimtek,
  granted,
  inTransaction,
  makeBimtek,
  VILLAGES,
} from '../fixtures/bimtek.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';

let house: TestHouse;
let bimtek: Bimtek;
let korkab: string;
beforeAll(async () => {
  house = await openHouse({ at: BEFORE });
  bimtek = await makeBimtek(house);
  korkab = await addPerson(house, { password: false, grants: [{ role: 'korkab', regencyCode: '13.02' }] });
});
afterAll(() => house.close());

const run = <Value>(act: Parameters<typeof inTransaction<Value>>[1]) => inTransaction(house.db, act);
const decreeOf = (enrolmentId: string) =>
  house.db
    .selectFrom('standing')
    .select('decree')
    .where('enrolment_id', '=', enrolmentId)
    .executeTakeFirstOrThrow();
const actsOn = async (id: string) =>
  (
    await house.db
      .selectFrom('audit_event')
      .select('act')
      .where('subject_id', '=', id)
      .orderBy('seq')
      .execute()
  ).map(({ act }) => act);

describe('An SK', () => {
  it('is recorded once, corrected in place while nobody confirmed it, and shown in the standing', async () => {
    const kader = await addKader(house, bimtek, { village: VILLAGES[0] });
    const sk = {
      personId: kader.personId,
      villageCode: VILLAGES[0],
      number: '188/1',
      dated: '2024-05-02',
      typedBy: bimtek.people.panitia,
    };
    const first = granted(await run((trx) => recordDecree(trx, sk, BEFORE)));
    expect(first.outcome).toBe('new');
    expect(await decreeOf(kader.enrolmentId)).toEqual({ decree: 'recorded' });
    expect(granted(await run((trx) => recordDecree(trx, sk, BEFORE)))).toEqual({
      ...first,
      outcome: 'unchanged',
    });
    const corrected = granted(await run((trx) => recordDecree(trx, { ...sk, number: '188/2' }, BEFORE)));
    expect(corrected).toEqual({ ...first, outcome: 'changed' });
    expect(await actsOn(first.decreeId)).toEqual(['decree-recorded', 'decree-corrected']);
  });

  it('is confirmed by who typed it, never by its kader, and then typed over by nobody', async () => {
    const kader = await addKader(house, bimtek, { village: VILLAGES[1] });
    const sk = {
      personId: kader.personId,
      villageCode: VILLAGES[1],
      number: '188/3',
      dated: '2024-05-02',
      typedBy: korkab,
    };
    const { decreeId } = granted(await run((trx) => recordDecree(trx, sk, BEFORE)));
    const confirm = (by: string) => run((trx) => confirmDecree(trx, { decreeId, by }, BEFORE));
    expect(await confirm(kader.personId)).toEqual({ ok: false, refusal: { reason: 'self' } });
    expect(granted(await confirm(korkab))).toEqual({ decreeId, personId: kader.personId });
    expect(await decreeOf(kader.enrolmentId)).toEqual({ decree: 'confirmed' });
    expect(await confirm(korkab)).toEqual({ ok: false, refusal: { reason: 'confirmed' } });
    const over = await run((trx) => recordDecree(trx, { ...sk, number: '188/4' }, BEFORE));
    expect(over).toEqual({ ok: false, refusal: { reason: 'confirmed', decreeId } });
    const end = (by: string) => run((trx) => endDecree(trx, { decreeId, by, reason: 'dicabut' }, BEFORE));
    expect(await end(kader.personId)).toEqual({ ok: false, refusal: { reason: 'self' } });
    granted(await end(korkab));
    expect(await decreeOf(kader.enrolmentId)).toEqual({ decree: 'none' });
    expect(await end(korkab)).toEqual({ ok: false, refusal: { reason: 'gone' } });
    expect(granted(await run((trx) => recordDecree(trx, { ...sk, number: '188/4' }, BEFORE))).outcome).toBe(
      'new',
    );
  });

  it('of many people at once gives each their own result, in order', async () => {
    const people = await Promise.all([1, 2].map(() => addPerson(house, { password: false })));
    const wishes = people.map((personId, i) => ({
      personId,
      villageCode: VILLAGES[2],
      number: `188/${10 + i}`,
      dated: '2024-05-02',
      typedBy: null,
    }));
    const outcomes = async () =>
      (await run((trx) => writeDecrees(trx, wishes, BEFORE))).map((result) => granted(result).outcome);
    expect(await outcomes()).toEqual(['new', 'new']);
    expect(await outcomes()).toEqual(['unchanged', 'unchanged']);
    expect(await run((trx) => writeDecrees(trx, [], BEFORE))).toEqual([]);
  });
});

describe('An assignment', () => {
  const wish = (personId: string, villageCode: string) => ({
    personId,
    villageCode,
    decreeId: null,
    fromDate: '2024-05-02',
    by: korkab,
  });

  it('gives a village one active kader: the second is refused with who has it', async () => {
    const [one, other] = [
      await addPerson(house, { password: false }),
      await addPerson(house, { password: false }),
    ];
    const first = granted(await run((trx) => assignKader(trx, wish(one, VILLAGES[3]), BEFORE)));
    expect(first.outcome).toBe('new');
    expect(await run((trx) => assignKader(trx, wish(other, VILLAGES[3]), BEFORE))).toEqual({
      ok: false,
      refusal: { reason: 'village-taken', personId: one },
    });
    const again = granted(await run((trx) => assignKader(trx, wish(one, VILLAGES[3]), BEFORE)));
    expect(again).toEqual({ ...first, outcome: 'unchanged' });
    const later = { ...wish(one, VILLAGES[3]), fromDate: '2024-05-03' };
    expect(granted(await run((trx) => assignKader(trx, later, BEFORE)))).toEqual({
      ...first,
      outcome: 'changed',
    });
    const end = { assignmentId: first.assignmentId, reason: 'diganti' };
    expect(await run((trx) => endAssignment(trx, { ...end, by: one }, BEFORE))).toEqual({
      ok: false,
      refusal: { reason: 'self' },
    });
    granted(await run((trx) => endAssignment(trx, { ...end, by: korkab }, BEFORE)));
    expect(granted(await run((trx) => assignKader(trx, wish(other, VILLAGES[3]), BEFORE))).outcome).toBe(
      'new',
    );
    const history = await house.db
      .selectFrom('assignment')
      .select(['person_id', 'active', 'end_reason'])
      .where('village_code', '=', VILLAGES[3])
      .orderBy('id')
      .execute();
    expect(history).toEqual([
      { person_id: one, active: false, end_reason: 'diganti' },
      { person_id: other, active: true, end_reason: null },
    ]);
  });

  it('asked for two people at the same moment goes to one of them', async () => {
    const people = await Promise.all([1, 2, 3].map(() => addPerson(house, { password: false })));
    const results = await Promise.all(
      people.map((personId) => run((trx) => assignKader(trx, wish(personId, '13.02.10.2001'), BEFORE))),
    );
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    const refusals = results.flatMap((result) => (result.ok ? [] : [result.refusal.reason]));
    expect(refusals).toEqual(['village-taken', 'village-taken']);
  });

  it('of a batch that names a village twice goes to the first', async () => {
    const people = await Promise.all([1, 2].map(() => addPerson(house, { password: false })));
    const wishes = people.map((personId) => wish(personId, '13.02.10.2002'));
    const results = await run((trx) => writeAssignments(trx, wishes, BEFORE));
    expect(results.map((result) => (result.ok ? result.value.outcome : result.refusal))).toEqual([
      'new',
      { reason: 'village-taken', personId: people[0] },
    ]);
  });

  it('ends by itself after its last day, not on it', async () => {
    const personId = await addPerson(house, { password: false });
    const last = { ...wish(personId, '13.02.10.2003'), toDate: '2024-05-31' };
    const { assignmentId } = granted(await run((trx) => assignKader(trx, last, BEFORE)));
    const active = async () =>
      (
        await house.db
          .selectFrom('assignment')
          .select('active')
          .where('id', '=', assignmentId)
          .executeTakeFirstOrThrow()
      ).active;
    expect(await run((trx) => endDueAssignments(trx, '2024-05-31', BEFORE))).toBe(0);
    expect(await active()).toBe(true);
    expect(await run((trx) => endDueAssignments(trx, '2024-06-01', BEFORE))).toBe(1);
    expect(await active()).toBe(false);
    expect(await run((trx) => endDueAssignments(trx, '2024-06-01', BEFORE))).toBe(0);
  });
});
