import { readFile } from 'node:fs/promises';
import { shortRegency } from '../../views/attendance/words.ts';
import { clockTime, dateTime, dayOf, jp, longDate, plainDate, timeRange } from '../../views/ui/format.ts';
import { renderPdf, type Json } from '../documents/pdf.ts';
import { rowsPerSheet } from './sheet-pages.ts';

const template = new URL('../../views/attendance/sheet.typ', import.meta.url);

const STATUS = {
  hadir: 'Hadir',
  terlambat: 'Terlambat',
  izin: 'Izin',
  sakit: 'Sakit',
  alpa: 'Alpa',
  'belum-terdaftar': 'Belum terdaftar',
} as const;

/** One person on the sheet. There is no place for NIK or phone: the sheet hangs in a hall. */
export type AttendanceSheetRow = {
  participantNo: string;
  name: string;
  /** With its own word: "Nagari Cupak". */
  village: string;
  /** "Kabupaten Solok"; printed without that word. */
  regency: string;
  /** null = not marked yet. */
  status: keyof typeof STATUS | null;
  arrivedAt: Date | null;
};

export type AttendanceSheet = {
  issuer: string;
  /** Name and label of the bimtek, one line. */
  bimtek: string;
  /** SVG, or null. */
  logo: string | null;
  session: {
    number: number;
    topic: string;
    halfJp: number;
    startsAt: Date;
    endsAt: Date;
    /** IANA name; also for the time of printing. */
    zone: string;
    room: string;
  };
  trainers: readonly string[];
  className: string;
  rows: readonly AttendanceSheetRow[];
  /** For pen and paper: marks, times and totals are left empty. */
  blank: boolean;
  /** null leaves a line for name and NIP. */
  signers: { trainer: string | null; responsible: string | null };
  /** "DH-F-S12-01-7KQ3": blank (00) or filled (01), and the mark of session and list. */
  code: string;
  version: number;
  printedBy: string;
  printedAt: Date;
};

/** "Hadir 31, Terlambat 2, Izin 1, Sakit 1, Alpa 1"; not yet enrolled and not yet marked only where there are any. */
function totals({ rows, blank }: AttendanceSheet): string {
  const counted = [...Object.entries(STATUS), [null, 'Belum ditandai'] as const].map(([status, word]) => ({
    word,
    count: rows.filter((row) => row.status === status).length,
    always: status !== null && status !== 'belum-terdaftar',
  }));
  return counted
    .filter(({ count, always }) => always || (count > 0 && !blank))
    .map(({ word, count }) => `${word}\u00A0${blank ? '......' : count}`)
    .join(', ');
}

function rowsOf({ rows, blank, session }: AttendanceSheet) {
  return rows.map((row, index) => ({
    place: index + 1,
    no: row.participantNo,
    name: row.name,
    from: `${row.village}, ${shortRegency(row.regency)}`,
    status: blank ? '' : row.status === null ? '-' : STATUS[row.status],
    time: blank ? '' : row.arrivedAt === null ? '-' : clockTime(row.arrivedAt, session.zone),
  }));
}

function factsOf(sheet: AttendanceSheet, day: string): [string, string][] {
  const { session } = sheet;
  return [
    ['Sesi', `${session.number}. ${session.topic} (${jp(session.halfJp)} JP)`],
    ['Tempat', session.room],
    ['Hari, tanggal', longDate(day)],
    ['Pukul', timeRange(session.startsAt, session.endsAt, session.zone)],
    ['Pelatih', sheet.trainers.join(', ')],
    ['Kelas', `${sheet.className}, ${sheet.rows.length} peserta`],
  ];
}

function printed(sheet: AttendanceSheet): Json {
  const { session, signers } = sheet;
  const day = dayOf(session.startsAt, session.zone);
  const rows = rowsOf(sheet);
  let from = 0;
  return {
    documentTitle: `Daftar hadir Sesi ${session.number}, Kelas ${sheet.className}, ${plainDate(day)}`,
    day: dayOf(sheet.printedAt, session.zone).split('-').map(Number),
    issuer: sheet.issuer,
    bimtek: sheet.bimtek,
    logo: sheet.logo,
    facts: factsOf(sheet, day),
    continued: `DAFTAR HADIR, Sesi ${session.number} Kelas ${sheet.className}, ${longDate(day)} (lanjutan)`,
    sheets: rowsPerSheet(rows.length).map((count) => rows.slice(from, (from += count))),
    totals: totals(sheet),
    people: `Jumlah peserta: ${rows.length}`,
    signers: [
      ['Pelatih,', signers.trainer],
      ['Penanggung jawab kelas,', signers.responsible],
    ],
    printed: `Dicetak dari Bekal, ${dateTime(sheet.printedAt, session.zone)} oleh ${sheet.printedBy}`,
    code: `Kode lembar ${sheet.code}, versi ${sheet.version}`,
  };
}

/**
 * The *daftar hadir* as a tagged PDF, A4 portrait, black on white: filled from the marks, or blank for pens.
 * The same sheet, printed at the same moment, gives the same bytes.
 */
export async function attendanceSheetPdf(sheet: AttendanceSheet): Promise<Uint8Array> {
  return renderPdf(await readFile(template, 'utf8'), printed(sheet));
}
