import { phone } from '../../../views/ui/format.ts';
import { writeCsv } from '../../documents/csv.ts';
import { type Column, type Value, writeSheet } from '../../documents/sheet.ts';
import type { Participant } from './participants.ts';

const text = (header: string, width: number): Column => ({ header, width, type: 'text' });
const COLUMNS: Column[] = [
  text('Nomor peserta', 14),
  text('Nama', 30),
  text('Gelar depan', 12),
  text('Gelar belakang', 14),
  text('NIK', 20),
  text('Jenis kelamin', 13),
  text('Nomor HP', 18),
  text('Kode wilayah', 15),
  text('Nagari atau desa', 24),
  text('Kecamatan', 22),
  text('Kabupaten', 24),
  text('Nomor SK', 28),
  { header: 'Tanggal SK', width: 12, type: 'date' },
  text('Kelas', 8),
];

const valuesOf = (row: Participant): Value[] => [
  row.no,
  row.name,
  row.titlePrefix,
  row.titleSuffix,
  row.nik,
  row.sex,
  row.phone && phone(row.phone),
  row.villageCode,
  row.village,
  row.district,
  row.regency,
  row.decreeNo,
  row.decreeDated,
  row.classLetter,
];

/** The participants as a roster that the import takes back without a difference. */
export const participantSheet = (rows: readonly Participant[]): Promise<Uint8Array> =>
  writeSheet({ name: 'Peserta', columns: COLUMNS, rows: rows.map(valuesOf) });

/** The same as CSV with semicolons, as spreadsheets set to Indonesian open it. */
export const participantCsv = (rows: readonly Participant[]): Uint8Array =>
  writeCsv([COLUMNS.map(({ header }) => header), ...rows.map(valuesOf)], ';');
