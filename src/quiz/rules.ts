import type { QuizKind, TimeZone } from '../database/schema.ts';

/** Of the rules of a bimtek (`rule_version.body`), what a quiz reads. Scores in basis points. */
export type QuizRules = {
  post_test_bp: number;
  post_attempts: number;
  grace_hours: number;
  late_answers: 'hold' | 'count' | 'refuse';
  /** Of the post-test; null: no clock. */
  time_limit_minutes: number | null;
  time_factor: number;
};

/** What the clock rules need to know of an enrolment and its bimtek. Instants are UTC. */
export type Term = {
  zone: TimeZone;
  rules: QuizRules;
  /** Start of the second and of the last counted session of the kader's class; null: not in the timetable. */
  secondAt: Date | null;
  lastAt: Date | null;
  /** Batas kelulusan. */
  passDeadline: Date | null;
  /** The enrolment has ended. */
  ended: boolean;
};

export type AttemptFact = {
  id: string;
  no: number;
  startedAt: Date;
  endsAt: Date | null;
  handedInAt: Date | null;
  scoreBp: number | null;
};

/** What an enrolment did in one quiz; `missing`: required `before` modules not done (asked of the post-test only). */
export type QuizFacts = { attempts: readonly AttemptFact[]; extraAttempts: number; missing: number };

export type QuizState = 'belum' | 'terbuka' | 'selesai' | 'ditutup';
export type QuizReason =
  | 'open' // may be started
  | 'running' // an attempt is under way
  | 'done' // handed in; nothing more to do
  | 'no-timetable' // the session that opens it is not planned yet
  | 'not-yet' // opens at opensAt
  | 'modules' // required modules first
  | 'pause' // again at opensAt
  | 'used' // no attempt left
  | 'closed' // over for good
  | 'ended'; // the enrolment has ended

export type Standing = {
  state: QuizState;
  reason: QuizReason;
  canStart: boolean;
  opensAt: Date | null;
  closesAt: Date | null;
  /** Attempts started; null allowed: as many as one likes. */
  attempts: number;
  allowed: number | null;
  bestBp: number | null;
  runningId: string | null;
};

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Between two post-tests after the day on which it opened (product.md section 4). */
const PAUSE_HOURS = 12;

/** Hours that the clock of a zone is ahead of UTC; Indonesia has no summer time. */
const AHEAD: Readonly<Record<TimeZone, number>> = {
  'Asia/Jakarta': 7,
  'Asia/Makassar': 8,
  'Asia/Jayapura': 9,
};

/** Midnight that ends the day of this instant on the wall of the hall. */
export function endOfDay(instant: Date, zone: TimeZone): Date {
  const wall = instant.getTime() + AHEAD[zone] * HOUR;
  return new Date((Math.floor(wall / DAY) + 1) * DAY - AHEAD[zone] * HOUR);
}

/** An attempt takes answers until it is handed in or its time is over, whoever asks. */
export const isRunning = (attempt: Pick<AttemptFact, 'handedInAt' | 'endsAt'>, now: Date): boolean =>
  attempt.handedInAt === null && (attempt.endsAt === null || attempt.endsAt > now);

/** Where a quiz stands for an enrolment: may it be started, and if not, why and until when. */
export function standingOf(kind: QuizKind, facts: QuizFacts, term: Term, now: Date): Standing {
  const { attempts } = facts;
  const scores = attempts.flatMap(({ scoreBp }) => (scoreBp === null ? [] : [scoreBp]));
  const common = {
    attempts: attempts.length,
    allowed: allowedAttempts(kind, facts.extraAttempts, term.rules),
    bestBp: scores.length > 0 ? Math.max(...scores) : null,
    opensAt: kind === 'post' ? term.lastAt : null,
    closesAt: kind === 'pre' ? term.secondAt : kind === 'post' ? term.passDeadline : null,
    runningId: null,
    canStart: false,
  };
  const running = attempts.find((attempt) => isRunning(attempt, now));
  if (running) return { ...common, state: 'terbuka', reason: 'running', runningId: running.id };
  return { ...common, ...stateOf(kind, facts, term, common.bestBp, now) };
}

const allowedAttempts = (kind: QuizKind, extra: number, rules: QuizRules): number | null =>
  kind === 'module' ? null : kind === 'pre' ? 1 : rules.post_attempts + extra;

type Verdict = Pick<Standing, 'state' | 'reason'> & Partial<Pick<Standing, 'canStart' | 'opensAt'>>;

