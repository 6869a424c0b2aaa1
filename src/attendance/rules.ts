import type { MarkSource, MarkStatus } from '../database/schema.ts';

/**
 * The mark model of product.md section 4, "Marks are facts". `fold-attendance.ts` says the same in SQL; a property
 * test holds the two against each other in every order of arrival.
 */
export type HeadMark = {
  id: string;
  status: MarkStatus;
  minutesLate: number | null;
  bases: readonly string[];
  source: MarkSource;
  correctedAt: Date;
};

export type Value = {
  status: MarkStatus;
  minutesLate: number | null;
  headId: string;
  heads: number;
  /** The heads disagree: a human has to say which is right. */
  open: boolean;
};

/** Heads: the marks of one session and enrolment that no other of them names as base. */
export function headsOf<Mark extends Pick<HeadMark, 'id' | 'bases'>>(marks: readonly Mark[]): Mark[] {
  const named = new Set(marks.flatMap((mark) => mark.bases));
  return marks.filter((mark) => !named.has(mark.id));
}

/** The value of one session and enrolment, whatever the order in which its marks came. Null without marks. */
export function valueOf(marks: readonly HeadMark[]): Value | null {
  const heads = headsOf(marks).toSorted(byWeight);
  const first = heads[0];
  if (!first) return null;
  return {
    status: first.status,
    minutesLate: first.minutesLate,
    headId: first.id,
    heads: heads.length,
    open: heads.some((head) => head.status !== first.status),
  };
}

/** A human before a check-in, a resolution before a plain mark, then the earliest corrected time, then the id. */
function byWeight(a: HeadMark, b: HeadMark): number {
  return (
    Number(a.source === 'check-in') - Number(b.source === 'check-in') ||
    Number(b.bases.length > 1) - Number(a.bases.length > 1) ||
    a.correctedAt.getTime() - b.correctedAt.getTime() ||
    (a.id < b.id ? -1 : 1)
  );
}

/** True when `mark`, put beside the marks already known (by id), would name itself over some steps. */
export function closesCycle(
  mark: { id: string; bases: readonly string[] },
  known: ReadonlyMap<string, { bases: readonly string[] }>,
): boolean {
  const seen = new Set<string>();
  const toVisit = [...mark.bases];
  for (let id = toVisit.pop(); id !== undefined; id = toVisit.pop()) {
    if (id === mark.id) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    toVisit.push(...(known.get(id)?.bases ?? []));
  }
  return false;
}

/** A mark as it is sent. Only a scan or a check-in is judged by the clock (`judgedStart`: the start its phone showed). */
export type NewMark = {
  /** Made by the device: 16 random bytes as a UUID in small letters. */
  id: string;
  sessionId: string;
  enrolmentId: string;
  status: MarkStatus;
  minutesLate: number | null;
  leftAt: Date | null;
  note: string | null;
  /** The marks that the marker saw; empty: none. */
  bases: readonly string[];
  source: MarkSource;
  /** Why; a correction has one. */
  reason: string | null;
  device: string;
  deviceAt: Date | null;
  /** The device's clock at the moment of sending: the difference to ours corrects `deviceAt`. */
  sentAt: Date | null;
  judgedStart: Date | null;
};

/** What a mark says that tells only who, where, how and from which device. */
export const PLAIN_MARK = {
  minutesLate: null,
  leftAt: null,
  note: null,
  bases: [],
  reason: null,
  deviceAt: null,
  sentAt: null,
  judgedStart: null,
} as const satisfies Partial<NewMark>;

export type ShapeRefusal = 'minutes' | 'reason' | 'check-in-bases' | 'own-base' | 'left-at';

/** What is wrong with a mark on its own, or null. */
export function wrongShape(mark: NewMark): ShapeRefusal | null {
  const late = mark.status === 'terlambat';
  if (!judgedByClock(mark.source)) {
    if (late !== (mark.minutesLate !== null)) return 'minutes';
    if (mark.minutesLate !== null && !isMinutes(mark.minutesLate)) return 'minutes';
  }
  if (mark.source === 'correction' && !mark.reason?.trim()) return 'reason';
  if (mark.source === 'check-in' && mark.bases.length > 0) return 'check-in-bases';
  if (mark.bases.includes(mark.id)) return 'own-base';
  if (mark.leftAt !== null && mark.status !== 'hadir' && !late) return 'left-at';
  return null;
}

