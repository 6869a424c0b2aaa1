import type { Db, Trx } from '../../database/schema.ts';
import { ENCODINGS } from '../../documents/csv.ts';
import type { Keys } from '../../keys.ts';
import { checkRoster, type RosterCheck, type RosterOptions } from '../roster/index.ts';
import { FIELDS } from '../roster/columns.ts';
import type { Answers } from './answers.ts';
import { compareRoster } from './compare-roster.ts';
import type { Draft } from './draft.ts';
import { countRows, type ImportCounts, type ImportRow } from './rows.ts';

/** A roster as it stands between check and "Simpan". */
export type Checked = { check: RosterCheck; rows: ImportRow[]; counts: ImportCounts };

/** A bimtek of the size of the largest seen takes its rosters by kabupaten; a longer file is cut up first. */
export const MOST_ROWS = 2000;

/** What was answered about the file itself: sheet, encoding, columns by letter ('-': there is none). */
export function optionsOf(fields: Readonly<Record<string, string | string[]>>): RosterOptions {
  const one = (name: string) => [fields[name] ?? ''].flat().at(-1) ?? '';
  const columns = FIELDS.flatMap((field) => {
    const letters = one(`kolom.${field}`).toUpperCase();
    return /^(?:[A-Z]{1,3}|-)$/.test(letters) ? [[field, letters] as const] : [];
  });
  const encoding = ENCODINGS.find((name) => name === one('pengodean'));
  return {
    ...(one('lembar') ? { sheet: one('lembar') } : {}),
    ...(encoding ? { encoding } : {}),
    ...(columns.length > 0 ? { columns: Object.fromEntries(columns) } : {}),
  };
}

/** Reads the file again and holds it against the database. */
export async function checkDraft(
  db: Db | Trx,
  keys: Keys,
  draft: Pick<Draft, 'bimtekId' | 'fileName' | 'bytes'>,
  options: RosterOptions,
  answers: Answers,
): Promise<Checked> {
  const check = await checkRoster(draft.bytes, draft.fileName, options);
  const rows = await compareRoster(db, keys, draft.bimtekId, check.rows, answers);
  return { check, rows, counts: countRows(rows) };
}
