import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AttemptFact,
  correctedTime,
  endOf,
  endOfDay,
  graceEnd,
  keysOpen,
  minutesFor,
  type QuizFacts,
  type QuizRules,
  standingOf,
  type Term,
} from '../../src/quiz/rules.ts';

const at = (text: string): Date => new Date(`${text}+07:00`);
const rules: QuizRules = {
  post_test_bp: 7000,
  post_attempts: 3,
  grace_hours: 24,
  late_answers: 'hold',
  time_limit_minutes: null,
  time_factor: 1,
};
const term: Term = {
  zone: 'Asia/Jakarta',
  rules,
  secondAt: at('2024-05-30T13:00'),
  lastAt: at('2024-06-08T13:00'),
  passDeadline: at('2024-07-08T14:30'),
  ended: false,
};
const nothing: QuizFacts = { attempts: [], extraAttempts: 0, missing: 0 };
const taken = (
  no: number,
  handedIn: string | null,
  scoreBp: number | null = handedIn ? 5000 : null,
): AttemptFact => ({
  id: `p${no}`,
  no,
  startedAt: at('2024-06-08T13:00'),
  endsAt: null,
  handedInAt: handedIn === null ? null : at(handedIn),
  scoreBp,
});
const post = (facts: Partial<QuizFacts>, now: string, more: Partial<Term> = {}) => {
  const { state, reason, canStart, opensAt } = standingOf(
    'post',
    { ...nothing, ...facts },
    { ...term, ...more },
    at(now),
  );
  return { state, reason, canStart, opensAt };
};

describe('pre-test', () => {
  const pre = (facts: Partial<QuizFacts>, now: Date, more: Partial<Term> = {}) => {
    const { state, reason, canStart, closesAt } = standingOf(
      'pre',
      { ...nothing, ...facts },
      { ...term, ...more },
      now,
    );
    return [state, reason, canStart, closesAt];
  };
  const second = term.secondAt!;

  test('is open until the second session starts, to the millisecond', () => {
    expect(pre({}, new Date(second.getTime() - 1))).toEqual(['terbuka', 'open', true, second]);
    expect(pre({}, second)).toEqual(['ditutup', 'closed', false, second]);
  });
  test('stays open as long as there is no second session', () => {
    expect(pre({}, at('2024-06-08T13:00'), { secondAt: null })).toEqual(['terbuka', 'open', true, null]);
  });
  test('is taken once', () => {
    expect(pre({ attempts: [taken(1, '2024-05-29T10:00')] }, at('2024-05-29T11:00'))).toEqual([
      'selesai',
      'done',
      false,
      second,
    ]);
  });
  test('is not for someone whose enrolment has ended', () => {
    expect(pre({}, at('2024-05-29T11:00'), { ended: true })).toEqual(['ditutup', 'ended', false, second]);
  });
  test('an attempt whose time is over is done, though nobody has handed it in yet', () => {
    const attempt = { ...taken(1, null), endsAt: second };
    expect(pre({ attempts: [attempt] }, new Date(second.getTime() - 1)).slice(0, 2)).toEqual([
      'terbuka',
      'running',
    ]);
    expect(pre({ attempts: [attempt] }, second).slice(0, 2)).toEqual(['selesai', 'done']);
  });
});

