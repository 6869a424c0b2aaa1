import type { Recap, RecapClass, RecapPerson } from '../../src/attendance/recap/queries.ts';
import { thresholdSays } from '../certification/lines.ts';

/** Names of the counts, as page, sheet and paper have them. */
export const COUNTS = {
  hadir: 'Hadir',
  terlambat: 'Terlambat',
  izin: 'Izin',
  sakit: 'Sakit',
  alpa: 'Alpa',
  unmarked: 'Belum ditandai',
  beforeJoining: 'Belum terdaftar',
  afterEnd: 'Sesudah berhenti',
  dispensations: 'Dispensasi',
} as const satisfies Partial<Record<keyof RecapClass, string>>;
export type CountName = keyof typeof COUNTS;
export const COUNT_NAMES = Object.keys(COUNTS) as CountName[];

/** "Perlu 3 JP lagi.", "Tidak bisa lagi mencapai 80%.", what else is to say about somebody; nothing when all is well. */
export function recapSays(person: RecapPerson, { percent }: Pick<Recap, 'percent'>): string {
  const threshold = thresholdSays({
    half_jp_planned: person.planned,
    half_jp_attended: person.attended,
    l1: person.l1,
    attendance_percent: percent,
  });
  return [
    person.ended && 'Berhenti.',
    person.planned === 0 ? 'Belum ada jadwal.' : threshold,
    person.questions > 0 && `${person.questions} pertanyaan terbuka.`,
  ]
    .filter(Boolean)
    .join(' ');
}
