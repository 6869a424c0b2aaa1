/** Rules of the code on the wall of a hall (trust.md section 3.2). Every time here is the server's. */

/** Seconds that a code is shown. The one before it is taken too: it takes a moment to read and to send. */
export const STEP_SECONDS = 15;
export const stepAt = (now: Date): number => Math.floor(now.getTime() / (STEP_SECONDS * 1000));

/** Whole seconds until the next code, 1 to 15. */
export const secondsLeft = (now: Date): number =>
  STEP_SECONDS - Math.floor((now.getTime() / 1000) % STEP_SECONDS);

/** The steps whose codes are taken at this moment: never one to come. */
export const stepsTaken = (now: Date): readonly number[] => [stepAt(now), stepAt(now) - 1];

/** Minutes before the start of a session from which on people are let in. */
const EARLIEST_MINUTES = 60;

/** Why the clock alone keeps the doors of a session shut, or null: from an hour before its start until its end. */
export function outOfHours(session: { startsAt: Date; endsAt: Date }, now: Date): 'early' | 'over' | null {
  if (now.getTime() < session.startsAt.getTime() - EARLIEST_MINUTES * 60_000) return 'early';
  return now > session.endsAt ? 'over' : null;
}

/** Seconds from a scan to its redeeming: time to sign in. */
export const PASS_SECONDS = 300;
export const passIsFresh = (scannedAt: Date, now: Date): boolean =>
  scannedAt <= now && now.getTime() - scannedAt.getTime() <= PASS_SECONDS * 1000;

/**
 * Digits that one person may try, and wrong ones of everybody together, as long as a code stays open. Two of a million
 * are right at a time, so 200 guesses get in once in 2,500 openings. The QR has no such limit; closing and opening begins
 * anew.
 */
export const MOST_TRIES = 5;
export const MOST_WRONG = 200;

/** "482 913", "482-913": the six digits as people type them, or null. */
export function readDigits(typed: string): string | null {
  const digits = typed.replace(/[\s.-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : null;
}