describe('module quiz', () => {
  test('may be taken at any time and again and again', () => {
    fc.assert(
      fc.property(
        fc.date({ min: at('2024-01-01T00:00'), max: at('2025-01-01T00:00'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 30 }),
        (now, count) => {
          const attempts = Array.from({ length: count }, (_, i) => taken(i + 1, '2024-05-01T10:00'));
          const {
            state,
            canStart,
            allowed,
            attempts: started,
          } = standingOf('module', { ...nothing, attempts }, term, now);
          expect([state, canStart, allowed, started]).toEqual([
            count > 0 ? 'selesai' : 'terbuka',
            true,
            null,
            count,
          ]);
        },
      ),
    );
  });
});

describe('post-test', () => {
  test('opens when the last session starts', () => {
    expect(post({}, '2024-06-08T12:59:59')).toEqual({
      state: 'belum',
      reason: 'not-yet',
      canStart: false,
      opensAt: term.lastAt,
    });
    expect(post({}, '2024-06-08T13:00')).toEqual({
      state: 'terbuka',
      reason: 'open',
      canStart: true,
      opensAt: term.lastAt,
    });
    expect(post({}, '2024-06-08T13:00', { lastAt: null })).toEqual({
      state: 'belum',
      reason: 'no-timetable',
      canStart: false,
      opensAt: null,
    });
  });
  test('waits for the required modules', () => {
    expect(post({ missing: 1 }, '2024-06-08T13:00').reason).toBe('modules');
  });
  test('has no pause until the end of the day on which it opened, 12 hours after it', () => {
    const attempts = [taken(1, '2024-06-08T23:30')];
    expect(post({ attempts }, '2024-06-08T23:59:59').canStart).toBe(true);
    expect(post({ attempts }, '2024-06-09T00:00')).toEqual({
      state: 'belum',
      reason: 'pause',
      canStart: false,
      opensAt: at('2024-06-09T11:30'),
    });
    expect(post({ attempts }, '2024-06-09T11:29:59').canStart).toBe(false);
    expect(post({ attempts }, '2024-06-09T11:30').canStart).toBe(true);
  });
  test.each([
    ['Asia/Jakarta', '2024-06-09T00:00:00+07:00'],
    ['Asia/Makassar', '2024-06-09T00:00:00+08:00'],
    ['Asia/Jayapura', '2024-06-09T00:00:00+09:00'],
  ] as const)('the end of the day is that of %s', (zone, midnight) => {
    expect(endOfDay(term.lastAt!, zone)).toEqual(new Date(midnight));
    const attempts = [
      { ...taken(1, null), handedInAt: new Date(new Date(midnight).getTime() - 1000), scoreBp: 0 },
    ];
    const may = (now: number) =>
      standingOf('post', { ...nothing, attempts }, { ...term, zone }, new Date(now)).canStart;
    expect([may(Date.parse(midnight) - 1), may(Date.parse(midnight))]).toEqual([true, false]);
  });
  test('has three attempts and those that a remedial gives', () => {
    const attempts = [1, 2, 3].map((no) => taken(no, '2024-06-08T14:00'));
    expect(post({ attempts }, '2024-06-20T09:00')).toMatchObject({
      state: 'ditutup',
      reason: 'used',
      canStart: false,
    });
    expect(post({ attempts, extraAttempts: 1 }, '2024-06-20T09:00')).toMatchObject({
      state: 'terbuka',
      canStart: true,
    });
    expect(post({ attempts: attempts.slice(0, 2) }, '2024-06-20T09:00').canStart).toBe(true);
  });
  test('closes for good at the batas kelulusan', () => {
    expect(post({}, '2024-07-08T14:29:59').canStart).toBe(true);
    expect(post({}, '2024-07-08T14:30')).toMatchObject({
      state: 'ditutup',
      reason: 'closed',
      canStart: false,
    });
  });
  test('the best attempt counts, and who has passed may still go on', () => {
    const attempts = [taken(1, '2024-06-08T14:00', 7000), taken(2, '2024-06-08T15:00', 2000)];
    const standing = standingOf('post', { ...nothing, attempts }, term, at('2024-06-08T16:00'));
    expect([standing.bestBp, standing.state, standing.canStart]).toEqual([7000, 'selesai', true]);
    expect(post({ attempts: [taken(1, '2024-06-08T14:00', 6999)] }, '2024-06-08T16:00').state).toBe(
      'terbuka',
    );
    expect(post({ attempts }, '2024-07-09T00:00').state).toBe('selesai');
  });
  test('while an attempt runs, no other can start', () => {
    expect(post({ attempts: [taken(1, null)] }, '2024-06-08T16:00')).toMatchObject({
      state: 'terbuka',
      reason: 'running',
      canStart: false,
    });
  });

  test('whatever happened, a start needs the opening, the modules, an attempt left and the deadline ahead', () => {
    const moment = fc.date({ min: at('2024-05-01T00:00'), max: at('2024-08-01T00:00'), noInvalidDate: true });
    const facts = fc.record({
      attempts: fc.array(fc.record({ handedInAt: moment, scoreBp: fc.integer({ min: 0, max: 10_000 }) }), {
        maxLength: 6,
      }),
      extraAttempts: fc.integer({ min: 0, max: 2 }),
      missing: fc.integer({ min: 0, max: 2 }),
    });
    fc.assert(
      fc.property(facts, moment, fc.boolean(), (made, now, ended) => {
        const attempts = made.attempts.map((one, i) => ({
          ...one,
          id: `p${i}`,
          no: i + 1,
          startedAt: one.handedInAt,
          endsAt: null,
        }));
        const { canStart } = standingOf('post', { ...made, attempts }, { ...term, ended }, now);
        const lastHandIn = Math.max(0, ...attempts.map((one) => one.handedInAt.getTime()));
        const paused =
          attempts.length > 0 &&
          now >= endOfDay(term.lastAt!, term.zone) &&
          now.getTime() < lastHandIn + 12 * 3_600_000;
        const expected =
          !ended &&
          now >= term.lastAt! &&
          now < term.passDeadline! &&
          made.missing === 0 &&
          attempts.length < 3 + made.extraAttempts &&
          !paused;
        expect(canStart).toBe(expected);
      }),
    );
  });
});

describe('time of an attempt', () => {
  test('only a post-test may have a limit; the factor is for all, minutes for one', () => {
    const limited = { ...rules, time_limit_minutes: 60, time_factor: 1.5 };
    expect([
      minutesFor('post', limited, 0),
      minutesFor('post', limited, 10),
      minutesFor('post', rules, 10),
    ]).toEqual([90, 100, null]);
    expect([minutesFor('pre', limited, 0), minutesFor('module', limited, 0)]).toEqual([null, null]);
  });
  test('it ends with the limit, never after the batas kelulusan', () => {
    const start = at('2024-06-08T13:00');
    expect(endOf('post', start, 90, term)).toEqual(at('2024-06-08T14:30'));
    expect(endOf('post', at('2024-07-08T14:00'), 90, term)).toEqual(term.passDeadline);
    expect(endOf('post', start, null, term)).toEqual(term.passDeadline);
    expect(endOf('post', start, null, { ...term, passDeadline: null })).toBeNull();
    expect([endOf('pre', start, null, term), endOf('module', start, null, term)]).toEqual([
      term.secondAt,
      null,
    ]);
  });
  test('grace follows the end', () => {
    expect([graceEnd(at('2024-06-08T14:00'), 24), graceEnd(null, 24)]).toEqual([
      at('2024-06-09T14:00'),
      null,
    ]);
  });
  test('a phone that is a day ahead or behind is put right, and never comes out later than now', () => {
    const now = at('2024-06-08T14:00');
    const chosen = at('2024-06-08T13:50');
    fc.assert(
      fc.property(fc.integer({ min: -86_400_000, max: 86_400_000 }), (wrong) => {
        const wish = { at: new Date(chosen.getTime() + wrong), sentAt: new Date(now.getTime() + wrong) };
        expect(correctedTime(wish, now)).toEqual(chosen);
      }),
    );
    expect(correctedTime({ at: at('2024-06-09T14:00'), sentAt: now }, now)).toEqual(now);
    expect(correctedTime({ at: chosen, sentAt: null }, now)).toEqual(now);
    expect(correctedTime({ at: null, sentAt: now }, now)).toEqual(now);
  });
});

test.each([
  ['pre', '2024-05-30T12:59', false],
  ['pre', '2024-05-30T13:00', true],
  ['module', '2024-05-01T00:00', true],
  ['post', '2024-07-08T14:29', false],
  ['post', '2024-07-08T14:30', true],
] as const)('right answers of a %s test at %s: %s', (kind, now, open) => {
  expect(keysOpen(kind, term, at(now))).toBe(open);
});

test('without a date the keys stay closed', () => {
  const never = { secondAt: null, passDeadline: null };
  expect([
    keysOpen('pre', never, at('2030-01-01T00:00')),
    keysOpen('post', never, at('2030-01-01T00:00')),
  ]).toEqual([false, false]);
});
