import type { MarkRefusal } from '../../src/attendance/judge-mark.ts';
import type { SeenMark } from '../../src/attendance/roll-call.ts';
import type { MarkSource, MarkStatus } from '../../src/database/schema.ts';
import { clockTime } from '../ui/format.ts';
import { html, type Html } from '../ui/html.ts';
import type { Tone } from '../ui/notice.ts';

export const STATUS: Record<MarkStatus, string> = {
  hadir: 'Hadir',
  terlambat: 'Terlambat',
  izin: 'Izin',
  sakit: 'Sakit',
  alpa: 'Alpa',
};
/** Letter of the colour class of `.tandai` and `.segmen`. */
export const SHADE: Record<MarkStatus, string> = {
  hadir: 'h',
  terlambat: 't',
  izin: 'z',
  sakit: 's',
  alpa: 'a',
};
export const TONE: Record<MarkStatus, Tone> = {
  hadir: 'selesai',
  terlambat: 'awas',
  izin: 'awas',
  sakit: 'jalan',
  alpa: 'galat',
};

const SOURCE: Partial<Record<MarkSource, string>> = {
  'check-in': 'masuk sendiri dengan kode',
  scan: 'pindai kode',
  paper: 'dari daftar hadir kertas',
  import: 'dari berkas impor',
  correction: 'koreksi',
};

/** "Terlambat 12 menit", "Hadir". */
export const statusWords = (mark: { status: MarkStatus; minutesLate: number | null }): string =>
  mark.status === 'terlambat' && mark.minutesLate !== null
    ? `${STATUS.terlambat} ${mark.minutesLate} menit`
    : STATUS[mark.status];

/** "Solok" for "Kabupaten Solok"; a city keeps its word. */
export const shortRegency = (name: string): string => name.replace(/^Kabupaten /, '');

/** One line of the riwayat: what, who, when, why. */
export function historyLine(mark: SeenMark, zone: string, actorId: string): Html {
  const who = mark.source === 'check-in' ? '' : mark.byId === actorId ? ' oleh Anda' : ` oleh ${mark.byName}`;
  const how = SOURCE[mark.source];
  return html`<li><b>${statusWords(mark)}</b>${who}, pukul ${clockTime(mark.at, zone)}${how && `, ${how}`}${
    mark.samePhone.length > 0 && `. HP yang sama dipakai untuk ${mark.samePhone.join(', ')}`
  }${
    mark.leftAt && `. Pulang pukul ${clockTime(mark.leftAt, zone)}`
  }${mark.note && `. Catatan: ${mark.note}`}${mark.reason && `. Alasan: ${mark.reason}`}${
    mark.afterClosing && html` <span class="cap awas">Sesudah kunci</span>`
  }</li>`;
}

/** "Deni Pratama menandai Izin pukul 08.39". */
export const markedBy = (mark: SeenMark, zone: string, actorId: string): string =>
  mark.source === 'check-in'
    ? `Kode hadir mencatat ${statusWords(mark)} pukul ${clockTime(mark.at, zone)}`
    : `${mark.byId === actorId ? 'Anda' : mark.byName} menandai ${statusWords(mark)} pukul ${clockTime(mark.at, zone)}`;

/** Why a mark was not taken, and what to do. */
export function refusalWords(reason: MarkRefusal): string {
  switch (reason) {
    case 'own':
      return 'Presensi Anda sendiri ditandai oleh orang lain. Minta pelatih lain atau panitia.';
    case 'ended':
      return 'Keikutsertaan orang ini sudah berakhir sebelum sesi. Hubungi panitia bila itu keliru.';
    case 'other-content':
      return 'Presensi ini sudah pernah dikirim dengan isi lain. Muat ulang halaman, lalu tandai lagi.';
    case 'other-base':
    case 'cycle':
    case 'own-base':
    case 'check-in-bases':
      return 'Presensi ini menunjuk presensi yang tidak cocok. Muat ulang halaman, lalu tandai lagi.';
    case 'minutes':
      return 'Isi menit terlambat, 1 sampai 600.';
    case 'reason':
      return 'Isi alasan koreksi.';
    case 'left-at':
      return 'Jam pulang hanya untuk orang yang hadir atau terlambat.';
    case 'not-found':
      return 'Orang ini tidak ada di daftar sesi. Muat ulang halaman.';
  }
}