function stateOf(kind: QuizKind, facts: QuizFacts, term: Term, bestBp: number | null, now: Date): Verdict {
  const done = facts.attempts.length > 0;
  const may = (state: QuizState): Verdict =>
    term.ended
      ? { state: done ? state : 'ditutup', reason: 'ended' }
      : { state, reason: 'open', canStart: true };
  switch (kind) {
    case 'pre':
      if (done) return { state: 'selesai', reason: 'done' };
      return term.secondAt && now >= term.secondAt ? { state: 'ditutup', reason: 'closed' } : may('terbuka');
    case 'module':
      return may(done ? 'selesai' : 'terbuka');
    case 'post':
      return postTest(facts, term, bestBp !== null && bestBp >= term.rules.post_test_bp, now);
  }
}

function postTest(
  { attempts, extraAttempts, missing }: QuizFacts,
  term: Term,
  passed: boolean,
  now: Date,
): Verdict {
  const over = passed ? 'selesai' : 'ditutup';
  const later = passed ? 'selesai' : 'belum';
  if (term.passDeadline && now >= term.passDeadline) return { state: over, reason: 'closed' };
  if (term.ended) return { state: over, reason: 'ended' };
  if (!term.lastAt) return { state: later, reason: 'no-timetable' };
  if (now < term.lastAt) return { state: later, reason: 'not-yet' };
  if (missing > 0) return { state: later, reason: 'modules' };
  if (attempts.length >= term.rules.post_attempts + extraAttempts) return { state: over, reason: 'used' };
  const again = pauseEnd(attempts, term.lastAt, term.zone, now);
  if (again) return { state: later, reason: 'pause', opensAt: again };
  return { state: passed ? 'selesai' : 'terbuka', reason: 'open', canStart: true };
}

/** When the pause since the last hand-in is over; null when there is none: on the day it opened one may go on at once. */
function pauseEnd(attempts: readonly AttemptFact[], openedAt: Date, zone: TimeZone, now: Date): Date | null {
  if (now < endOfDay(openedAt, zone)) return null;
  const last = Math.max(
    0,
    ...attempts.map((attempt) => (attempt.handedInAt ?? attempt.endsAt ?? attempt.startedAt).getTime()),
  );
  const end = last + PAUSE_HOURS * HOUR;
  return attempts.length > 0 && end > now.getTime() ? new Date(end) : null;
}

/** Minutes for an attempt that starts now, or null: only a post-test may have a limit. */
export const minutesFor = (kind: QuizKind, rules: QuizRules, extraMinutes: number): number | null =>
  kind !== 'post' || rules.time_limit_minutes === null
    ? null
    : Math.ceil(rules.time_limit_minutes * rules.time_factor) + extraMinutes;

/** When an attempt that starts now ends by itself; null: only its kader ends it. */
export function endOf(kind: QuizKind, startedAt: Date, minutes: number | null, term: Term): Date | null {
  if (kind === 'module') return null;
  if (kind === 'pre') return term.secondAt;
  const limit = minutes === null ? null : new Date(startedAt.getTime() + minutes * MINUTE);
  if (!limit || !term.passDeadline) return limit ?? term.passDeadline;
  return limit < term.passDeadline ? limit : term.passDeadline;
}

/** Until when answers to an ended attempt are still kept. */
export const graceEnd = (endsAt: Date | null, graceHours: number): Date | null =>
  endsAt && new Date(endsAt.getTime() + graceHours * HOUR);

/**
 * When a choice was made, on the server's clock: the phone's time plus what its clock lagged at sending, never after
 * now (save-answer.ts also never lets it be before the start). A phone that does not say both is taken at arrival.
 */
export function correctedTime(wish: { at: Date | null; sentAt: Date | null }, now: Date): Date {
  if (!wish.at || !wish.sentAt) return now;
  const corrected = wish.at.getTime() + now.getTime() - wish.sentAt.getTime();
  return new Date(Math.min(now.getTime(), corrected));
}

/** True when right answers and explanations of a handed-in attempt may be seen (product.md section 4). */
export function keysOpen(kind: QuizKind, term: Pick<Term, 'secondAt' | 'passDeadline'>, now: Date): boolean {
  const opensAt = kind === 'pre' ? term.secondAt : term.passDeadline;
  return kind === 'module' || (opensAt !== null && now >= opensAt);
}
