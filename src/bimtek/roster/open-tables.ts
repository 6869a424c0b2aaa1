/** A file from outside as tables of cells: what rosters and timetables are read from. */
import { ENCODINGS, readCsv, type Encoding } from '../../documents/csv.ts';
import { looksLikeWorkbook, readWorkbook, type SheetTable } from '../../documents/sheet.ts';
import type { RosterAsk, RosterRefusal } from './check.ts';

/** `name` is null for text without sheets. */
export type Table = Omit<SheetTable, 'name' | 'hidden'> & { name: string | null };
type Opened = { tables: Table[] } | { refused: RosterRefusal } | { ask: RosterAsk[] };

/** The content decides what the file is; a name that promises a workbook over plain text is refused. */
export async function openTables(
  bytes: Uint8Array,
  file: string,
  { unpackedBytes, encoding }: { unpackedBytes?: number; encoding?: Encoding },
  progress: (share: number, rows: number) => void = () => undefined,
): Promise<Opened> {
  if (looksLikeWorkbook(bytes) || !/\.(?:csv|txt|tsv)$/i.test(file)) {
    const read = await readWorkbook(bytes, { progress, ...(unpackedBytes ? { unpackedBytes } : {}) });
    return read.ok ? { tables: read.value } : { refused: read.refusal };
  }
  const read = readCsv(bytes, encoding);
  if (read.ok) {
    const table = { name: null, hiddenRows: new Set<number>(), merges: [], from1904: false };
    return { tables: [{ ...table, rows: read.value.rows }] };
  }
  if (read.refusal.reason !== 'unknown-encoding') return { refused: read.refusal };
  return { ask: [{ about: 'encoding', code: 'which', choices: [...ENCODINGS] }] };
}

/** The same for a small upload without questions: text of no known encoding is taken as a spreadsheet of Windows wrote it. */
export async function openUpload(
  bytes: Uint8Array,
  file: string,
  unpackedBytes: number,
): Promise<Exclude<Opened, { ask: RosterAsk[] }>> {
  const first = await openTables(bytes, file, { unpackedBytes });
  if (!('ask' in first)) return first;
  const again = await openTables(bytes, file, { encoding: 'windows-1252' });
  return 'ask' in again ? { refused: { reason: 'not-text' } } : again;
}
