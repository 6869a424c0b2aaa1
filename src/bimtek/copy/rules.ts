/** Moving the days of a bimtek. Pure. */
const DAY = 86_400_000;

const midnight = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** Days from one 'YYYY-MM-DD' to another. */
export const daysApart = (from: string, to: string): number => (midnight(to) - midnight(from)) / DAY;

export const shiftDay = (day: string, days: number): string =>
  new Date(midnight(day) + days * DAY).toISOString().slice(0, 10);

/** The same time on the wall so many days later: Indonesia has no summer time. */
export const shiftInstant = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY);

/** National holidays that have the same date each year. Those that move are set by decree each year. */
const FIXED: Readonly<Record<string, string>> = {
  '01-01': 'Tahun Baru',
  '05-01': 'Hari Buruh',
  '06-01': 'Hari Lahir Pancasila',
  '08-17': 'Hari Kemerdekaan',
  '12-25': 'Hari Natal',
};

/** The name of the holiday with a fixed date on that day, or undefined. */
export const fixedHoliday = (day: string): string | undefined => FIXED[day.slice(5)];
