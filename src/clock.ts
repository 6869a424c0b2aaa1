/**
 * The only source of time in Bekal (UTC instants). SQL gets time as a parameter, so a test or the demo
 * can stand at any moment. `BEKAL_CLOCK` starts the clock at that instant; it ticks on from there.
 */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that starts at `instant` and ticks with the machine. */
export function clockFrom(instant: Date): Clock {
  const offset = instant.getTime() - Date.now();
  return { now: () => new Date(Date.now() + offset) };
}

/** A clock that a test moves by hand. */
export function standingClock(start: Date): Clock & { set(to: Date): void } {
  let at = start;
  return { now: () => at, set: (to) => void (at = to) };
}
