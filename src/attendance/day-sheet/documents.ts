import { readFile } from 'node:fs/promises';
import { shortRegency, STATUS } from '../../../views/attendance/words.ts';
import { placeName } from '../../../views/bimtek/words.ts';
import { dateTime, dayOf, longDate, plainDate, timeRange, zoneLabel } from '../../../views/ui/format.ts';
import { type Json, renderPdf } from '../../documents/pdf.ts';
import { markOfDay } from '../paper/list-mark.ts';
import { rowsPerSheet, type SheetShape } from '../sheet-pages.ts';
import type { ClassDay, DayCell, DayPerson, DaySession, DaySheets } from './queries.ts';

/** As the look in `views/attendance/day-sheet.typ` leaves room for. */
const LANDSCAPE: SheetShape = { first: 17, next: 18, signatures: 6 };
/** A signature needs its width; a day with more sessions goes on on further sheets. */
const MOST_SESSIONS = 5;

export type DayPaper = DaySheets & {
  /** For pen and paper: a place to sign for each session, no marks and no totals. */
  blank: boolean;
  printedBy: string;
  printedAt: Date;
};

/** Sessions in order, in as few sets as there must be, of about the same size. */
export function setsOf<Session>(sessions: readonly Session[]): Session[][] {
  const sets = Math.max(1, Math.ceil(sessions.length / MOST_SESSIONS));
  const size = Math.ceil(sessions.length / sets);
  return Array.from({ length: sets }, (_, i) => sessions.slice(i * size, (i + 1) * size));
}

/** The mark in words; null where the person belongs to another class at that time. */
function wordsOf(cell: DayCell | undefined, blank: boolean): string | null {
  if (cell === undefined) return null;
  if (blank) return '';
  if (cell.beforeJoining) return 'Belum terdaftar';
  if (cell.status === null) return '-';
  const late = cell.status === 'terlambat' && cell.minutesLate !== null ? ` ${cell.minutesLate} menit` : '';
  return `${STATUS[cell.status]}${late}`;
}

function totalsOf(people: readonly DayPerson[], { id }: DaySession, blank: boolean): string {
  if (blank) return 'Hadir ...... dari ......';
  const cells = people.flatMap(({ cells: of }) => of[id] ?? []).filter(({ beforeJoining }) => !beforeJoining);
  const there = cells.filter(({ status }) => status === 'hadir' || status === 'terlambat').length;
  return `Hadir ${there} dari ${cells.length}`;
}

function setOf(one: ClassDay, sessions: DaySession[], { head, day, blank }: DayPaper): Json {
  const rows = one.people.map((person, index) => ({
    place: index + 1,
    no: person.no,
    name: person.name,
    from: `${placeName(person.term, person.village)}, ${shortRegency(person.regency)}`,
    marks: sessions.map(({ id }) => wordsOf(person.cells[id], blank)),
  }));
  let from = 0;
  const sheets = rowsPerSheet(rows.length, LANDSCAPE).map((count) => rows.slice(from, (from += count)));
  const code = `DH-${one.letter}-H${day.slice(2).replaceAll('-', '')}-${blank ? '00' : '01'}-${markOfDay(day, one)}`;
  const hours = (session: DaySession) =>
    timeRange(session.startsAt, session.endsAt, head.zone).replace(` ${zoneLabel(head.zone)}`, '');
  return {
    title: `${longDate(day)}, kelas ${one.letter}, ${one.people.length} peserta`,
    sheets,
    sessions: sessions.map((session) => ({
      name: `Sesi ${session.no}`,
      hours: hours(session),
      topic: session.topic,
      room: session.room,
      trainers: session.trainers.join(', '),
      totals: totalsOf(one.people, session, blank),
    })),
    code: `Kode lembar ${code}, versi ${one.version}`,
  };
}

function printed(paper: DayPaper): Json {
  const { head, day, classes, printedAt } = paper;
  const letters = classes.map(({ letter }) => letter).join(', ');
  return {
    documentTitle: `Daftar hadir ${plainDate(day)}${letters && `, kelas ${letters}`}`,
    day: dayOf(printedAt, head.zone).split('-').map(Number),
    issuer: head.issuer,
    logo: head.logo,
    bimtek: `${head.name}, ${head.label}`,
    zone: `Semua jam dalam ${zoneLabel(head.zone)}.`,
    blank: paper.blank,
    empty: `Tidak ada sesi pada ${longDate(day)}.`,
    sets: classes.flatMap((one) => setsOf(one.sessions).map((sessions) => setOf(one, sessions, paper))),
    printed: `Dicetak dari Bekal, ${dateTime(printedAt, head.zone)} oleh ${paper.printedBy}`,
  };
}

const inViews = (name: string) =>
  readFile(new URL(`../../../views/attendance/${name}`, import.meta.url), 'utf8');

/**
 * The daftar hadir of a day as a tagged PDF, A4 landscape: sheets for each class with a column for each session. The
 * same sheets, printed at the same moment, give the same bytes.
 */
export async function daySheetPdf(paper: DayPaper): Promise<Uint8Array> {
  return renderPdf(`${await inViews('paper.typ')}\n${await inViews('day-sheet.typ')}`, printed(paper));
}
