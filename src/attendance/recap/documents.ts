import { readFile } from 'node:fs/promises';
import { COUNT_NAMES, COUNTS, recapSays } from '../../../views/attendance/recap-words.ts';
import { shortRegency } from '../../../views/attendance/words.ts';
import { placeName } from '../../../views/bimtek/words.ts';
import {
  count,
  dateRange,
  dateTime,
  dayOf,
  jp,
  percentFloor1,
  percentNumber,
  plainDate,
} from '../../../views/ui/format.ts';
import { writeCsv } from '../../documents/csv.ts';
import { type Json, renderPdf } from '../../documents/pdf.ts';
import { numberColumn, type Sheet, textColumn, type Value, writeSheet } from '../../documents/sheet.ts';
import type { PaperHead } from '../paper-head.ts';
import { type Recap, type RecapClass, type RecapPerson, wholeOf } from './queries.ts';

const counts = COUNT_NAMES.map((name) => numberColumn(COUNTS[name]));

/** Everybody, as the page lists them. No NIK and no phone: an export travels. */
const peopleSheet = (recap: Recap): Sheet => ({
  name: 'Rekap',
  standing: 2,
  columns: [
    textColumn('Nomor peserta', 10),
    textColumn('Nama', 28),
    textColumn('Sebutan', 10),
    textColumn('Nagari atau desa', 24),
    textColumn('Kabupaten', 24),
    textColumn('Kelas', 8),
    numberColumn('JP hadir'),
    numberColumn('JP jadwal'),
    numberColumn('Persen'),
    numberColumn('Sesi jadwal'),
    ...counts,
    numberColumn('Pertanyaan terbuka'),
    textColumn('Keterangan', 44),
  ],
  rows: recap.people.map((person) => [
    person.no,
    person.name,
    person.term,
    person.village,
    person.regency,
    person.letter,
    ...shareOf(person),
    person.sessions,
    ...COUNT_NAMES.map((name) => person[name]),
    person.questions,
    recapSays(person, recap),
  ]),
});

const shareOf = ({ attended, planned }: { attended: number; planned: number }): Value[] => [
  attended / 2,
  planned / 2,
  percentNumber(attended, planned),
];

/** Person by session, one letter a cell; a session that is not the person's own is empty. */
const matrixSheet = (recap: Recap, zone: string): Sheet => ({
  name: 'Matriks',
  standing: 3,
  columns: [
    textColumn('Nomor peserta', 10),
    textColumn('Nama', 28),
    textColumn('Kelas', 8),
    ...recap.sessions.map(({ no, startsAt, halfJp }) =>
      textColumn(
        `S${no}, ${plainDate(dayOf(new Date(startsAt), zone)).replace(/ \d+$/, '')}, ${jp(halfJp)} JP`,
        9,
      ),
    ),
  ],
  rows: recap.people.map((person) => [
    person.no,
    person.name,
    person.letter,
    ...recap.sessions.map(({ id }) => person.marks[id] ?? null),
  ]),
});

const classesSheet = (recap: Recap): Sheet => ({
  name: 'Per kelas',
  columns: [
    textColumn('Kelas', 14),
    numberColumn('Peserta'),
    numberColumn('JP hadir'),
    numberColumn('JP jadwal'),
    numberColumn('Persen'),
    numberColumn(`Mencapai ${recap.percent}%`),
    numberColumn('Tidak bisa lagi'),
    ...counts,
  ],
  rows: linesOf(recap).map((line) => [
    nameOf(line),
    line.people,
    ...shareOf(line),
    line.met,
    line.never,
    ...COUNT_NAMES.map((name) => line[name]),
  ]),
});

const LEGEND =
  'H hadir, T terlambat, I izin, S sakit, A alpa, - belum ditandai, B belum terdaftar, K sesudah berhenti, * berdispensasi, ? pertanyaan terbuka';
const legendSheet: Sheet = {
  name: 'Keterangan',
  columns: [textColumn('Tanda', 10), textColumn('Arti', 40)],
  rows: LEGEND.split(', ').map((one) => one.split(/ (.*)/, 2)),
};

/** The classes, and all of them where there are several. */
const linesOf = ({ classes }: Recap): RecapClass[] =>
  classes.length > 1 ? [...classes, wholeOf(classes)] : classes;
