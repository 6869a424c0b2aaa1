/** Moving the days of a bimtek. Pure. */
const DAY = 86_400_000;

const midnight = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Days from one 'YYYY-MM-DD' to another. */
export const daysApart = (from: string, to: string): number => (midnight(to) - midnight(from)) / DAY;

export const shiftDay = (day: string, days: number): string =>
  new Date(midnight(day) + days * DAY).toISOString().slice(0, 10);

/** The same time on the wall so many days later: Indonesia has no summer time. */
export const shiftInstant = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY);
