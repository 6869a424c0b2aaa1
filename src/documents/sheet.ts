/** Workbooks (XLSX): read from outside with care, written for people who open them in a spreadsheet. */
import writeXlsxFile from 'write-excel-file/node';
import { ok, refused, type Result } from '../result.ts';
import type { Cell } from './cell.ts';
import { readRows, TooManyCells, type Merge } from './sheet-rows.ts';
import { bookPath, foldPath, readBook, readDateStyles, readTexts, type Parts } from './workbook-parts.ts';
import { MalformedXml } from './xml.ts';
import { unzip } from './zip.ts';

export { columnNumber } from './sheet-rows.ts';

/** `rows[0]` is row 1 of the spreadsheet; rows that hold nothing are there too. */
export type SheetTable = {
  name: string;
  /** The tab is not shown. */
  hidden: boolean;
  rows: Cell[][];
  /** Numbers of the rows that are not shown. */
  hiddenRows: ReadonlySet<number>;
  merges: readonly Merge[];
  /** Numbers of days count from 1904, as old Macs did. */
  from1904: boolean;
};

export type WorkbookRefusal =
  | { reason: 'empty-file' | 'not-a-workbook' | 'old-workbook' | 'encrypted' | 'corrupt' | 'no-cells' }
  | { reason: 'too-large'; limitBytes: number }
  | { reason: 'too-many-cells'; limitCells: number };

export type WorkbookOptions = {
  /** What the workbook may unpack to. Above it, it is taken for a bomb. */
  unpackedBytes?: number;
  /** Hears how far the reading is: share of the bytes (0 to 1), rows read so far. */
  progress?: (share: number, rows: number) => void;
};

/** Three times what 75,000 people in 15 columns unpack to. */
const UNPACKED_BYTES = 200 * 1024 * 1024;
/** Rows times columns up to the last cell: the gaps are filled, so one far cell can cost a whole machine. */
const MAX_CELLS = 2_000_000;
const LARGE = 1024 * 1024;
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/** Reads every sheet of a workbook. Formulas give the value that was saved with them. */
export async function readWorkbook(
  bytes: Uint8Array,
  options: WorkbookOptions = {},
): Promise<Result<SheetTable[], WorkbookRefusal>> {
  const parts = openWorkbook(bytes, options.unpackedBytes ?? UNPACKED_BYTES);
  if (!parts.ok) return parts;
  try {
    const path = bookPath(parts.value);
    if (path === undefined) return refused('not-a-workbook');
    const sheets = readSheets(parts.value, path, bytes, options.progress);
    return sheets.every(({ rows }) => rows.length === 0) ? refused('no-cells') : ok(sheets);
  } catch (error) {
    if (error instanceof TooManyCells) return refused('too-many-cells', { limitCells: MAX_CELLS });
    if (error instanceof MalformedXml) return refused('corrupt');
    throw error;
  }
}

function readSheets(
  parts: Parts,
  path: string,
  archive: Uint8Array,
  progress: WorkbookOptions['progress'],
): SheetTable[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const { sheets, from1904 } = readBook(parts, path);
  const styles = { texts: readTexts(parts, folder), dates: readDateStyles(parts, folder), from1904 };
  const sizes = sheets.map((sheet) => parts.get(sheet.path)?.length ?? 0);
  const all = Math.max(
    1,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  let before = 0;
  return sheets.map(({ name, path: sheetPath, hidden }, i) => {
    const part = parts.get(sheetPath);
    if (!part) throw new MalformedXml('a sheet is missing');
    const cells = readRows(part, styles, MAX_CELLS, (done, rows) => progress?.((before + done) / all, rows));
    before += sizes[i] ?? 0;
    if (!sheets.slice(i + 1).some((later) => later.path === sheetPath)) giveBack(part, archive);
    return { name, hidden, rows: cells.rows, hiddenRows: cells.hiddenRows, merges: cells.merges, from1904 };
  });
}

/** The memory of a part that has been read, at once: a large sheet is most of what the reading takes. */
function giveBack(part: Uint8Array, archive: Uint8Array): void {
  // Small parts may share a buffer with others, which cannot be given back.
  if (part.length > LARGE && part.buffer !== archive.buffer && part.buffer instanceof ArrayBuffer)
    part.buffer.transfer(0);
}

/** True for bytes that only `readWorkbook` can say something about (ZIP, or the container of old and locked files). */
export const looksLikeWorkbook = (bytes: Uint8Array): boolean =>
  startsWith(bytes, [0x50, 0x4b]) || startsWith(bytes, OLE);

const startsWith = (bytes: Uint8Array, start: readonly number[]) =>
  start.every((byte, i) => bytes[i] === byte);

function openWorkbook(bytes: Uint8Array, limitBytes: number): Result<Parts, WorkbookRefusal> {
  if (bytes.length === 0) return refused('empty-file');
  if (startsWith(bytes, OLE)) {
    const locked = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(
      Buffer.from('EncryptedPackage', 'utf16le'),
    );
    return refused(locked ? 'encrypted' : 'old-workbook');
  }
  if (!startsWith(bytes, [0x50, 0x4b])) return refused('not-a-workbook');
  const files = unzip(bytes, limitBytes, (name) => /\.(?:xml|rels)$/i.test(name));
  return files.ok ? ok(new Map([...files.value].map(([name, part]) => [foldPath(name), part]))) : files;
}

/** 1 -> 'A', 27 -> 'AA'. */
export function columnLetters(number: number): string {
  let letters = '';
  for (let left = number; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return letters;
}

export type Column = { header: string; /** characters */ width: number; type: 'text' | 'number' | 'date' };
/** A date is 'YYYY-MM-DD'. */
/** The two kinds of column that nearly every export has; `width` in characters. */
export const textColumn = (header: string, width: number): Column => ({ header, width, type: 'text' });
export const numberColumn = (header: string, width = 12): Column => ({ header, width, type: 'number' });

export type Value = string | number | null;

export type Sheet = {
  name: string;
  columns: readonly Column[];
  rows: readonly (readonly Value[])[];
  /** Columns that stay in sight when the sheet is moved sideways. */
  standing?: number;
};

/**
 * A workbook with a bold, standing header on each sheet. Text columns carry the text format, so that a NIK or a phone
 * number stays as it is also when somebody edits it.
 */
export async function writeSheet(...sheets: readonly [Sheet, ...Sheet[]]): Promise<Uint8Array> {
  const buffer = await writeXlsxFile(
    sheets.map(({ name, columns, rows, standing }) => ({
      sheet: sheetName(name),
      data: [
        columns.map(({ header }) => ({ value: header, type: String, fontWeight: 'bold' as const })),
        ...rows.map((row) => columns.map((column, i) => writtenCell(column, row[i] ?? null))),
      ],
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
      ...(standing === undefined ? {} : { stickyColumnsCount: standing }),
    })),
  ).toBuffer();
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
  return { value: storable(String(value)), type: String, format: '@' };
}

/**
 * write-excel-file 4.1.1 keeps texts in a plain object, so that one which is the name of a method of every object
 * ("constructor", "toString") breaks the whole file. A space after it does not change what it says.
 */
const storable = (text: string): string => (text in Object.prototype ? `${text} ` : text);

/** A spreadsheet accepts 31 characters and not []:*?/\ in the name of a sheet. */
const sheetName = (name: string): string =>
  name
    .replace(/[[\]:*?/\\]/g, ' ')
    .trim()
    .slice(0, 31) || 'Lembar';