const nameOf = ({ letter }: RecapClass): string => (letter === '' ? 'Semua kelas' : `Kelas ${letter}`);

/** Four sheets: everybody, person by session, the sums of each class, what the letters mean. */
export const recapWorkbook = (recap: Recap, zone: string): Promise<Uint8Array> =>
  writeSheet(peopleSheet(recap), matrixSheet(recap, zone), classesSheet(recap), legendSheet);

export function recapCsv(recap: Recap): Uint8Array {
  const { columns, rows } = peopleSheet(recap);
  return writeCsv([columns.map(({ header }) => header), ...rows]);
}

export type RecapPaper = {
  head: PaperHead;
  recap: Recap;
  /** The class that it is narrowed to, and what was searched for. */
  letter: string | undefined;
  q: string;
  closedNo: number | null;
  printedBy: string;
  printedAt: Date;
};

const PAPER_COUNTS = [
  'hadir',
  'terlambat',
  'izin',
  'sakit',
  'alpa',
  'unmarked',
  'beforeJoining',
  'dispensations',
] as const;

const personRow = (person: RecapPerson, recap: Recap): Json => ({
  no: person.no,
  name: person.name,
  from: `${placeName(person.term, person.village)}, ${shortRegency(person.regency)}`,
  jp: `${jp(person.attended)} / ${jp(person.planned)}`,
  percent: percentFloor1(person.attended, person.planned),
  counts: PAPER_COUNTS.map((name) => String(person[name])),
  says: [recapSays(person, recap), person.afterEnd > 0 && `${person.afterEnd} sesi sesudahnya.`]
    .filter(Boolean)
    .join(' '),
});

const classRow = (line: RecapClass): Json => ({
  name: nameOf(line),
  figures: [
    count(line.people),
    `${jp(line.attended)} / ${jp(line.planned)}`,
    percentFloor1(line.attended, line.planned),
    count(line.met),
    count(line.never),
    ...PAPER_COUNTS.map((name) => count(line[name])),
  ],
});

function printed({ head, recap, letter, q, closedNo, printedBy, printedAt }: RecapPaper): Json {
  const title = letter === undefined ? 'REKAP PRESENSI' : `REKAP PRESENSI KELAS ${letter}`;
  const state =
    closedNo === null
      ? 'Presensi belum dikunci: angka masih bisa berubah.'
      : `Sesuai kunci presensi ke-${closedNo}.`;
  return {
    documentTitle: `Rekap presensi ${head.name}, ${head.label}${letter === undefined ? '' : `, Kelas ${letter}`}`,
    day: dayOf(printedAt, head.zone).split('-').map(Number),
    issuer: head.issuer,
    logo: head.logo,
    bimtek: `${head.name}, ${head.label}`,
    place: head.place,
    dates: dateRange(head.startsOn, head.endsOn),
    title,
    state: [
      `${count(recap.shown)} peserta${q && ` yang cocok dengan "${q}"`}, batas kehadiran ${recap.percent}% dari JP seluruh jadwal.`,
      state,
    ].join(' '),
    people: recap.people.map((person) => personRow(person, recap)),
    classes: linesOf(recap).map(classRow),
    sums: q ? 'Jumlah per kelas, semua peserta' : 'Jumlah per kelas',
    reached: `Mencapai ${recap.percent}%`,
    legend: `Angka di bawah H (hadir), T (terlambat), I (izin), S (sakit), A (alpa), Belum (belum ditandai), dan Belum terdaftar adalah jumlah sesi yang dihitung. Izin dan sakit tidak dihitung hadir, kecuali yang berdispensasi. Persen dibulatkan ke bawah.`,
    printed: `Dicetak dari Bekal, ${dateTime(printedAt, head.zone)} oleh ${printedBy}`,
    code: 'Rekap presensi',
  };
}

const inViews = (name: string) =>
  readFile(new URL(`../../../views/attendance/${name}`, import.meta.url), 'utf8');

/** The recap as a tagged PDF, A4 landscape. The same recap at the same moment gives the same bytes. */
export async function recapPdf(paper: RecapPaper): Promise<Uint8Array> {
  return renderPdf(`${await inViews('paper.typ')}\n${await inViews('recap.typ')}`, printed(paper));
}
