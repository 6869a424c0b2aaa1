/** The words after `roster check`. */
import { parseArgs } from 'node:util';
import { ENCODINGS, type Encoding } from '../../documents/csv.ts';
import { catalogue, regencyCode } from '../../region/index.ts';
import { ok, refused, type Result } from '../../result.ts';
import { FIELDS, type Field } from './columns.ts';
import type { RosterOptions } from './read-roster.ts';

export type RosterArguments =
  | { help: true }
  | { help: false; file: string; json: boolean; options: RosterOptions };

const KNOWN = {
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  regencies: { type: 'string' },
  sheet: { type: 'string' },
  columns: { type: 'string' },
  encoding: { type: 'string' },
} as const;

/** Reads the arguments; the refusal names the one that cannot be understood. */
export function readArguments(
  args: readonly string[],
): Result<RosterArguments, { reason: 'bad-argument'; argument: string }> {
  const bad = (argument: string) => refused('bad-argument', { argument });
  let parsed;
  try {
    parsed = parseArgs({ args: [...args], options: KNOWN, allowPositionals: true });
  } catch {
    return bad(args.find((arg) => arg.startsWith('-')) ?? args.join(' '));
  }
  const { values, positionals } = parsed;
  if (values.help) return ok({ help: true });
  const [file, extra] = positionals;
  if (file === undefined || extra !== undefined) return bad(extra ?? 'FILE');
  const regencies = values.regencies === undefined ? undefined : readRegencies(values.regencies);
  if (regencies === null) return bad(`--regencies ${values.regencies}`);
  const columns = values.columns === undefined ? undefined : readColumns(values.columns);
  if (columns === null) return bad(`--columns ${values.columns}`);
  if (values.encoding !== undefined && !isEncoding(values.encoding))
    return bad(`--encoding ${values.encoding}`);
  return ok({
    help: false,
    file,
    json: values.json,
    options: {
      ...(regencies ? { regencies } : {}),
      ...(columns ? { columns } : {}),
      ...(values.sheet === undefined ? {} : { sheet: values.sheet }),
      ...(values.encoding === undefined ? {} : { encoding: values.encoding }),
    },
  });
}

const isEncoding = (text: string): text is Encoding => (ENCODINGS as readonly string[]).includes(text);

/** "13.02,1810" -> codes of regencies that exist, null when one does not. */
function readRegencies(text: string): string[] | null {
  const codes = text.split(',').map(regencyCode);
  const known = codes.filter((code) => code !== undefined && catalogue().regencies.has(code));
  return known.length === codes.length ? (known as string[]) : null;
}

/** "name=E,nik=J,phone=-" -> letters by field; a column of `person` in the report is heard too (`phone_e164`). */
function readColumns(text: string): Partial<Record<Field, string>> | null {
  const columns: Partial<Record<Field, string>> = {};
  for (const pair of text.split(',')) {
    const [word = '', letters = ''] = pair.split('=').map((part) => part.trim());
    const field = (word === 'phone_e164' ? 'phone' : word) as Field;
    if (!FIELDS.includes(field) || !/^(?:[a-z]{1,3}|-)$/i.test(letters)) return null;
    columns[field] = letters;
  }
  return columns;
}
