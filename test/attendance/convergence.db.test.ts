import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { grantDispensation } from '../../src/attendance/grant-dispensation.ts';
import { headsOf, isPresent, type NewMark, valueOf } from '../../src/attendance/rules.ts';
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
const WEB = 2;
const noon = wib(3, '12:00');
const statuses = ['hadir', 'terlambat', 'izin', 'sakit'] as const;

/**
 * What two phones and the web do: mark a person as seen there, after loading what the others have marked so far or
 * without. The web shows what has arrived by then; its marks over others are corrections and answers to questions.
 */
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

/** `saw`: what the device showed of this person, whether named as base or not. */
type Made = { device: number; mark: NewMark; minute: number; saw: ReadonlySet<NewMark> };

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
    const saw = new Set([...mine].filter((mark) => mark.enrolmentId === enrolmentId));
    const bases = headsOf([...saw]).map((mark) => mark.id);
    const corrects = device === WEB && bases.length > 0;
    const mark = newMark(session, enrolmentId, {
      status,
      minutesLate: status === 'terlambat' ? minute + 1 : null,
      bases,
      ...(corrects ? { source: 'correction', reason: 'Salah ketuk' } : {}),
    });
    mine.add(mark);
    made.push({ device, mark, minute, saw });
  }
  return made;
}

it('the queues of two phones and what the web does merge in any order into one state: every mark kept, every disagreement a question, and no other', async () => {
  const figures = { marks: 0, corrections: 0, replays: 0, lateBases: 0, open: 0, exempt: 0 };
  const kader = [await b.addKader(), await b.addKader()];
  house.clock.set(noon);
  await fc.assert(
    fc.asyncProperty(story, async ({ acts, off, orders, replays, batch }) => {
      const states: unknown[] = [];
      for (const order of orders) {
        const session = await b.addSession({ start: wib(3, '08:30') });
        const sick = { device: WEB, kader: 0, status: 'sakit', minute: 0, loads: true } as const;
        const made = play([sick, ...acts], session, kader);
        const [excused, ...rest] = made;
        const before = await attended(kader);
        await b.mark(markers[WEB]!, excused!.mark);
        await letCount(session, kader[0]!);
        const arrivals = rest
          .map((one, i) => ({ one, at: order[i] ?? 0 }))
          .toSorted((x, y) => x.at - y.at)
          .map(({ one }) => one);
        for (const which of replays) if (rest[which]) arrivals.push(rest[which]);
        const arrived = new Set<string>([excused!.mark.id]);
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
        figures.corrections += made.filter(({ mark }) => mark.source === 'correction').length;
        const after = await attended(kader);
        for (const [i, { enrolmentId }] of kader.entries()) {
          const status = (await b.value(session, enrolmentId))?.status ?? null;
          const exempt = i === 0 && (status === 'izin' || status === 'sakit');
          if (exempt) figures.exempt++;
          expect(after[i]! - before[i]!).toBe(isPresent(status) || exempt ? 4 : 0);
        }
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
          // Told without the model: what nobody saw before marking again stands, and two that stand may disagree.
          const stand = mine.filter(({ mark }) => !mine.some(({ saw }) => saw.has(mark)));
          const disagree = new Set(stand.map(({ mark }) => mark.status)).size > 1;
          expect(value?.open ?? false).toBe(disagree);
          expect(await kept(session, enrolmentId)).toEqual(
            mine.map(({ mark }) => `${mark.source} ${mark.status} ${mark.id}`).toSorted(),
          );
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
  const { replays, lateBases, open, corrections, exempt } = figures;
  expect(Math.min(replays, lateBases, open, corrections, exempt)).toBeGreaterThanOrEqual(8);
}, 120_000);

/** Half JP attended so far. */
const attended = (kader: readonly Kader[]): Promise<number[]> =>
  Promise.all(kader.map(async ({ enrolmentId }) => (await b.jp(enrolmentId)).attended));

async function letCount(sessionId: string, { enrolmentId }: Kader): Promise<void> {
  const actor = await b.actor(b.people.panitia);
  const wish = { sessionId, enrolmentId, reason: 'Dirawat di klinik', task: 'Merangkum modul' };
  const granted = await b.db
    .transaction()
    .execute((trx) => grantDispensation(trx, actor, wish, house.clock.now()));
  expect(granted.ok).toBe(true);
}

async function kept(sessionId: string, enrolmentId: string): Promise<string[]> {
  const marks = await b.db
    .selectFrom('mark')
    .select(['id', 'status', 'source'])
    .where('session_id', '=', sessionId)
    .where('enrolment_id', '=', enrolmentId)
    .execute();
  return marks.map(({ id, status, source }) => `${source} ${status} ${id}`).toSorted();
}
