/** For each rule: files that break it, with the number of reports, and files that obey it. */
type Case = { path: string; code: string; reports: number };

const bad = (path: string, code: string, reports = 1): Case => ({ path, code, reports });
const good = (path: string, code: string): Case => ({ path, code, reports: 0 });
const sql = (text: string) => `import { sql } from 'kysely';\nexport const made = ${text};\n`;
const html = (text: string) =>
  `import { html } from 'hono/html';\nexport const page = (name: string) => html\`${text}\`;\n`;

export const cases: Record<string, Case[]> = {
  'no-sql-raw': [
    bad('src/quiz/raw.ts', sql("sql.raw('a')")),
    bad('src/quiz/lit.ts', sql("sql.lit('a')")),
    bad('src/quiz/id.ts', sql("sql.id('a')")),
    bad('test/quiz/raw.ts', sql("sql['raw']('a')")),
    good('src/quiz/ref.ts', sql("[sql.ref('a'), sql.table('b'), sql`select ${1}`]")),
    good('migrations/202606010000-raw.ts', sql("sql.raw('a')")),
  ],
  'no-sql-now': [
    bad('src/quiz/now.ts', sql('sql`select now()`')),
    bad('src/quiz/current.ts', sql('sql<Date>`select CURRENT_TIMESTAMP, ${1}`')),
    bad('src/quiz/clock.ts', sql('sql`update a set b = clock_timestamp ( ) where c = ${1}`')),
    bad('src/quiz/today.ts', sql('sql`select ${1} < current_date`')),
    bad(
      'src/quiz/fn.ts',
      `import type { Db } from 'kysely';\nexport const at = (db: Db) => db.fn('now', []);\n`,
    ),
    good('src/quiz/known.ts', sql("sql`select known(), current_no, 'at ' || ${'now'} from shown`")),
    good('src/quiz/text.ts', `export const text = \`now() is current_timestamp\`;\n`),
    good('migrations/202606010001-now.ts', sql('sql`select now()`')),
  ],
  'quoted-attributes': [
    bad('views/quiz/name.ts', html('<input name=${name}>')),
    bad('views/quiz/spaced.ts', html('<input name = ${name}>')),
    bad('views/quiz/within.ts', html('<a href=/v/${name}>x</a>')),
    bad('views/quiz/second.ts', html('<p class="${name}" id=${name}>${name}</p>')),
    bad('views/quiz/piece.ts', html(' id="a" value=${name}')),
    bad('views/quiz/after-text.ts', html('<p>3 < 4, "so</p><p id=${name}></p>')),
    good('views/quiz/quoted.ts', html(`<input name="\${name}" value='a=\${name}' \${name}>`)),
    good('views/quiz/in-text.ts', html('<p>2 > 1 and a=${name} or "${name}</p><!-- id=${name} -->')),
  ],
  'no-hx-on': [
    bad('views/quiz/on.ts', html('<a hx-on:click="go()">${name}</a>')),
    bad('views/quiz/data-on.ts', html('<a data-hx-on--load="go()">${name}</a>')),
    bad('views/quiz/onclick.ts', html('<a onclick="go()">${name}</a>')),
    bad('views/quiz/js.ts', html(`<a hx-vals='js:{"a": 1}'>\${name}</a>`)),
    bad('views/quiz/href.ts', html('<a href=" javascript:go()">${name}</a>')),
    bad('views/quiz/filter.ts', html(`<a hx-trigger="click[ctrlKey], load">\${name}</a>`)),
    good(
      'views/quiz/trigger.ts',
      html(`<a hx-trigger="keyup changed delay:300ms" hx-vals='{"on": "\${name}"}'>on</a>`),
    ),
    good('views/quiz/spoken.ts', html('<p>hx-on="x" onclick="y" js: hx-trigger="[z]" ${name}</p>')),
  ],
  'no-raw-html': [
    bad('views/quiz/raw.ts', `import { html, raw } from 'hono/html';\nexport const page = [html, raw];\n`),
    bad('views/quiz/renamed.ts', `import { raw as bare } from 'hono/html';\nexport const page = bare;\n`),
    bad('views/quiz/all.ts', `import * as hono from 'hono/html';\nexport const page = hono;\n`),
    bad('src/quiz/raw-again.ts', `export { raw } from 'hono/html';\n`),
    bad('src/quiz/utils.ts', `import { raw } from 'hono/utils/html';\nexport const page = raw;\n`),
    good('views/ui/rich-text.ts', `import { raw } from 'hono/html';\nexport const rich = raw;\n`),
    good('views/quiz/html.ts', html('${name}')),
  ],
  'no-wall-clock': [
    bad('src/quiz/date-now.ts', 'export const at = Date.now();\n'),
    bad('src/quiz/new-date.ts', 'export const at = new Date();\n'),
    bad('src/quiz/passed.ts', 'export const clock = Date.now;\n'),
    bad('views/quiz/date.ts', 'export const at = Date();\n'),
    good('src/clock.ts', 'export const at = [Date.now(), new Date()];\n'),
    good('src/quiz/parsed.ts', "export const at = [new Date('2024-06-03'), Date.parse('2024-06-03')];\n"),
    good('test/quiz/date-now.ts', 'export const at = Date.now();\n'),
  ],
  'board-reads-only': [
    bad('src/board/db.ts', `import type { Db } from '../database/schema.ts';\nexport type A = Db;\n`),
    bad(
      'src/board/trx.ts',
      `import type { ReadonlyDb, Trx as ReadTrx } from '../database/schema.ts';\nexport type A = [ReadonlyDb, ReadTrx];\n`,
    ),
    bad(
      'src/board/kysely.ts',
      `import type { Kysely, Transaction } from 'kysely';\nexport type A = [Kysely<object>, Transaction<object>];\n`,
      2,
    ),
    bad('src/board/inline.ts', `export type A = import('../database/schema.ts').Db;\n`),
    bad('src/board/again.ts', `export type { Db } from '../database/schema.ts';\n`),
    bad('src/board/write.ts', sql('sql`insert into a (b) values (${1})`')),
    good(
      'src/board/queries.ts',
      `import type { ReadonlyDb } from '../database/schema.ts';\nexport type A = ReadonlyDb;\n`,
    ),
    good(
      'src/quiz/db.ts',
      `import type { Db, Trx } from '../database/schema.ts';\nexport type A = [Db, Trx];\n`,
    ),
  ],
};

/** Breaches of the rules that come with the linter, one for each that Bekal turned on beside the usual ones. */
export const builtIn: Record<string, Case> = {
  'typescript(no-floating-promises)': bad(
    'src/quiz/floating.ts',
    'const save = async () => 1;\nexport function leave(): void {\n  save();\n}\n',
  ),
  'typescript(no-misused-promises)': bad(
    'src/quiz/misused.ts',
    'const save = async () => true;\nexport const leave = () => (save() ? 1 : 2);\n',
  ),
  'typescript(no-explicit-any)': bad('src/quiz/any.ts', 'export const a: any = 1;\n'),
  'typescript(no-import-type-side-effects)': bad(
    'src/quiz/side-effect.ts',
    `import { type Db } from '../database/schema.ts';\nexport type A = Db;\n`,
  ),
  'typescript(switch-exhaustiveness-check)': bad(
    'src/quiz/exhaustive.ts',
    `export function name(a: 'x' | 'y'): number {\n  switch (a) {\n    case 'x':\n      return 1;\n  }\n  return 2;\n}\n`,
  ),
};
