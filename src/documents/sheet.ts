/** Workbooks (XLSX): read from outside with care, written for people who open them in a spreadsheet. */
import readXlsxFile from 'read-excel-file/universal';
import writeXlsxFile from 'write-excel-file/node';
import { ok, refused, type Result } from '../result.ts';
import { EMPTY, textCell, type Cell } from './cell.ts';
import { unzip, zipStored } from './zip.ts';

/** `rows[0]` is row 1 of the spreadsheet; rows that hold nothing are there too. */
export type SheetTable = { name: string; rows: Cell[][] };

export type WorkbookRefusal =
  | { reason: 'empty-file' | 'not-a-workbook' | 'old-workbook' | 'encrypted' | 'corrupt' | 'no-cells' }
  | { reason: 'too-large'; limitBytes: number }
  | { reason: 'too-many-cells'; limitCells: number };

/** What a workbook may unpack to. Above it, it is taken for a bomb. */
const UNPACKED_BYTES = 50 * 1024 * 1024;
/** Rows times columns up to the last cell: the reader fills the gaps, so one far cell can cost a whole machine. */
const MAX_CELLS = 2_000_000;
const LAST_ROW = 1_048_576;
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

type RawNumber = { raw: string };

/** Reads every sheet of a workbook. Formulas give the value that was saved with them; error values are empty cells. */
export async function readWorkbook(bytes: Uint8Array): Promise<Result<SheetTable[], WorkbookRefusal>> {
  const files = openWorkbook(bytes);
  if (!files.ok) return files;
  for (const [name, xml] of files.value) {
    if (!name.startsWith('xl/worksheets/')) continue;
    const area = areaOf(Buffer.from(xml).toString('latin1'));
    if (area === undefined) return refused('corrupt');
    if (area > MAX_CELLS) return refused('too-many-cells', { limitCells: MAX_CELLS });
  }
  const sheets = await parse(files.value);
  if (sheets === undefined) return refused('corrupt');
  return sheets.every((sheet) => sheet.rows.length === 0) ? refused('no-cells') : ok(sheets);
}

/** True for bytes that only `readWorkbook` can say something about (ZIP, or the container of old and locked files). */
export const looksLikeWorkbook = (bytes: Uint8Array): boolean =>
  startsWith(bytes, [0x50, 0x4b]) || startsWith(bytes, OLE);

const startsWith = (bytes: Uint8Array, start: readonly number[]) =>
  start.every((byte, i) => bytes[i] === byte);

function openWorkbook(bytes: Uint8Array): Result<Map<string, Uint8Array>, WorkbookRefusal> {
  if (bytes.length === 0) return refused('empty-file');
  if (startsWith(bytes, OLE)) {
    const locked = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
    return refused(locked ? 'encrypted' : 'old-workbook');
  }
  if (!startsWith(bytes, [0x50, 0x4b])) return refused('not-a-workbook');
  const files = unzip(bytes, UNPACKED_BYTES, (name) => name.endsWith('.xml') || name.endsWith('.rels'));
  if (files.ok && !files.value.has('xl/workbook.xml')) return refused('not-a-workbook');
  return files;
}

/** Rows times columns of the cells of a sheet; undefined when an address cannot be. */
function areaOf(xml: string): number | undefined {
  let rows = 0;
  let columns = 0;
  for (const [, row] of xml.matchAll(/<(?:\w+:)?row\b[^>]*?\sr="(\d+)"/g))
    if (Number(row) > LAST_ROW) return undefined;
  for (const [, letters, row] of xml.matchAll(/<(?:\w+:)?c\b[^>]*?\sr="([A-Z]+)(\d+)"/g)) {
    if (letters === undefined || letters.length > 3 || Number(row) > LAST_ROW) return undefined;
    rows = Math.max(rows, Number(row));
    columns = Math.max(columns, columnNumber(letters));
  }
  return rows * columns;
}

/** 'A' -> 1, 'AA' -> 27. */
export const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

/** 1 -> 'A', 27 -> 'AA'. */
export function columnLetters(number: number): string {
  let letters = '';
  for (let left = number; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return letters;
}

/** The reader gets a fresh archive of exactly the files that were measured, so that both see the same bytes. */
async function parse(files: ReadonlyMap<string, Uint8Array>): Promise<SheetTable[] | undefined> {
  const archive = Uint8Array.from(zipStored(files));
  try {
    const sheets = await readXlsxFile<RawNumber>(archive.buffer, { parseNumber: (raw) => ({ raw }) });
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(toCell)) }));
  } catch {
    return undefined;
  }
}

function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return EMPTY;
  if (typeof value === 'string') return textCell(value);
  if (typeof value === 'boolean') return { kind: 'boolean', text: value ? 'TRUE' : 'FALSE' };
  if (value instanceof Date) return dateCell(value);
  return { kind: 'number', text: (value as RawNumber).raw };
}

/** A number that no calendar knows, shown as a date, is told as a number without digits. */
function dateCell(date: Date): Cell {
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return { kind: 'number', text: '' };
  const iso = date.toISOString();
  return { kind: 'date', text: iso.slice(11, 16) === '00:00' ? iso.slice(0, 10) : iso.slice(0, 16) };
}

export type Column = { header: string; /** characters */ width: number; type: 'text' | 'number' | 'date' };
/** A date is 'YYYY-MM-DD'. */
export type Value = string | number | null;

/**
 * A workbook of one sheet with a bold, standing header. Text columns carry the text format, so that a NIK or a phone
 * number stays as it is also when somebody edits it.
 */
export async function writeSheet(table: {
  name: string;
  columns: readonly Column[];
  rows: readonly (readonly Value[])[];
}): Promise<Uint8Array> {
  const header = table.columns.map((column) => ({
    value: column.header,
    type: String,
    fontWeight: 'bold' as const,
  }));
  const rows = table.rows.map((row) => table.columns.map((column, i) => writtenCell(column, row[i] ?? null)));
  const buffer = await writeXlsxFile([header, ...rows], {
    sheet: sheetName(table.name),
    columns: table.columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
  }).toBuffer();
  return new Uint8Array(buffer);
}

function writtenCell(column: Column, value: Value) {
  if (value === null || value === '') return null;
  if (column.type === 'number' && typeof value === 'number') return { value, type: Number };
  if (column.type === 'date') {
    return {
      value: new Date(`${value}T00:00:00Z`),
      type: Date,
      format: 'dd/mm/yyyy',
      align: 'left' as const,
    };
  }
  return { value: String(value), type: String, format: '@' };
}

/** A spreadsheet accepts 31 characters and not []:*?/\ in the name of a sheet. */
const sheetName = (name: string): string =>
  name
    .replace(/[[\]:*?/\\]/g, ' ')
    .trim()
    .slice(0, 31) || 'Lembar';
