import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../src/id.ts';
import { type Bimtek, type Kader, openBimtek, wib } from '../fixtures/attendance.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';

/** Two requests at once for one person (trust.md F10); `npm test -- --full --only postgres rivals` has a thousand pairs. */
const PEOPLE = 50;
const SESSIONS = process.env['BEKAL_TEST_FORM'] === 'full' ? 20 : 2;
/** Of ten pairs, how many say the same. */
const ALIKE = 3;
/** The pool has ten connections: five pairs at a time. */
const AT_ONCE = 5;

let house: TestHouse;
let b: Bimtek;
beforeAll(async () => {
  house = await openHouse({ at: wib(3, '08:41') });
  b = await openBimtek(house);
});
afterAll(() => house.close());

it(`${PEOPLE * SESSIONS} pairs of rival marks: both are kept, the loser is told, who disagrees is asked and nobody else`, async () => {
  const kader: Kader[] = [];
  for (let i = 0; i < PEOPLE; i++) kader.push(await b.addKader());
  const [ratna, panitia] = [await house.signInAs(b.people.ratna), await house.signInAs(b.people.panitia)];
  const pairs: { session: string; enrolment: string; second: string }[] = [];
  for (let i = 0; i < SESSIONS; i++) {
    const session = await b.addSession({ start: wib(3, '08:30') });
    for (const [no, { enrolmentId }] of kader.entries())
      pairs.push({ session, enrolment: enrolmentId, second: no % 10 < ALIKE ? 'hadir' : 'alpa' });
  }
  const tap = async (cookie: string, session: string, enrolment: string, status: string) =>
    (await house.post(`/sesi/${session}/presensi`, { _key: newId(), enrolment, status }, { cookie })).status;
  const told: { same: boolean; statuses: number[] }[] = [];
  const queue = pairs.values();
  const work = async () => {
    for (const { session, enrolment, second } of queue) {
      const rivals = [tap(ratna, session, enrolment, 'hadir'), tap(panitia, session, enrolment, second)];
      told.push({
        same: second === 'hadir',
        statuses: (await Promise.all(rivals)).toSorted((x, y) => x - y),
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  expect(told.map(({ statuses }) => statuses)).toEqual(
    told.map(({ same }) => (same ? [303, 303] : [303, 409])),
  );
  const marks = await b.db.selectFrom('mark').select(['session_id', 'enrolment_id', 'status']).execute();
  const said = Map.groupBy(marks, (mark) => `${mark.session_id} ${mark.enrolment_id}`);
  const values = await b.db
    .selectFrom('attendance')
    .select(['session_id', 'enrolment_id', 'heads', 'open'])
    .execute();
  const stands = new Map(values.map((row) => [`${row.session_id} ${row.enrolment_id}`, row]));
  for (const { session, enrolment, second } of pairs) {
    const at = `${session} ${enrolment}`;
    expect(
      said
        .get(at)
        ?.map(({ status }) => status)
        .toSorted(),
    ).toEqual(second === 'hadir' ? ['hadir', 'hadir'] : ['alpa', 'hadir']);
    expect(stands.get(at)).toMatchObject({ heads: 2, open: second !== 'hadir' });
  }
  const asked = await b.db.selectFrom('standing').select('open_questions').execute();
  expect(asked.map((row) => row.open_questions).toSorted((x, y) => x - y)).toEqual(
    kader.map((_, no) => (no % 10 < ALIKE ? 0 : SESSIONS)).toSorted((x, y) => x - y),
  );
}, 240_000);
