import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCsv } from '../../src/documents/csv.ts';
import { readWorkbook } from '../../src/documents/sheet.ts';
import { type Cast, openCast } from '../fixtures/cast.ts';
import { crawl } from '../web/crawl.ts';

let cast: Cast;
beforeAll(async () => void (cast = await openCast('pkdd')));
afterAll(() => cast.close());

const LISTS = ['/pantau/kader', '/pantau/nagari', '/pantau/pkdd'];
const PRIVATE = /\b\d{16}\b|\+?62812\d|0812-?0000/;

/** The cells of an export, row by row; the first row is the header. */
async function table(last: string, path: string): Promise<string[][]> {
  const response = await cast.get(path, { cookie: await cast.as(last) });
  expect([path, response.status]).toEqual([path, 200]);
  const bytes = await response.bytes();
  if (path.includes('.csv')) {
    const read = readCsv(bytes);
    if (!read.ok) throw new Error(read.refusal.reason);
    return read.value.rows.map((row) => row.map(({ text }) => text));
  }
  const read = await readWorkbook(bytes);
  if (!read.ok) throw new Error(read.refusal.reason);
  return (read.value[0]?.rows ?? []).map((row) => row.map(({ text }) => text));
}

const columnOf = (rows: string[][], header: string): string[] => {
  const at = (rows[0] ?? []).indexOf(header);
  return rows.slice(1).map((row) => row[at] ?? '');
};

/** Names, places and ids of the people of a regency. */
async function peopleOf(regency: string) {
  return cast.db
    .selectFrom('standing as s')
    .innerJoin('person as p', 'p.id', 's.person_id')
    .select(['p.id', 'p.name', 's.enrolment_id as enrolment', 's.village_code as code'])
    .where('s.regency_code', '=', regency)
    .orderBy('p.name')
    .execute();
}

describe.each(['csv', 'xlsx'])('the list of kader as .%s', (type) => {
  test.each([
    ['0301', '13.02', 25],
    ['0302', '18.10', 10],
  ])('of korkab %s holds the kader of %s and nobody else: %i rows', async (last, regency, count) => {
    const rows = await table(last, `/pantau/kader.${type}`);
    const people = await peopleOf(regency);
    expect(people).toHaveLength(count);
    expect(columnOf(rows, 'Nama').toSorted()).toEqual(people.map(({ name }) => name).toSorted());
    expect(columnOf(rows, 'Kode').toSorted()).toEqual(people.map(({ code }) => code).toSorted());
  });

  test('cannot be widened by any part of the address', async () => {
    for (const query of [
      'kabupaten=13.02',
      'q=',
      'tampil=semua',
      'q=Yulia',
      'sesudah=a',
      'kabupaten=',
      'regency=13.02',
      'kabupaten=13.02&kabupaten=18.10',
    ]) {
      const codes = columnOf(await table('0302', `/pantau/kader.${type}?${query}`), 'Kode');
      expect([query, codes.filter((code) => !code.startsWith('18.10.'))]).toEqual([query, []]);
    }
  });
});

describe('the korkab of Pringsewu', () => {
  test('meets nobody and no nagari of Solok on any page, in any search, count or export', async () => {
    const solok = await peopleOf('13.02');
    const cookie = await cast.as('0302');
    const { pages } = await crawl(cast, cookie);
    const searches = solok.flatMap(({ name, code }) => [
      `/pantau/kader?q=${encodeURIComponent(name)}`,
      `/pantau?q=${code}`,
      `/pantau/pkdd?q=${code}`,
    ]);
    const widened = LISTS.map((path) => `${path.replace('/nagari', '')}?kabupaten=13.02`);
    for (const path of [...searches, ...widened])
      pages.set(path, await (await cast.get(path, { cookie })).text());
    for (const path of LISTS.flatMap((list) => [
      `${list}.csv`,
      `${list}.xlsx`,
      `${list}.csv?kabupaten=13.02`,
    ]))
      pages.set(path, (await table('0302', path)).flat().join('\n'));
    const found = [...pages].flatMap(([path, text]) => {
      const shown = text.replaceAll(/value="[^"]*"/g, ''); // what was searched for stands in the search field
      const seen = solok.filter(
        ({ id, enrolment, name, code }) =>
          [id, enrolment, code].some((key) => text.includes(key) && !path.includes(key)) ||
          shown.includes(`>${name}<`),
      );
      return path.startsWith('/belajar') ? [] : seen.map(({ name }) => `${name} on ${path}`);
    });
    expect(found).toEqual([]);
    expect(pages.size).toBeGreaterThan(80);
    expect(pages.get('/pantau/kader')).toContain('10 orang');
  });

  test('finds none of the 25 kader of Solok, their slips or their nagari by address', async () => {
    const cookie = await cast.as('0302');
    for (const { id, code } of await peopleOf('13.02'))
      for (const path of [`/pantau/kader/${id}`, `/slip/${id}`, `/pantau/nagari/${code}`])
        expect([path, (await cast.get(path, { cookie })).status]).toEqual([path, 404]);
  });
});

describe('a pemantau', () => {
  test('gets no NIK and no phone number, on no page and in no export', async () => {
    const { pages } = await crawl(cast, await cast.as('0601'));
    for (const path of LISTS.flatMap((list) => [`${list}.csv`, `${list}.xlsx`]))
      pages.set(path, (await table('0601', path)).flat().join('\n'));
    const { enrolment } = (await peopleOf('13.02'))[0] ?? {};
    expect(enrolment).toBeDefined();
    const found = [...pages]
      .filter(([path, text]) => path !== '/saya' && PRIVATE.test(text))
      .map(([path, text]) => `${path}: ${PRIVATE.exec(text)?.[0]}`);
    expect(found).toEqual([]);
    expect(pages.size).toBeGreaterThan(10);
  });

  test('of Solok lists the 25 kader of Solok and nobody else', async () => {
    const codes = columnOf(await table('0601', '/pantau/kader.csv'), 'Kode');
    expect(codes).toHaveLength(25);
    expect(codes.filter((code) => !code.startsWith('13.02.'))).toEqual([]);
  });
});
