/** CSV: read as people's spreadsheets write it, written so that no cell can act as a formula. */
import { parse } from 'csv-parse/sync';
import { ok, refused, type Result } from '../result.ts';
import { textCell, type Cell } from './cell.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export const ENCODINGS: readonly Encoding[] = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'];

export type CsvRefusal =
  | { reason: 'empty-file' | 'not-text' | 'unknown-encoding' | 'broken-quotes' }
  | { reason: 'too-large'; limitBytes: number }
  | { reason: 'too-many-rows'; limitRows: number };

/** `rows[0]` is the first record; a line with nothing on it is a record too, as in a spreadsheet. */
export type CsvTable = { rows: Cell[][]; encoding: Encoding; delimiter: string };

const LIMIT_BYTES = 50 * 1024 * 1024;
const LIMIT_ROWS = 100_000;
const DELIMITERS = [';', ',', '\t'] as const;
const DANGEROUS = /^'*[=+\-@\t\r]/;

/**
 * Reads text with `,`, `;` or tab between the cells, in UTF-8, UTF-16 or windows-1252 (found by itself unless told).
 * The guard that `writeCsv` puts before formulas is taken off again; `="0812"`, a way to keep zeros, gives 0812.
 */
export function readCsv(bytes: Uint8Array, told?: Encoding): Result<CsvTable, CsvRefusal> {
  if (bytes.length === 0) return refused('empty-file');
  if (bytes.length > LIMIT_BYTES) return refused('too-large', { limitBytes: LIMIT_BYTES });
  const encoding = told ?? encodingOf(bytes);
  if (encoding === undefined) return refused('not-text');
  const text = new TextDecoder(encoding).decode(bytes);
  if (text.includes('\0')) return refused('not-text');
  if (told === undefined && /[\u0080-\u009f]/.test(text)) return refused('unknown-encoding');
  return readText(text, encoding);
}

function readText(text: string, encoding: Encoding): Result<CsvTable, CsvRefusal> {
  const [, hint, body] = /^(?:sep=(.)\r?\n)?([^]*)$/.exec(text) as unknown as [
    string,
    string | undefined,
    string,
  ];
  if (body.trim() === '') return refused('empty-file');
  const delimiter = hint ?? delimiterOf(body);
  const records = split(body, delimiter, LIMIT_ROWS + 1);
  if (records === undefined) return refused('broken-quotes');
  if (records.length > LIMIT_ROWS) return refused('too-many-rows', { limitRows: LIMIT_ROWS });
  return ok({
    rows: records.map((record) => record.map((cell) => textCell(plain(cell)))),
    encoding,
    delimiter,
  });
}

function split(text: string, delimiter: string, to: number, relax_quotes = true): string[][] | undefined {
  try {
    return parse(text, {
      delimiter,
      to,
      relax_column_count: true,
      relax_quotes,
      record_delimiter: ['\r\n', '\n', '\r'],
    });
  } catch {
    return undefined;
  }
}

function encodingOf(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  head.forEach((byte, i) => (zeros[i % 2] = (zeros[i % 2] as number) + (byte === 0 ? 1 : 0)));
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 4 && even === 0) return 'utf-16le';
  if (even > head.length / 4 && odd === 0) return 'utf-16be';
  if (even + odd > 0) return undefined;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** The delimiter that respects the quotes, cuts most of the first records into the same number of cells, into more of them. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 1 << 16);
  const scores = DELIMITERS.map((delimiter) => {
    const strict = split(head, delimiter, 30, false);
    const records = strict ?? split(head, delimiter, 30) ?? [];
    const counts = new Map<number, number>();
    for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
    const [cells, times] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [1, 0]);
    return cells < 2 ? 0 : (strict ? 2 : 0) + times / records.length + cells / 10_000;
  });
  const best = Math.max(...scores);
  return best === 0 ? ',' : (DELIMITERS[scores.indexOf(best)] ?? ',');
}

const plain = (cell: string): string => {
  const forced = /^="([^"]*)"$/.exec(cell);
  if (forced) return forced[1] ?? '';
  return cell.startsWith("'") && DANGEROUS.test(cell) ? cell.slice(1) : cell;
};

/** A leading `'` before what a spreadsheet would take for a formula; `readCsv` takes it off. */
const guarded = (cell: string): string => (DANGEROUS.test(cell) ? `'${cell}` : cell);

/** UTF-8 with a byte order mark, every cell quoted, CRLF: what spreadsheets of every language open rightly. */
export function writeCsv(
  rows: readonly (readonly (string | number | null)[])[],
  delimiter: ',' | ';' | '\t' = ',',
): Uint8Array {
  const line = (row: readonly (string | number | null)[]) =>
    row.map((cell) => `"${guarded(String(cell ?? '')).replaceAll('"', '""')}"`).join(delimiter);
  return new TextEncoder().encode(`\ufeff${rows.map((row) => `${line(row)}\r\n`).join('')}`);
}
