/** The word of a cell as a status. Pure. */
import type { MarkStatus } from '../../database/schema.ts';
import { isMinutes } from '../rules.ts';
import { lookUp } from '../../look-up.ts';

export type StatusRead =
  | { status: MarkStatus; minutes: number | null }
  | { wrong: 'status' | 'minutes' | 'minutes-extra' };

const WORDS: Readonly<Record<string, MarkStatus>> = {
  h: 'hadir',
  hadir: 'hadir',
  hdr: 'hadir',
  v: 'hadir',
  '√': 'hadir',
  '✓': 'hadir',
  '✔': 'hadir',
  '✔️': 'hadir',
  '☑': 'hadir',
  true: 'hadir',
  t: 'terlambat',
  telat: 'terlambat',
  terlambat: 'terlambat',
  i: 'izin',
  izin: 'izin',
  ijin: 'izin',
  s: 'sakit',
  sakit: 'sakit',
  a: 'alpa',
  alpa: 'alpa',
  alpha: 'alpa',
  alfa: 'alpa',
  tk: 'alpa',
  'tanpa keterangan': 'alpa',
  'tidak hadir': 'alpa',
};

/**
 * "H", "hadir", "√", "i", "T 10", "Terlambat (12 menit)"; minutes may stand in a column of their own. Minutes of a
 * `terlambat` that tells none are null: that fits what is recorded, and is not enough for a new mark.
 */
export function readStatus(text: string, minutesText: string): StatusRead {
  const [, word = '', inside] =
    /^(.*?)[\s.:=(-]*(?:(?<![\d])(\d{1,4})\s*(?:menit|mnt|m|')?\)?)?[\s.]*$/.exec(text.toLowerCase()) ?? [];
  const status = lookUp(WORDS, word.trim());
  if (status === undefined) return { wrong: 'status' };
  const own = /^0*(\d{1,4})(?:\s*(?:menit|mnt|m|'))?$/i.exec(minutesText)?.[1];
  if (minutesText !== '' && minutesText !== '-' && own === undefined) return { wrong: 'minutes' };
  const told = [inside, own].flatMap((digits) => (digits === undefined ? [] : [Number(digits)]));
  if (status !== 'terlambat')
    return told.some((n) => n > 0) ? { wrong: 'minutes-extra' } : { status, minutes: null };
  if (told.length === 2 && told[0] !== told[1]) return { wrong: 'minutes' };
  const [minutes = null] = told;
  return minutes !== null && !isMinutes(minutes) ? { wrong: 'minutes' } : { status, minutes };
}
