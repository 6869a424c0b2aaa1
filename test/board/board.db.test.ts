import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '../../src/documents/csv.ts';
import { readWorkbook } from '../../src/documents/sheet.ts';
import { type Cast, openCast } from '../fixtures/cast.ts';

let cast: Cast;
beforeAll(async () => void (cast = await openCast('pkdd')));
afterAll(() => cast.close());

const text = async (last: string, path: string) =>
  (await cast.get(path, { cookie: await cast.as(last) })).text();
const bytes = async (last: string, path: string) =>
  (await cast.get(path, { cookie: await cast.as(last) })).bytes();

async function csvCodes(last: string, path: string): Promise<string[]> {
  const table = readCsv(await bytes(last, path));
  if (!table.ok) throw new Error(table.refusal.reason);
  const [header, ...rows] = table.value.rows;
  const column = header!.findIndex((cell) => cell.text === 'Kode');
  return rows.map((row) => row[column]!.text);
}

describe('the board of a korkab', () => {
  it('lists all 74 nagari of Solok with three counts that agree with the list', async () => {
    const page = await text('0301', '/pantau');
    expect(page).toContain('Semua 74 nagari');
    const counts = [
      ...page.matchAll(/<b>(\d+)<\/b><span>(Bersertifikat|Boleh mulai PKDD|Terhalang)<\/span>/g),
    ].map((m) => [m[2], Number(m[1])]);
    const shown = async (filter: string) =>
      [
        ...(await text('0301', `/pantau?saring=${filter}`)).matchAll(
          /<tr (?:class="bl" )?role="row"><th role="rowheader"/g,
        ),
      ].length;
    expect(counts).toEqual([
      ['Bersertifikat', await shown('bersertifikat')],
      ['Boleh mulai PKDD', await shown('boleh')],
      ['Terhalang', await shown('terhalang')],
    ]);
    const cleared = await cast.db
      .selectFrom('clearance')
      .select('village_code')
      .where('regency_code', '=', '13.02')
      .execute();
    expect(counts[1]).toEqual(['Boleh mulai PKDD', cleared.length]);
  });

  it('finds a nagari, a kader and a participant number, and says when nothing fits', async () => {
    expect(await text('0301', '/pantau?q=cupak')).toContain('1 dari 74 nagari');
    expect(await text('0301', '/pantau?q=yulia')).toContain('Yulia Rahmawati');
    expect(await text('0301', '/pantau?q=F-35')).toContain('Cupak');
    expect(await text('0301', '/pantau?q=tidakada')).toContain('Belum ada yang cocok');
  });

  it('exports exactly its own people: 25 of Solok, 10 of Pringsewu', async () => {
    const solok = await csvCodes('0301', '/pantau/kader.csv');
    const pringsewu = await csvCodes('0302', '/pantau/kader.csv');
    expect([solok.length, new Set(solok.map((code) => code.slice(0, 5)))]).toEqual([25, new Set(['13.02'])]);
    expect([pringsewu.length, new Set(pringsewu.map((code) => code.slice(0, 5)))]).toEqual([
      10,
      new Set(['18.10']),
    ]);
    const book = await readWorkbook(await bytes('0302', '/pantau/kader.xlsx'));
    expect(book.ok && book.value[0]!.rows.length).toBe(11);
    const nagari = await readWorkbook(await bytes('0301', '/pantau/nagari.xlsx'));
    expect(nagari.ok && nagari.value[0]!.rows.length).toBe(75);
  });

  it('keeps NIK and phones out of every export and list', async () => {
    for (const path of ['/pantau/kader.csv', '/pantau/nagari.csv', '/pantau/kader', '/pantau'])
      expect(await text('0301', path)).not.toMatch(/\b\d{16}\b|0812-?0000-?00|\+62812/);
  });

  it('shows a kader of another regency to nobody: 404 in detail, absent in search', async () => {
    expect(
      (await cast.get(`/pantau/kader/${cast.person('0001')}`, { cookie: await cast.as('0302') })).status,
    ).toBe(404);
    expect(
      (await cast.get(`/pantau/kader/${cast.person('0001')}`, { cookie: await cast.as('0301') })).status,
    ).toBe(200);
    expect(await text('0302', '/pantau/kader?q=yulia+rahmawati')).toContain('Belum ada kader yang cocok');
    expect(await text('0302', '/pantau?kabupaten=13.02')).not.toContain('Cupak');
  });

  it('shows a duta the own five nagari', async () => {
    expect(await text('0101', '/pantau')).toContain('Semua 5 nagari');
    expect(await csvCodes('0101', '/pantau/kader.csv')).toHaveLength(5);
  });

  it('shows a pemantau the same list without acts', async () => {
    expect(await text('0601', '/pantau')).toContain('Semua 74 nagari');
    const page = await text('0601', '/pantau/nagari/13.02.06.2003');
    expect(page).not.toContain('<button');
    expect(page).not.toContain('<form');
  });
});
