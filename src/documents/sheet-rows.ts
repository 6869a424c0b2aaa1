/** The cells of one sheet. */
import { EMPTY, textCell, type Cell } from './cell.ts';
import { isTrue, plainText } from './workbook-parts.ts';
import { attribute, decodeXml, MalformedXml, scanXml } from './xml.ts';

/** Rows and columns count from 1, both ends included. */
export type Merge = { top: number; left: number; bottom: number; right: number };
export type SheetCells = {
  rows: Cell[][];
  width: number;
  /** Numbers of the rows that the spreadsheet does not show. */
  hiddenRows: Set<number>;
  merges: Merge[];
};

type Styles = { texts: readonly string[]; dates: readonly boolean[]; from1904: boolean };
type OpenCell = { row: number; column: number; type: string; style: number };

const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;
const MAX_MERGES = 100_000;
const DAYS_1904 = 1462;
const MIDNIGHT_1900 = Date.UTC(1899, 11, 30);

/** Thrown when the cells lie so far apart that the gap between them would fill the memory. */
export class TooManyCells extends Error {}

/**
 * Reads a sheet up to its last cell that holds something; gaps are empty cells. Throws `MalformedXml` for what cannot
 * be a sheet and `TooManyCells` above `maxCells` (rows times columns).
 */
export function readRows(
  bytes: Uint8Array,
  styles: Styles,
  maxCells: number,
  at?: (bytesDone: number, rows: number) => void,
): SheetCells {
  const rows: Cell[][] = [];
  const found: SheetCells = { rows, width: 0, hiddenRows: new Set(), merges: [] };
  const seen = new Map<string, Cell>();
  let row = 0;
  let column = 0;
  let cell: OpenCell | undefined;
  let value = '';
  let formula: string | undefined;
  let hears: 'v' | 'f' | 't' | undefined;
  let inHelp = false;

  const put = ({ row: r, column: c, ...open }: OpenCell) => {
    const plain = formula !== undefined && value === '' ? formulaCell(formula) : cellOf(open, value, styles);
    const read = sameCell(seen, plain);
    if (read.kind === 'empty') return;
    found.width = Math.max(found.width, c);
    if (r * found.width > maxCells) throw new TooManyCells();
    while (rows.length < r) rows.push([]);
    const cells = rows[r - 1] as Cell[];
    while (cells.length < c - 1) cells.push(EMPTY);
    cells[c - 1] = read;
  };

  scanXml(
    bytes,
    {
      open(name, attributes) {
        if (name === 'c') {
          const address = addressOf(attribute(attributes, 'r'), row, column + 1);
          column = address.column;
          cell = {
            ...address,
            type: attribute(attributes, 't') ?? 'n',
            style: Number(attribute(attributes, 's') ?? -1),
          };
          value = '';
          formula = undefined;
        } else if (name === 'row') {
          row = rowNumber(attribute(attributes, 'r'), row + 1);
          column = 0;
          if (isTrue(attribute(attributes, 'hidden')) || Number(attribute(attributes, 'ht') ?? 1) === 0)
            found.hiddenRows.add(row);
        } else if (name === 'mergeCell' && found.merges.length < MAX_MERGES) {
          const merge = mergeOf(attribute(attributes, 'ref') ?? '');
          if (merge) found.merges.push(merge);
        }
        inHelp ||= name === 'rPh';
        hears = cell && !inHelp && (name === 'v' || name === 'f' || name === 't') ? name : undefined;
        if (hears === 'f') formula = '';
      },
      text(raw) {
        if (hears === 'f') formula += decodeXml(raw);
        else if (hears !== undefined) value += decodeXml(raw);
      },
      close(name) {
        hears = undefined;
        if (name === 'rPh') inHelp = false;
        if (name !== 'c' || !cell) return;
        put(cell);
        cell = undefined;
      },
    },
    at && ((done) => at(done, rows.length)),
  );
  for (const cells of rows) while (cells.length < found.width) cells.push(EMPTY);
  return found;
}

const MOST_SEEN = 20_000;
const LONGEST_SEEN = 40;

