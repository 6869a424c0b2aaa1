import { phone } from '../../../views/ui/format.ts';
import { writeCsv } from '../../documents/csv.ts';
import { type Column, textColumn, type Value, writeSheet } from '../../documents/sheet.ts';
import type { Participant } from './participants.ts';

const COLUMNS: Column[] = [
  textColumn('Nomor peserta', 14),
  textColumn('Nama', 30),
  textColumn('Gelar depan', 12),
  textColumn('Gelar belakang', 14),
  textColumn('NIK', 20),
  textColumn('Jenis kelamin', 13),
  textColumn('Nomor HP', 18),
  textColumn('Kode wilayah', 15),
  textColumn('Nagari atau desa', 24),
  textColumn('Kecamatan', 22),
  textColumn('Kabupaten', 24),
  textColumn('Nomor SK', 28),
  { header: 'Tanggal SK', width: 12, type: 'date' },
  textColumn('Kelas', 8),
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
