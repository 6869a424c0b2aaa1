import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase } from './database.ts';

let one: Awaited<ReturnType<typeof openTestDatabase>>;
let other: Awaited<ReturnType<typeof openTestDatabase>>;

beforeAll(async () => {
  [one, other] = await Promise.all([openTestDatabase(), openTestDatabase()]);
});
afterAll(() => Promise.all([one.close(), other.close()]));

test('a test database is on the engine that the project names', async () => {
  const { rows } = await sql<{ version: string }>`select version()`.execute(one.db);
  expect(rows[0]?.version.includes('PGlite') ? 'pglite' : 'postgres').toBe(process.env['BEKAL_TEST_ENGINE']);
});

test('two test databases know nothing of each other', async () => {
  await sql`create table only_here (a int)`.execute(one.db);
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('only_here') is not null as there`.execute(other.db);
  expect(rows).toEqual([{ there: false }]);
});

test('numbers, days and instants come back the same from both engines', async () => {
  const { rows } = await sql`
    select 9007199254740991::int8 as big, 0.10::numeric as exact, date '2024-06-03' as day,
      timestamptz '2024-06-03 08:00+07' as at, timestamptz '2024-06-03 08:00+07'::text as text`.execute(
    one.db,
  );
  expect(rows).toEqual([
    {
      big: 9007199254740991,
      exact: '0.10',
      day: '2024-06-03',
      at: new Date('2024-06-03T01:00:00Z'),
      text: '2024-06-03 01:00:00+00',
    },
  ]);
});
