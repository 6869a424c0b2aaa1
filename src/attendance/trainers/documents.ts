import { writeCsv } from '../../documents/csv.ts';
import { type Column, numberColumn, textColumn, writeSheet } from '../../documents/sheet.ts';
import type { TrainerRecap } from './queries.ts';

const COLUMNS: Column[] = [
  textColumn('Pelatih', 32),
  numberColumn('Sesi', 10),
  numberColumn('JP jadwal'),
  numberColumn('Sesi diajar'),
  numberColumn('JP diajar'),
  numberColumn('Tidak hadir'),
  numberColumn('Belum dicatat', 14),
];

const rowsOf = (recap: readonly TrainerRecap[]) =>
  recap.map((one) => [
    one.name,
    one.sessions,
    one.halfJp / 2,
    one.taught,
    one.taughtHalfJp / 2,
    one.absent,
    one.unmarked,
  ]);

export const recapSheet = (recap: readonly TrainerRecap[]): Promise<Uint8Array> =>
  writeSheet({ name: 'Presensi pelatih', columns: COLUMNS, rows: rowsOf(recap) });
export const recapCsv = (recap: readonly TrainerRecap[]): Uint8Array =>
  writeCsv([COLUMNS.map(({ header }) => header), ...rowsOf(recap)]);
