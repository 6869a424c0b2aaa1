import type { PastClosing } from '../../src/attendance/record/closing-record.ts';
import type { RecordFacts } from '../../src/attendance/record/facts.ts';
import { count, dateTime } from '../ui/format.ts';

/** What was settled on the way to the closing, one sentence each, as page and paper have them. */
export function settledWords({ settled, sessions }: RecordFacts): string[] {
  const { questions, corrections, objectionsAccepted, objectionsRefused, dispensations } = settled;
  return [
    `${count(questions)} pertanyaan atas catatan yang berbeda dijawab.`,
    `${count(corrections)} catatan dibetulkan; catatan semula tetap tersimpan.`,
    `${count(objectionsAccepted + objectionsRefused)} keberatan dijawab: ${count(objectionsAccepted)} diterima, ${count(objectionsRefused)} ditolak.`,
    `${count(dispensations)} dispensasi berlaku atas izin atau sakit.`,
    ...(sessions.uncounted > 0 ? [`${count(sessions.uncounted)} sesi tidak dihitung dalam kehadiran.`] : []),
  ];
}

/** "Kunci ke-1, Sabtu, 8 Juni 2024 pukul 17.00 WIB, oleh Rina." */
export const closingWords = (
  { no, at, byName }: Pick<PastClosing, 'no' | 'at' | 'byName'>,
  zone: string,
): string => `Kunci ke-${no}: ${dateTime(new Date(at), zone)} oleh ${byName}.`;

type Reopening = NonNullable<PastClosing<{ number: string; waiting: number }>['reopening']>;

/** Who asked, who agreed and why, one sentence. */
export function reopeningWords({ askedByName, reason, askedAt, agreed }: Reopening, zone: string): string {
  const asked = `diminta ${askedByName} pada ${dateTime(new Date(askedAt), zone)}`;
  const settled = agreed
    ? `, disetujui ${agreed.byName} pada ${dateTime(new Date(agreed.at), zone)}`
    : ', menunggu persetujuan panitia lain';
  return `Pembukaan kembali ${asked}${settled}. Alasan: ${reason.replace(/\.$/, '')}.`;
}

const MOST = 12;

/** Which certificates a reopening touched: all that were out, and by number those whose marks came to count. */
export function touchedWords({ touched }: Reopening): string {
  if (touched.length === 0) return 'Belum ada sertifikat yang terbit saat itu.';
  const changed = touched.filter(({ waiting }) => waiting > 0).map(({ number }) => number);
  const more = changed.length > MOST ? `, dan ${changed.length - MOST} lagi` : '';
  return changed.length === 0
    ? `${count(touched.length)} sertifikat sudah terbit; tidak satu pun punya catatan sesudah kunci.`
    : `${count(touched.length)} sertifikat sudah terbit; catatan sesudah kunci ada pada ${changed.slice(0, MOST).join(', ')}${more}.`;
}
