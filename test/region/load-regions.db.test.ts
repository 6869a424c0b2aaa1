import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogue, loadRegions } from '../../src/region/index.ts';
import { openTestDatabase } from '../engines/database.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let written: number[];

beforeAll(async () => {
  database = await openTestDatabase();
  written = await Promise.all([loadRegions(database.db), loadRegions(database.db)]);
});
afterAll(() => database.close());

test('two processes that start together load the list once', () => {
  expect(written.toSorted((a, b) => a - b)).toEqual([0, 83_762]);
});

test('the four tables hold the official list', async () => {
  const { db } = database;
  const count = async (table: 'province' | 'regency' | 'district' | 'village') =>
    (
      await db
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n;
  expect([
    await count('province'),
    await count('regency'),
    await count('district'),
    await count('village'),
  ]).toEqual([38, 514, 7285, 83_762]);
});

test('a village knows the places above it and is no locus yet', async () => {
  const cupak = await database.db
    .selectFrom('village')
    .selectAll()
    .where('code', '=', '13.02.07.2001')
    .execute();
  expect(cupak).toEqual([
    {
      code: '13.02.07.2001',
      name: 'Cupak',
      district_code: '13.02.07',
      regency_code: '13.02',
      province_code: '13',
      locus_since: null,
    },
  ]);
});

test('a regency has its own word for its villages', async () => {
  const rows = await database.db
    .selectFrom('regency')
    .select(['code', 'name', 'province_code', 'village_term'])
    .where('code', 'in', ['13.02', '18.10', '34.02', '82.03'])
    .orderBy('code')
    .execute();
  expect(rows).toEqual([
    { code: '13.02', name: 'Kabupaten Solok', province_code: '13', village_term: 'nagari' },
    { code: '18.10', name: 'Kabupaten Pringsewu', province_code: '18', village_term: 'pekon' },
    { code: '34.02', name: 'Kabupaten Bantul', province_code: '34', village_term: 'kalurahan' },
    { code: '82.03', name: 'Kabupaten Halmahera Utara', province_code: '82', village_term: 'desa' },
  ]);
});

test('names are those of the list', async () => {
  const { villages } = catalogue();
  const rows = await database.db
    .selectFrom('village')
    .select(['code', 'name'])
    .where('regency_code', '=', '35.27')
    .execute();
  expect(rows.length).toBe(186);
  expect(rows.filter(({ code, name }) => villages.get(code)?.name !== name)).toEqual([]);
});
