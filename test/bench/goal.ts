/** What a bench gives: figures beside the bars they are held to. */

/** `bar` has to be met, `stretch` is what we would like; all three are in the unit that `what` names, less is better. */
export type Goal = { id: string; what: string; bar: number; stretch: number; measured: number; met: boolean };
export type Table = { title: string; heads: string[]; rows: (string | number)[][] };
export type Bench = { goals: Goal[]; tables: Table[] };

export const goal = (id: string, what: string, bar: number, stretch: number, measured: number): Goal => ({
  id,
  what,
  bar,
  stretch,
  measured: Math.round(measured * 100) / 100,
  met: measured <= bar,
});

const MEGABYTE = 1024 * 1024;

/** What the process takes from the machine now, in megabytes. */
export const memoryNow = (): number => process.memoryUsage().rss / MEGABYTE;

/** The most that the process ever took, in megabytes. */
export const memoryPeak = (): number => process.resourceUsage().maxRSS / 1024;
