import { jp } from '../ui/format.ts';

/** What the holder of a kader's paper is, before the village. */
export const KADER_ROLE = 'Kader Digital';

/** Under the table on the back. JP in halves. */
export const paperNote = (minutesPerJp: number, attendedHalf: number, plannedHalf: number): string =>
  `1 JP = ${minutesPerJp} menit. Kehadiran ${jp(attendedHalf)} dari ${jp(plannedHalf)} JP.`;