/** One object for cells that say the same: the names of places and days come again on most lines. */
function sameCell(seen: Map<string, Cell>, cell: Cell): Cell {
  if (cell.kind === 'empty') return cell;
  if (cell.kind !== 'text' || cell.text.length > LONGEST_SEEN) return { ...cell, text: own(cell.text) };
  const known = seen.get(cell.text);
  if (known) return known;
  const kept: Cell = { kind: 'text', text: own(cell.text) };
  if (seen.size < MOST_SEEN) seen.set(kept.text, kept);
  return kept;
}

/** The text in a place of its own: a piece cut out of a large text keeps all of that in memory. */
const own = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

function rowNumber(written: string | undefined, next: number): number {
  const row = written === undefined ? next : Number(written);
  if (!Number.isInteger(row) || row < 1 || row > LAST_ROW) throw new MalformedXml('no such row');
  return row;
}

function addressOf(written: string | undefined, row: number, next: number): { row: number; column: number } {
  if (written === undefined) {
    if (row < 1 || next > LAST_COLUMN) throw new MalformedXml('no such cell');
    return { row, column: next };
  }
  const [, letters = '', digits = ''] = /^([A-Z]{1,3})(\d{1,7})$/.exec(written) ?? [];
  const column = columnNumber(letters);
  if (column < 1 || column > LAST_COLUMN) throw new MalformedXml('no such column');
  return { row: rowNumber(digits, 0), column };
}

/** 'A' -> 1, 'AA' -> 27. */
export function columnNumber(letters: string): number {
  let number = 0;
  for (let i = 0; i < letters.length; i++) number = number * 26 + letters.charCodeAt(i) - 64;
  return number;
}

function mergeOf(ref: string): Merge | undefined {
  const [, left, top, right, bottom] = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(ref) ?? [];
  if (!left || !right) return undefined;
  return { top: Number(top), left: columnNumber(left), bottom: Number(bottom), right: columnNumber(right) };
}

/** Shared formulas are written in full once; the others show as "=". */
const formulaCell = (formula: string): Cell => ({ kind: 'formula', text: `=${formula.slice(0, 200)}` });

function cellOf(cell: { type: string; style: number }, value: string, styles: Styles): Cell {
  switch (cell.type) {
    case 's': {
      if (value === '') return EMPTY;
      const text = styles.texts[Number(value)];
      if (text === undefined) throw new MalformedXml('no such text');
      return textCell(text);
    }
    case 'inlineStr':
    case 'str':
      return textCell(plainText(value));
    case 'b':
      return value === '' ? EMPTY : { kind: 'boolean', text: value === '1' ? 'TRUE' : 'FALSE' };
    case 'e':
      return value === '' ? EMPTY : { kind: 'error', text: value };
    case 'd':
      return value === ''
        ? EMPTY
        : dateCell(Date.parse(/T/.test(value) ? `${value.replace(/Z$/, '')}Z` : value), value);
    default:
      return numberCell(value.trim(), styles.dates[cell.style] === true, styles.from1904);
  }
}

function numberCell(text: string, shownAsDay: boolean, from1904: boolean): Cell {
  if (text === '') return EMPTY;
  const number = Number(text);
  if (!Number.isFinite(number)) throw new MalformedXml('no number');
  if (!shownAsDay) return { kind: 'number', text };
  return dateCell(MIDNIGHT_1900 + Math.round(daysOf(number, from1904) * 86_400) * 1000, text);
}

/** Days since the end of 1899. A spreadsheet that counts from 1900 has a 29 February 1900, which never was. */
function daysOf(serial: number, from1904: boolean): number {
  if (from1904) return serial + DAYS_1904;
  return serial > 0 && serial < 60 ? serial + 1 : serial;
}

/** A number that no calendar knows stays a number, also where it is shown as a day. */
function dateCell(time: number, text: string): Cell {
  const date = new Date(time);
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999 || date.getUTCFullYear() < 1)
    return { kind: 'number', text };
  const iso = date.toISOString();
  return { kind: 'date', text: iso.slice(11, 16) === '00:00' ? iso.slice(0, 10) : iso.slice(0, 16) };
}
