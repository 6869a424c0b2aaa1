import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { type Cast, openCast } from '../fixtures/cast.ts';
import { crawl, type FoundForm } from './crawl.ts';

/** Who meets which forms at which moment, by the last four digits of the demo's phones. */
const WALKS = {
  pelatihan: ['0001', '0014', '0101', '0202', '0301', '0401', '0501'],
  selesai: ['0001', '0202', '0401'],
  pkdd: ['0002', '0104', '0202', '0301', '0401', '0501'],
} as const;
/** Rows of these tables change in place; of the others the number says enough. */
const CHANGING = new Set(
  [
    'account',
    'person',
    'role_grant',
    'slip',
    'session',
    'enrolment',
    'decree',
    'assignment',
    'certificate',
    'certificate_counter',
  ].concat([
    'bimtek',
    'issuer',
    'rktl_draft',
    'rktl_round',
    'attempt',
    'reopening',
    'dispensation',
    'class_trainer',
    'pkdd_step',
  ]),
);
const ENOUGH_EFFECTS = 2;
const MOST_TRIES = 6;

type Tried = { sent: number; effects: number };
const tried = new Map<string, Tried>();
let cast: Cast | undefined;
afterAll(() => cast?.close());

/** What every table holds, in one statement. */
async function traces({ db }: Cast): Promise<Map<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(db);
  const each = tables.map(({ name }) => {
    const content = CHANGING.has(name) ? sql`md5(string_agg(t::text, '' order by t::text))` : sql`''`;
    return sql`select ${name}::text as name, count(*)::text || ' ' || coalesce(${content}, '') as holds from ${sql.table(name)} t`;
  });
  const { rows } = await sql<{ name: string; holds: string }>`${sql.join(each, sql` union all `)}`.execute(
    db,
  );
  return new Map(rows.map(({ name, holds }) => [name, holds]));
}

const changed = (before: Map<string, string>, after: Map<string, string>): string[] =>
  [...after].filter(([table, holds]) => before.get(table) !== holds).map(([table]) => table);

function post(one: Cast, cookie: string, form: FoundForm): Promise<Response> {
  const fields = form.upload ? new FormData() : new URLSearchParams();
  for (const [name, value] of form.fields) fields.append(name, value);
  const typed = fields instanceof FormData ? fields : fields.toString();
  const headers: Record<string, string> = form.upload
    ? {}
    : { 'Content-Type': 'application/x-www-form-urlencoded' };
  return one.send(form.action, { method: 'POST', body: typed }, { cookie, headers });
}

const sendTwice = (
  one: Cast,
  cookie: string,
  form: FoundForm,
): Promise<{ first: string[]; second: string[] }> =>
  one.undone(async () => {
    const before = await traces(one);
    await post(one, cookie, form);
    const between = await traces(one);
    await post(one, cookie, form);
    return { first: changed(before, between), second: changed(between, await traces(one)) };
  });

test.each(Object.entries(WALKS))(
  'every form that people meet at %s has one effect when it is sent twice',
  async (moment, people) => {
    await cast?.close();
    cast = await openCast(moment as keyof typeof WALKS);
    const wrong: string[] = [];
    for (const last of people) {
      const cookie = await cast.as(last);
      for (const form of (await crawl(cast, cookie)).forms) {
        const so = tried.get(form.route) ?? { sent: 0, effects: 0 };
        if (so.effects >= ENOUGH_EFFECTS || so.sent >= MOST_TRIES) continue;
        const { first, second } = await sendTwice(cast, cookie, form);
        tried.set(form.route, { sent: so.sent + 1, effects: so.effects + Math.sign(first.length) });
        if (second.length > 0)
          wrong.push(`${last}, ${form.route} on ${form.from}: the second changed ${second.join(', ')}`);
      }
    }
    expect(wrong).toEqual([]);
  },
);

test('many forms were sent, and most of them had an effect', () => {
  const withEffect = [...tried.values()].filter(({ effects }) => effects > 0).length;
  expect(tried.size).toBeGreaterThanOrEqual(48);
  expect(withEffect).toBeGreaterThanOrEqual(36);
});
