import { writeCsv } from '../../documents/csv.ts';
import { type Column, writeSheet } from '../../documents/sheet.ts';
import type { TrainerRecap } from './queries.ts';

const COLUMNS: Column[] = [
  { header: 'Pelatih', width: 32, type: 'text' },
  { header: 'Sesi', width: 10, type: 'number' },
  { header: 'JP jadwal', width: 12, type: 'number' },
  { header: 'Sesi diajar', width: 12, type: 'number' },
  { header: 'JP diajar', width: 12, type: 'number' },
  { header: 'Tidak hadir', width: 12, type: 'number' },
  { header: 'Belum dicatat', width: 14, type: 'number' },
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
