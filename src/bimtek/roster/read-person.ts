/** One line of a roster -> a person and what is wrong with the line. */
import type { Cell } from '../../documents/cell.ts';
import { stateOf, type Finding, type RosterPerson, type RosterRow } from './check.ts';
import type { Field } from './columns.ts';
import { readDate, serialDay, type DateOrder } from './dates.ts';
import { lineOf, type Line } from './line.ts';
import type { PersonLine } from './lines.ts';
import { bornOtherwise, readNik, type Nik } from './nik.ts';
import { readName } from './person-name.ts';
import { readPhone } from './phone.ts';
import { readSex } from './sex.ts';
import { readVillage, type Whereabouts } from './village.ts';

/** What the whole table says about each of its lines. */
export type LineContext = Whereabouts & {
  columns: ReadonlyMap<Field, number>;
  dateOrder: DateOrder;
  /** Numbers of days count from 1904. */
  from1904: boolean;
};

/** Serials of a NIK begin at 0001. */
const NEVER_ISSUED = '0000';
/** What a KTP has room for. */
const LONGEST_NAME = 60;

/**
 * Reads every column of a line; each problem says which column and why. A person in a row that the spreadsheet does not
 * show is neither taken nor left out: a human says.
 */
export function readPerson({ row, cells, hidden }: PersonLine, context: LineContext): RosterRow {
  const line = lineOf(cells, context.columns);
  if (hidden) line.tell('question', 'name', { code: 'row-hidden' });
  const names = readNames(line);
  const nik = readNikOf(line, context.from1904);
  const sex = sexOf(line, nik);
  const phone_e164 = phoneOf(line);
  const village_code = readVillage(line, context, nik);
  const decree = decreeOf(line, context);
  const person: RosterPerson = {
    ...names,
    nik: nik?.nik ?? null,
    sex,
    phone_e164,
    village_code,
    ...decree,
    class: classOf(line.text('class')),
  };
  return { row, state: stateOf(line.problems), problems: line.problems, person };
}

