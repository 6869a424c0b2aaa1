/** What the check page says about a row, in the words of the mock. */
import type { Change, ImportProblem } from '../../src/bimtek/import/rows.ts';
import type { Field } from '../../src/bimtek/roster/index.ts';
import { phone, plainDate } from '../ui/format.ts';
import { rosterWords } from './roster-reasons.ts';

/**
 * The reason of a problem and what to do: of what the database knows, of a question whose choices stand in the field
 * beside it, or of the file itself.
 */
export function problemWords(problem: ImportProblem): string {
  switch (problem.code) {
    case 'class-none':
      return 'Kelas kosong. Pilih kelasnya.';
    case 'class-unknown':
      return `Kelas ${problem.letter} belum ada di bimtek ini. Buat kelasnya di bawah, atau perbaiki di Excel.`;
    case 'village-taken':
      return `Sudah punya kader aktif: ${problem.holder}. Satu nagari atau desa hanya satu kader aktif. Akhiri penugasan itu lebih dulu.`;
    case 'village-shared':
      return `Sama dengan baris ${problem.row}. Satu nagari atau desa hanya satu kader aktif.`;
    case 'nik-other-name':
      return `NIK ini sudah terdaftar atas nama ${problem.known}. Pastikan orangnya sama.`;
    case 'phone-elsewhere':
      return 'Nomor HP ini sudah dipakai orang lain untuk masuk.';
    case 'decree-confirmed':
      return `SK yang sudah disahkan berbeda: ${problem.number}, ${plainDate(problem.dated)}. SK itu tidak diubah lewat impor.`;
    case 'enrolment-ended':
      return 'Peserta ini sudah berhenti ikut. Ikutkan lagi di halaman peserta.';
    case 'village-ambiguous':
      return `Ada ${problem.choices.length} ${problem.choices[0]?.term ?? 'desa'} bernama ini. Pilih kecamatannya.`;
    case 'district-differs':
      return 'Tidak ada di kecamatan ini. Pilih yang benar.';
    case 'date-ambiguous':
      return 'Tanggal bisa dibaca dua cara.';
    case 'date-swapped':
      return 'Excel mungkin menukar hari dan bulan.';
    case 'phone-two':
      return 'Ada dua nomor dalam satu kolom. Pilih satu.';
    default:
      return rosterWords.problem(problem);
  }
}

export const columnWords = (field: Field): string => rosterWords.column(field);

/** "Nomor HP: 0812-0000-0001 menjadi 0812-0000-0099". */
export function changeWords({ column, from, to }: Change): string {
  const said = (value: string | null) => (value === null ? 'kosong' : shown(column, value));
  return `${columnWords(column)}: ${said(from)} menjadi ${said(to)}`;
}

/** "Nomor HP: di Bekal 0812-0000-0099, di berkas 0812-0000-0001". */
export const keptWords = ({ column, from, to }: Change): string => {
  const said = (value: string | null) => (value === null ? 'kosong' : shown(column, value));
  return `${columnWords(column)}: di Bekal ${said(from)}, di berkas ${said(to)}`;
};

function shown(column: Field, value: string): string {
  if (column === 'phone') return phone(value);
  if (column === 'decree_date') return plainDate(value);
  if (column === 'sex') return value === 'L' ? 'laki-laki' : 'perempuan';
  return value;
}

/** One short line for the summary of what is wrong: "NIK harus 16 angka". */
export function shortReason(problem: ImportProblem): string {
  const [first = ''] = problemWords(problem).split('. ');
  const says = first.replace(/\.$/, '');
  const column = columnWords(problem.column);
  return says.includes(column) ? says : `${column}: ${says.charAt(0).toLowerCase()}${says.slice(1)}`;
}
