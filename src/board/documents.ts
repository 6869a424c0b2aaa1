import { lineWord, rktlWord, yesNo } from '../../views/board/words.ts';
import { nextOf, statusWord, whyOf } from '../../views/pkdd/status.ts';
import { score } from '../../views/ui/format.ts';
import { writeCsv } from '../documents/csv.ts';
import { type Column, type Value, writeSheet } from '../documents/sheet.ts';
import type { VillageRow } from '../pkdd/index.ts';
import type { KaderRow } from './queries.ts';

export type Table = { name: string; columns: Column[]; rows: Value[][] };

const text = (header: string, width: number): Column => ({ header, width, type: 'text' });
const number = (header: string): Column => ({ header, width: 12, type: 'number' });

/** Every village of the board, as the page lists them. Codes are text: a spreadsheet would cut their zeros. */
export const villageTable = (rows: readonly VillageRow[]): Table => ({
  name: 'Nagari dan desa',
  columns: [
    text('Kode', 15),
    text('Sebutan', 10),
    text('Nama', 24),
    text('Kecamatan', 22),
    text('Kabupaten', 24),
    text('Lokus', 8),
    text('Kader', 28),
    text('Nomor peserta', 10),
    number('JP hadir'),
    number('JP jadwal'),
    text('Status', 22),
    text('Alasan', 34),
    text('Langkah berikutnya', 40),
  ],
  rows: rows.map((row) => [
    row.code,
    row.term,
    row.name,
    row.district,
    row.regency,
    yesNo(row.locus),
    row.personName,
    row.participantNo,
    row.personId ? row.halfJpAttended / 2 : null,
    row.personId ? row.halfJpPlanned / 2 : null,
    statusWord(row.status),
    whyOf(row.reason),
    nextOf(row.reason),
  ]),
});

/** Every kader of the area. No NIK and no phone: an export travels. */
export const kaderTable = (rows: readonly KaderRow[]): Table => ({
  name: 'Kader',
  columns: [
    text('Nomor peserta', 10),
    text('Nama', 28),
    text('Kode', 15),
    text('Sebutan', 10),
    text('Nagari atau desa', 24),
    text('Kecamatan', 22),
    text('Kabupaten', 24),
    text('Kelas', 8),
    number('JP hadir'),
    number('JP jadwal'),
    number('Modul selesai'),
    number('Modul wajib'),
    text('Pre-test', 10),
    text('Post-test', 10),
    text('Kehadiran', 16),
    text('Modul', 16),
    text('Lulus post-test', 16),
    text('RKTL', 18),
    text('Evaluasi', 16),
    text('Nama disetujui', 16),
    text('SK', 16),
    text('Sertifikat', 16),
    text('PKDD', 16),
  ],
  rows: rows.map((row) => [
    row.participantNo,
    row.name,
    row.code,
    row.term,
    row.village,
    row.district,
    row.regency,
    row.letter,
    row.halfJpAttended / 2,
    row.halfJpPlanned / 2,
    row.modulesDone,
    row.modulesRequired,
    row.preBp === null ? null : score(row.preBp),
    row.postBp === null ? null : score(row.postBp),
    lineWord(row.l1),
    lineWord(row.l2),
    lineWord(row.l3),
    rktlWord(row.rktl),
    lineWord(row.l5),
    lineWord(row.l6),
    ({ none: 'belum', recorded: 'dicatat', confirmed: 'disahkan' } as Record<string, string>)[row.decree] ??
      '',
    row.certificateKind === null
      ? 'belum'
      : `${row.certificateKind} ${certificateWord(row.certificateStatus)}`,
    ({ none: 'belum', cleared: 'boleh mulai', suspended: 'ditangguhkan' } as Record<string, string>)[
      row.clearance
    ] ?? '',
  ]),
});

const certificateWord = (status: string | null): string =>
  ({ valid: 'sah', suspended: 'ditangguhkan', revoked: 'dicabut', replaced: 'diganti' })[status ?? ''] ?? '';

export const asSheet = (table: Table): Promise<Uint8Array> => writeSheet(table);
export const asCsv = (table: Table): Uint8Array =>
  writeCsv([table.columns.map((column) => column.header), ...table.rows]);
