import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import readXlsxFile from 'read-excel-file/universal';
import { describe, expect, it } from 'vitest';
import { checkRoster, rosterCheckCommand } from '../../../src/bimtek/roster/index.ts';
import { readWorkbook } from '../../../src/documents/sheet.ts';
import { rosterWords } from '../../../views/bimtek/roster-reasons.ts';
import { MESSY } from '../../fixtures/messy-rosters.ts';

const FOLDER = new URL('../../fixtures/rosters/messy/', import.meta.url);
const names = Object.keys(MESSY);

describe('every messy roster', () => {
  it.each(names)('%s is told as the report beside it says, whole', async (name) => {
    let out = '';
    const code = await rosterCheckCommand([fileURLToPath(new URL(name, FOLDER)), '--json'], rosterWords, {
      out: (text) => (out += text),
      error: (text) => (out += text),
    });
    const expected = JSON.parse(await readFile(new URL(`${name}.json`, FOLDER), 'utf8')) as unknown;
    expect({ exit: code, report: JSON.parse(out) as unknown }).toEqual(expected);
  });

  it('lies in the folder as it is built, and nothing else does', async () => {
    for (const name of names)
      expect(Buffer.compare(await readFile(new URL(name, FOLDER)), MESSY[name]?.() ?? Buffer.of())).toBe(0);
    const there = (await readdir(FOLDER)).filter((name) => name !== 'README.md');
    expect(there.toSorted()).toEqual(names.flatMap((name) => [name, `${name}.json`]).toSorted());
  });

  it('never lets a NIK through that stood in a number cell or was rounded', async () => {
    for (const name of ['06-nik-sel-angka.xlsx', '07-nik-bulat.csv']) {
      const { rows } = await checkRoster(MESSY[name]?.() ?? Buffer.of(), name);
      const refused = rows.filter(({ problems }) => problems.some(({ code }) => code === 'nik-number'));
      expect([name, refused.length, ...refused.map(({ person }) => person.nik)]).toEqual(
        name.endsWith('xlsx') ? [name, 3, null, null, null] : [name, 2, null, null],
      );
    }
  });
});

/** Another reader of workbooks, to compare with; it gives no cell for a formula without a result or an error. */
async function otherReader(bytes: Uint8Array): Promise<unknown[][][]> {
  const sheets = await readXlsxFile<string>(Uint8Array.from(bytes).buffer, { parseNumber: (raw) => raw });
  return sheets.map(({ data }) =>
    data.map((row) =>
      row.map((cell) =>
        cell instanceof Date ? cell.toISOString().slice(0, 10) : cell === null ? '' : String(cell).trim(),
      ),
    ),
  );
}

describe('our reader of workbooks', () => {
  const readable = names.filter(
    (name) => name.endsWith('.xlsx') && Number(name.slice(0, 2)) <= 34 && !name.startsWith('34'),
  );

  it.each(readable)('reads the same cells in %s as another one', async (name) => {
    const bytes = MESSY[name]?.() ?? Buffer.of();
    const read = await readWorkbook(bytes);
    const ours = read.ok ? read.value : [];
    expect(
      ours.map(({ rows }) =>
        rows.map((row) =>
          row.map(({ kind, text }) => (kind === 'formula' || kind === 'error' ? '' : text.trim())),
        ),
      ),
    ).toEqual(await otherReader(bytes));
  });
});
