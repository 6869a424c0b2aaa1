import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { headsOf, type NewMark, valueOf } from '../../src/attendance/rules.ts';
import { type Bimtek, type Kader, openBimtek, wib } from '../fixtures/attendance.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { newMark } from '../fixtures/new-mark.ts';

let house: TestHouse;
let b: Bimtek;
let markers: string[];
beforeAll(async () => {
  house = await openHouse();
  b = await openBimtek(house);
  markers = [b.people.ratna, b.people.panitia, b.people.panitia2];
});
afterAll(() => house.close());

const DEVICES = 3;
const noon = wib(3, '12:00');
const statuses = ['hadir', 'terlambat', 'izin', 'sakit'] as const;

/** What the three devices do: mark a person as seen on the device, or load what the others have marked so far. */
const act = fc.record({
  device: fc.nat(DEVICES - 1),
  kader: fc.nat(1),
  status: fc.constantFrom(...statuses),
  minute: fc.nat(5),
  loads: fc.boolean(),
});
const story = fc.record({
  acts: fc.array(act, { minLength: 4, maxLength: 14 }),
  /** Clocks of the devices, minutes off. */
  off: fc.array(fc.integer({ min: -500_000, max: 500_000 }), { minLength: DEVICES, maxLength: DEVICES }),
  /** Two orders of arrival, as sort keys; a key that is drawn twice is a mark sent twice. */
  orders: fc.array(fc.array(fc.nat(1000), { minLength: 14, maxLength: 14 }), { minLength: 2, maxLength: 2 }),
  replays: fc.array(fc.nat(13), { maxLength: 4 }),
  batch: fc.integer({ min: 1, max: 5 }),
});

type Made = { device: number; mark: NewMark; minute: number };

function play(
  acts: (typeof act extends fc.Arbitrary<infer T> ? T : never)[],
  session: string,
  kader: Kader[],
): Made[] {
  const made: Made[] = [];
  const seen = Array.from({ length: DEVICES }, () => new Set<NewMark>());
  for (const { device, kader: who, status, minute, loads } of acts) {
    const mine = seen[device]!;
    if (loads) for (const { mark } of made) mine.add(mark);
    const enrolmentId = kader[who]!.enrolmentId;
    const bases = headsOf([...mine].filter((mark) => mark.enrolmentId === enrolmentId)).map(
      (mark) => mark.id,
    );
    const mark = newMark(session, enrolmentId, {
      status,
      minutesLate: status === 'terlambat' ? minute + 1 : null,
      bases,
    });
    mine.add(mark);
    made.push({ device, mark, minute });
  }
  return made;
}

it('marks of three devices in any order of arrival give one state, that of the model, and every disagreement is a question', async () => {
  const figures = { marks: 0, replays: 0, lateBases: 0, open: 0 };
  const kader = [await b.addKader(), await b.addKader()];
  house.clock.set(noon);
  await fc.assert(
    fc.asyncProperty(story, async ({ acts, off, orders, replays, batch }) => {
      const states: unknown[] = [];
      for (const order of orders) {
        const session = await b.addSession({ start: wib(3, '08:30') });
        const made = play(acts, session, kader);
        const arrivals = made
          .map((one, i) => ({ one, at: order[i] ?? 0 }))
          .toSorted((x, y) => x.at - y.at)
          .map(({ one }) => one);
        for (const which of replays) if (made[which]) arrivals.push(made[which]);
        const arrived = new Set<string>();
        for (let start = 0; start < arrivals.length; start += batch) {
          for (const [device, marks] of Map.groupBy(
            arrivals.slice(start, start + batch),
            (one) => one.device,
          )) {
            const clock = (minute: number) =>
              new Date(wib(3, '08:30').getTime() + (minute + off[device]!) * 60_000);
            const sentAt = new Date(noon.getTime() + off[device]! * 60_000);
            const sent = marks.map(({ mark, minute }) => ({ ...mark, deviceAt: clock(minute), sentAt }));
            const outcomes = await b.mark(markers[device]!, ...sent);
            outcomes.forEach((outcome, i) => {
              const repeated = arrived.has(outcome.id);
              if (repeated) figures.replays++;
              else if (sent[i]!.bases.some((base) => !arrived.has(base))) figures.lateBases++;
              arrived.add(outcome.id);
              expect(outcome.outcome === 'same').toBe(repeated);
              expect(outcome.outcome).not.toBe('refused');
            });
          }
        }
        figures.marks += made.length;
        for (const { enrolmentId } of kader) {
          const mine = made.filter(({ mark }) => mark.enrolmentId === enrolmentId);
          const model = valueOf(
            mine.map(({ mark, minute }) => ({
              ...mark,
              correctedAt: new Date(wib(3, '08:30').getTime() + minute * 60_000),
            })),
          );
          const value = await b.value(session, enrolmentId);
          expect(value ?? null).toEqual(
            model && {
              status: model.status,
              minutes_late: model.minutesLate,
              head_id: model.headId,
              heads: model.heads,
              open: model.open,
            },
          );
          const disagree = new Set(headsOf(mine.map(({ mark }) => mark)).map((mark) => mark.status)).size > 1;
          expect(value?.open ?? false).toBe(disagree);
          if (disagree) figures.open++;
          states.push(value && [value.status, value.heads, value.open]);
        }
      }
      expect(states.slice(2)).toEqual(states.slice(0, 2));
    }),
    { numRuns: 14, seed: 20240603 },
  );
  // The draw really held what the rule is about.
  expect(figures.marks).toBeGreaterThan(150);
  expect(Math.min(figures.replays, figures.lateBases, figures.open)).toBeGreaterThanOrEqual(8);
}, 120_000);

it('two hundred rival marks at the same time: none is lost, and each pair of them is an open question', async () => {
  const session = await b.addSession({ start: wib(4, '08:30') });
  const kader: Kader[] = [];
  for (let i = 0; i < 100; i++) kader.push(await b.addKader());
  const rivals = kader.flatMap(({ enrolmentId }) => [
    { who: b.people.ratna, mark: newMark(session, enrolmentId) },
    { who: b.people.panitia, mark: newMark(session, enrolmentId, { status: 'alpa' }) },
  ]);
  const told: string[] = [];
  const queue = rivals.values();
  const worker = async () => {
    for (const { who, mark } of queue)
      told.push(...(await b.mark(who, mark)).map((outcome) => outcome.outcome));
  };
  await Promise.all(Array.from({ length: 10 }, worker)); // the pool has ten connections
  const marks = await b.db.selectFrom('mark').select('id').where('session_id', '=', session).execute();
  const values = await b.db
    .selectFrom('attendance')
    .select(['heads', 'open'])
    .where('session_id', '=', session)
    .execute();
  expect(marks).toHaveLength(200);
  expect(values).toEqual(Array.from({ length: 100 }, () => ({ heads: 2, open: true })));
  expect(told.toSorted()).toEqual([
    ...Array<string>(100).fill('accepted'),
    ...Array<string>(100).fill('conflict'),
  ]);
  const standing = await b.db
    .selectFrom('standing')
    .select('open_questions')
    .where(
      'enrolment_id',
      'in',
      kader.map((one) => one.enrolmentId),
    )
    .execute();
  expect(standing).toEqual(Array.from({ length: 100 }, () => ({ open_questions: 1 })));
}, 120_000);