function readNames(line: Line): Pick<RosterPerson, 'name' | 'title_prefix' | 'title_suffix'> {
  const read = readName(line.text('name'));
  const own = { before: line.text('title_prefix'), after: line.text('title_suffix') };
  if (!/\p{L}/u.test(read.name)) line.tell('wrong', 'name', { code: 'name-empty' });
  else if (/[\d@#*_=<>{}[\]\\|]/.test(read.name)) line.tell('question', 'name', { code: 'name-signs' });
  else if (read.unclear) line.tell('question', 'name', { code: 'name-comma' });
  else if ([...read.name].length > LONGEST_NAME)
    line.tell('question', 'name', { code: 'name-long', letters: [...read.name].length });
  const titles = [read.titlePrefix, read.titleSuffix].filter((title) => title !== null).join(', ');
  if (titles !== '') line.tell('warning', 'name', { code: 'titles-moved', name: read.name, titles });
  return {
    name: read.name || null,
    title_prefix: own.before || read.titlePrefix,
    title_suffix: own.after || read.titleSuffix,
  };
}

function readNikOf(line: Line, from1904: boolean): Nik | undefined {
  const read = readNik(line.cell('nik'));
  if (!read.ok) {
    const { reason, ...figures } = read.refusal;
    line.tell('wrong', 'nik', { code: reason, ...figures } as Finding);
    return undefined;
  }
  const born = line.has('birth_date') ? bornOn(line.cell('birth_date'), from1904) : undefined;
  if (born?.ok && bornOtherwise(read.value, born.value))
    line.tell('warning', 'nik', { code: 'nik-born-otherwise' });
  if (read.value.nik.endsWith(NEVER_ISSUED)) line.tell('warning', 'nik', { code: 'nik-serial' });
  return read.value;
}

/** "Koto Baru, 9 Mei 1989" stands in many a column for the day of birth. */
function bornOn(cell: Cell, from1904: boolean) {
  const text = cell.text.slice(cell.text.lastIndexOf(',') + 1);
  return dayIn({ ...cell, text }, 'day-first', from1904);
}

function sexOf(line: Line, nik: Nik | undefined): 'L' | 'P' | null {
  const text = line.text('sex');
  if (!line.has('sex') && nik) return nik.sex;
  if (text === '') {
    line.tell(
      nik ? 'warning' : 'question',
      'sex',
      nik ? { code: 'sex-from-nik', sex: nik.sex } : { code: 'sex-empty' },
    );
    return nik?.sex ?? null;
  }
  const sex = readSex(text);
  if (sex === undefined) line.tell('question', 'sex', { code: 'sex-unknown' });
  else if (nik && nik.sex !== sex) line.tell('warning', 'sex', { code: 'sex-not-as-nik', sex: nik.sex });
  return sex ?? null;
}

function phoneOf(line: Line): string | null {
  if (!line.has('phone')) return null;
  const read = readPhone(digitsOf(line.cell('phone')));
  if (read.ok) return read.value;
  const { reason, ...figures } = read.refusal;
  const asked = reason === 'phone-empty' || reason === 'phone-two' || reason === 'phone-foreign';
  line.tell(asked ? 'question' : 'wrong', 'phone', { code: reason, ...figures } as Finding);
  return null;
}

/** A number cell holds a whole number exactly, however the file writes it ("8.1200000001E10"). */
function digitsOf({ kind, text }: Cell): string {
  const number = Number(text);
  return kind === 'number' && Number.isSafeInteger(number) ? String(number) : text;
}

type Decree = Pick<RosterPerson, 'decree_no' | 'decree_date'>;

function decreeOf(line: Line, { dateOrder: order, from1904 }: LineContext): Decree {
  const decree_no = line.text('decree_no') === '-' ? null : line.text('decree_no') || null;
  if (!line.has('decree_date')) return decreeInOneCell(line, decree_no, order);
  const read = dayIn(line.cell('decree_date'), order, from1904);
  const missing = !read.ok && read.refusal.reason === 'date-empty';
  if (line.has('decree_no') && (decree_no === null || missing)) {
    line.tell('warning', decree_no === null ? 'decree_no' : 'decree_date', { code: 'decree-missing' });
  }
  if (read.ok) {
    const swapped = swappedDay(line.cell('decree_date'), read.value, order);
    if (swapped) line.tell('question', 'decree_date', { code: 'date-swapped', days: [read.value, swapped] });
    return { decree_no, decree_date: read.value };
  }
  if (!missing) {
    const { reason, ...figures } = read.refusal;
    const kind = reason === 'date-ambiguous' ? 'question' : 'wrong';
    line.tell(kind, 'decree_date', { code: reason, ...figures } as Finding);
  }
  return { decree_no, decree_date: null };
}

/** "188.47/12/WN-CPK/2024 tanggal 9 Mei 2024" in a table without a column for the date. */
function decreeInOneCell(line: Line, decree_no: string | null, order: DateOrder): Decree {
  const [, number, day] =
    /^(.*?)[,;\s]*\b(?:tertanggal|tanggal|tgl)\b[.:\s]*(.+)$/i.exec(decree_no ?? '') ?? [];
  const read = readDate(day ?? '', order);
  if (number && read.ok) return { decree_no: number, decree_date: read.value };
  if (number && !read.ok && read.refusal.reason === 'date-ambiguous') {
    line.tell('question', 'decree_no', { code: 'date-ambiguous', days: read.refusal.days });
    return { decree_no: number, decree_date: null };
  }
  if (line.has('decree_no')) line.tell('warning', 'decree_no', { code: 'decree-missing' });
  return { decree_no, decree_date: null };
}

function dayIn(cell: Cell, order: DateOrder, from1904: boolean) {
  const text = cell.kind === 'number' ? (serialDay(cell.text, from1904) ?? cell.text) : cell.text;
  return readDate(text, order);
}

/**
 * A spreadsheet set to English takes "03/05/24" for 5 March and leaves "30/05/24" as text. So beside day-first text, a
 * date cell whose day could be a month is doubtful.
 */
function swappedDay(cell: Cell, day: string, order: DateOrder): string | undefined {
  const [year, month, dayOfMonth] = day.split('-') as [string, string, string];
  if (cell.kind !== 'date' || order !== 'day-first' || Number(dayOfMonth) > 12 || month === dayOfMonth)
    return undefined;
  return `${year}-${dayOfMonth}-${month}`;
}

/** "Kelas f" -> "F". */
const classOf = (text: string): string | null =>
  text
    .replace(/^(?:kelas|kls)\b[.:\s]*/i, '')
    .toUpperCase()
    .slice(0, 40) || null;
