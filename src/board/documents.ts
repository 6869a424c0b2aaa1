import { lineWord, rktlWord, yesNo } from '../../views/board/words.ts';
import { nextOf, statusWord, whyOf } from '../../views/pkdd/status.ts';
import { score } from '../../views/ui/format.ts';
import { writeCsv } from '../documents/csv.ts';
import { type Column, numberColumn, textColumn, type Value, writeSheet } from '../documents/sheet.ts';
import type { VillageRow } from '../pkdd/index.ts';
import type { KaderRow } from './queries.ts';

export type Table = { name: string; columns: Column[]; rows: Value[][] };

/** Every village of the board, as the page lists them. Codes are text: a spreadsheet would cut their zeros. */
export const villageTable = (rows: readonly VillageRow[]): Table => ({
  name: 'Nagari dan desa',
  columns: [
    textColumn('Kode', 15),
    textColumn('Sebutan', 10),
    textColumn('Nama', 24),
    textColumn('Kecamatan', 22),
    textColumn('Kabupaten', 24),
    textColumn('Lokus', 8),
    textColumn('Kader', 28),
    textColumn('Nomor peserta', 10),
    numberColumn('JP hadir'),
    numberColumn('JP jadwal'),
    textColumn('Status', 22),
    textColumn('Alasan', 34),
    textColumn('Langkah berikutnya', 40),
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
    textColumn('Nomor peserta', 10),
    textColumn('Nama', 28),
    textColumn('Kode', 15),
    textColumn('Sebutan', 10),
    textColumn('Nagari atau desa', 24),
    textColumn('Kecamatan', 22),
    textColumn('Kabupaten', 24),
    textColumn('Kelas', 8),
    numberColumn('JP hadir'),
    numberColumn('JP jadwal'),
    numberColumn('Modul selesai'),
    numberColumn('Modul wajib'),
    textColumn('Pre-test', 10),
    textColumn('Post-test', 10),
    textColumn('Kehadiran', 16),
    textColumn('Modul', 16),
    textColumn('Lulus post-test', 16),
    textColumn('RKTL', 18),
    textColumn('Evaluasi', 16),
    textColumn('Nama disetujui', 16),
    textColumn('SK', 16),
    textColumn('Sertifikat', 16),
    textColumn('PKDD', 16),
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
