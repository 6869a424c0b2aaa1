import type { Db, Trx } from '../../database/schema.ts';
import { ENCODINGS } from '../../documents/csv.ts';
import type { Keys } from '../../keys.ts';
import { catalogue, regencyOf } from '../../region/index.ts';
import type { RosterCheck, RosterOptions, RosterRow } from '../roster/index.ts';
import { FIELDS } from '../roster/columns.ts';
import type { Answers } from './answers.ts';
import { compareRoster } from './compare-roster.ts';
import type { Draft } from './draft.ts';
import { readMappings } from './mapping.ts';
import { type Progress, readingOf, wholeReading } from './readings.ts';
import { countRows, type ImportCounts, type ImportRow } from './rows.ts';

/** What is saved at once: a file with more rows is taken kabupaten by kabupaten. */
export const MOST_ROWS = 2000;

export type Fields = Readonly<Record<string, string | string[]>>;
type DraftFile = Pick<Draft, 'bimtekId' | 'fileName' | 'bytes'>;

/** Kabupaten of a file that is too large to be saved at once, with their rows; the chosen one is open. */
export type Parts = {
  most: number;
  chosen: string | null;
  choices: { code: string; name: string; rows: number }[];
};

/** A roster as it stands between check and "Simpan"; `parts` is null for a file that can be saved whole. */
export type Checked = { check: RosterCheck; rows: ImportRow[]; counts: ImportCounts; parts: Parts | null };

const one = (fields: Fields, name: string): string => [fields[name] ?? ''].flat().at(-1) ?? '';

/** What was answered about the file itself: sheet, encoding, columns by letter ('-': there is none). */
export function optionsOf(fields: Fields): RosterOptions {
  const columns = FIELDS.flatMap((field) => {
    const letters = one(fields, `kolom.${field}`).toUpperCase();
    return /^(?:[A-Z]{1,3}|-)$/.test(letters) ? [[field, letters] as const] : [];
  });
  const encoding = ENCODINGS.find((name) => name === one(fields, 'pengodean'));
  return {
    ...(one(fields, 'lembar') ? { sheet: one(fields, 'lembar') } : {}),
    ...(encoding ? { encoding } : {}),
    ...(columns.length > 0 ? { columns: Object.fromEntries(columns) } : {}),
  };
}

/** The kabupaten that was chosen ('13.02'); null for all. */
export function regencyIn(fields: Fields): string | null {
  const code = one(fields, 'kabupaten');
  return catalogue().regencies.has(code) ? code : null;
}

/** What the file says, with what was said about the columns of files like it. */
export async function readWhole(
  db: Db | Trx,
  draft: DraftFile,
  options: RosterOptions,
): Promise<RosterCheck> {
  const mappings = await readMappings(db, draft.bimtekId);
  return wholeReading(draft.bytes, draft.fileName, { ...options, mappings });
}

/** Reads the file and holds it against the database; how far it is, when reading takes longer than `patienceMs`. */
export async function checkDraft(
  db: Db | Trx,
  keys: Keys,
  draft: DraftFile,
  wish: { options: RosterOptions; answers: Answers; regency: string | null; patienceMs: number },
): Promise<Checked | Progress> {
  const mappings = await readMappings(db, draft.bimtekId);
  const check = await readingOf(draft.bytes, draft.fileName, { ...wish.options, mappings }, wish.patienceMs);
  if ('share' in check) return check;
  const chosen = rowsOf(check.rows, wish.regency);
  const rows = await compareRoster(db, keys, draft.bimtekId, chosen, wish.answers);
  return { check, rows, counts: countRows(rows), parts: partsOf(check.rows, wish.regency) };
}

/** The rows of a kabupaten; one whose village is open goes with the first that may be meant. */
export const rowsOf = (rows: readonly RosterRow[], regency: string | null): RosterRow[] =>
  regency === null ? [...rows] : rows.filter((row) => regencyOfRow(row) === regency);

function regencyOfRow({ person, problems }: RosterRow): string | undefined {
  if (person.village_code !== null) return regencyOf(person.village_code);
  for (const problem of problems) {
    const code = 'choices' in problem ? problem.choices[0]?.code : undefined;
    if (code) return regencyOf(code);
  }
  return undefined;
}

function partsOf(rows: readonly RosterRow[], chosen: string | null): Parts | null {
  if (rows.length <= MOST_ROWS) return null;
  const counts = new Map<string, number>();
  for (const row of rows) {
    const code = regencyOfRow(row);
    if (code) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const { regencies } = catalogue();
  const choices = [...counts]
    .map(([code, count]) => ({ code, name: regencies.get(code)?.name ?? code, rows: count }))
    .sort((a, b) => a.code.localeCompare(b.code));
  return { most: MOST_ROWS, chosen, choices };
}