const MOST_MINUTES = 600;
/** Minutes late as they may be written down: a whole number up to ten hours. */
export const isMinutes = (minutes: number): boolean =>
  Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST_MINUTES;

/** In the room, on time or late. */
export const isPresent = (status: MarkStatus | null): boolean => status === 'hadir' || status === 'terlambat';

/** Scans and self check-ins are judged by the clock; nobody else becomes late by it. */
export const judgedByClock = (source: MarkSource): boolean => source === 'scan' || source === 'check-in';

/** Present, or late from the start on when the tolerance (minutes) is over. */
export function judgeArrival(
  at: Date,
  start: Date,
  toleranceMinutes: number,
): { status: 'hadir' | 'terlambat'; minutesLate: number | null } {
  const late = (at.getTime() - start.getTime()) / 60_000;
  if (late <= toleranceMinutes) return { status: 'hadir', minutesLate: null };
  return { status: 'terlambat', minutesLate: Math.min(Math.max(Math.floor(late), 1), MOST_MINUTES) };
}

/**
 * The time of a mark on our clock: the device's time moved by what its clock was off when it sent, never in the
 * future. Without a time of sending the device's clock proves nothing and the time of receiving stands.
 */
export function correctedTime(deviceAt: Date | null, sentAt: Date | null, now: Date): Date {
  if (!deviceAt || !sentAt) return now;
  const corrected = deviceAt.getTime() + now.getTime() - sentAt.getTime();
  return new Date(Math.min(Math.max(corrected, 0), now.getTime()));
}

export type StoredMark = Omit<NewMark, 'sentAt'> & { byId: string };

/**
 * A repeat has the content of the first sending. What only the server adds is left out, and so is what differs when a
 * phone sends the same mark again much later: its login, and that the mark has waited since.
 */
export function sameContent(stored: StoredMark, sent: NewMark & { byId: string }): boolean {
  const judged = judgedByClock(stored.source);
  if (stored.source === 'import' || sent.source === 'import') return sameFact(stored, sent);
  return (
    stored.sessionId === sent.sessionId &&
    stored.enrolmentId === sent.enrolmentId &&
    stored.source === sent.source &&
    (judged || (stored.status === sent.status && stored.minutesLate === sent.minutesLate)) &&
    sameTime(stored.leftAt, sent.leftAt) &&
    stored.note === sent.note &&
    stored.reason === sent.reason &&
    stored.byId === sent.byId &&
    (stored.deviceAt === null || sameTime(stored.deviceAt, sent.deviceAt)) &&
    (sent.judgedStart === null || sameTime(stored.judgedStart, sent.judgedStart)) &&
    basesKey(stored.bases) === basesKey(sent.bases)
  );
}

/** A mark that the panitia took from a phone's file and the same one from the phone itself say one thing. */
const sameFact = (stored: StoredMark, sent: NewMark): boolean =>
  stored.sessionId === sent.sessionId &&
  stored.enrolmentId === sent.enrolmentId &&
  stored.status === sent.status &&
  stored.minutesLate === sent.minutesLate &&
  basesKey(stored.bases) === basesKey(sent.bases);

const sameTime = (a: Date | null, b: Date | null): boolean => a?.getTime() === b?.getTime();
const basesKey = (bases: readonly string[]): string => [...new Set(bases)].toSorted().join();

/** Line 1 in whole half JP: `100 x attended >= percent x planned`. */
export const reachesShare = (attended: number, planned: number, percent: number): boolean =>
  100 * attended >= percent * planned;

/** Half JP that are still needed to reach `percent` of the plan; 0 when it is reached. */
export const halfJpNeeded = (attended: number, planned: number, percent: number): number =>
  Math.max(Math.ceil((percent * planned) / 100) - attended, 0);

/** False when even every session still open would not be enough ("tidak bisa lagi mencapai batas"). */
export const canReachShare = (attended: number, open: number, planned: number, percent: number): boolean =>
  reachesShare(attended + open, planned, percent);

/** Tenths of a percent, floored: 58 of 72 -> 805. Nothing planned is 0. */
export const shareTenths = (attended: number, planned: number): number =>
  planned > 0 ? Math.floor((1000 * attended) / planned) : 0;
