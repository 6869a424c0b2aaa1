import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rosterCheckCommand } from '../../../src/bimtek/roster/index.ts';
import { writeCsv } from '../../../src/documents/csv.ts';
import { rosterWords } from '../../../views/bimtek/roster-reasons.ts';
import { rosterFiles, workbookOf } from '../../fixtures/roster-files.ts';

let folder: string;
const path = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roster-'));
  for (const { name, bytes } of await rosterFiles()) await writeFile(path(name), bytes);
  const header = ['Nama', 'NIK', 'L/P', 'No HP', 'No WA', 'Kode Desa'];
  const yulia = ['Yulia Rahmawati', '1302074905890000', 'P', '081200000001', '081200000002', '13.02.07.2001'];
  await writeFile(path('dua-nomor.csv'), writeCsv([header, yulia]));
  await writeFile(
    path('salah.csv'),
    writeCsv([
      ['Nama', 'NIK', 'L/P', 'HP', 'Kode Desa'],
      ['Yulia', '13', 'P', '0812', '1'],
    ]),
  );
  await writeFile(path('tanpa-kepala.csv'), writeCsv([yulia]));
  await writeFile(path('kosong.csv'), writeCsv([['Nama', 'NIK', 'HP', 'Desa']]));
  const roster = [
    ['Nama', 'NIK', 'L/P', 'HP', 'Kode Desa'],
    ['Yulia', '1302074905890000', 'P', '081200000001', '1302072001'],
  ];
  await writeFile(
    path('dua-lembar.xlsx'),
    await workbookOf([
      { name: 'Kelas F', rows: roster },
      { name: 'Kelas G', rows: roster },
      { name: 'Isi', rows: [['x']] },
    ]),
  );
  await writeFile(path('teks.xlsx'), 'Nama,NIK');
});
afterAll(() => rm(folder, { recursive: true }));

/** What the command says and how it ends. */
async function run(...args: string[]) {
  const said = { out: '', error: '' };
  const code = await rosterCheckCommand(args, rosterWords, {
    out: (text) => (said.out += text),
    error: (text) => (said.error += text),
  });
  return { code, ...said };
}
const json = async (...args: string[]) => {
  const { code, out } = await run(...args, '--json');
  return {
    code,
    ...(JSON.parse(out) as Record<string, unknown> & {
      ask?: { question: string }[];
      rows: { person: Record<string, unknown> }[];
    }),
  };
};

describe('roster check', () => {
  it('ends with 0 when every row is ok', async () => {
    const { code, out } = await run(path('bantul.csv'));
    expect([code, out.split('\n').at(-1)]).toEqual([
      0,
      '7 baris: 7 siap, 0 perlu dipastikan, 0 perlu diperbaiki.',
    ]);
    expect((await run(path('solok.xlsx'), '--regencies', '13.02,18.10')).code).toBe(0);
  });

  it('ends with 2 when some are not, and says which and why', async () => {
    expect(await run(path('salah.csv'))).toEqual({
      code: 2,
      out: [
        'salah.csv',
        '',
        '    2  !  Yulia  NIK           13    NIK harus 16 angka. Ini 2 angka.',
        '    2  !  Yulia  Nomor HP      0812  Nomor HP harus 10 sampai 13 angka. Ini 4 angka.',
        '    2  !  Yulia  Kode wilayah  1     Kode wilayah harus 10 angka, contoh 13.02.07.2001.',
        '',
        '1 baris: 0 siap, 0 perlu dipastikan, 1 perlu diperbaiki.',
      ].join('\n'),
      error: '',
    });
  });

  it('ends with 1 when the file is refused', async () => {
    expect(await run(path('teks.xlsx'))).toMatchObject({
      code: 1,
      out: expect.stringContaining('Ini bukan buku kerja Excel'),
    });
    expect(await json(path('kosong.csv'))).toMatchObject({
      code: 1,
      refused: 'Tidak ada baris peserta di bawah kepala tabel.',
      rows: [],
    });
    expect(await run(path('tidak-ada.xlsx'))).toEqual({
      code: 1,
      out: '',
      error: `Berkas ${path('tidak-ada.xlsx')} tidak ditemukan.`,
    });
  });

  it('gives the stable shape to machines', async () => {
    const { code, ...report } = await json(path('pringsewu.xlsx'), '--regencies=18.10');
    expect(code).toBe(0);
    expect(Object.keys(report)).toEqual(['file', 'sheet', 'ignored', 'rows']);
    expect(report.rows[0]).toEqual({
      row: 2,
      state: 'ok',
      problems: [
        {
          column: 'nik',
          value: '1810011912020000',
          reason: 'Empat angka terakhir NIK 0000, padahal nomor terbit mulai 0001. Periksa KTP.',
          kind: 'warning',
        },
      ],
      person: {
        name: 'Ahmad Fauzan',
        title_prefix: null,
        title_suffix: null,
        nik: '1810011912020000',
        sex: 'L',
        phone_e164: '+6281200000026',
        village_code: '18.10.01.2008',
        decree_no: '141/04/KPTS/P-SDH/2024',
        decree_date: '2024-04-26',
        class: 'F',
      },
    });
  });
});

describe('a file that leaves something open', () => {
  it('asks which of two columns is meant, and takes the answer', async () => {
    expect(await json(path('dua-nomor.csv'))).toMatchObject({
      code: 2,
      ask: [
        {
          about: 'columns',
          question: 'Ada 2 kolom untuk Nomor HP. Yang mana? Jawab dengan --columns phone=HURUF.',
          choices: ['D: No HP', 'E: No WA'],
        },
      ],
      rows: [],
    });
    const answered = await json(path('dua-nomor.csv'), '--columns', 'phone=E');
    expect([answered.code, answered.rows[0]?.person['phone_e164']]).toEqual([0, '+6281200000002']);
    expect(
      (await json(path('dua-nomor.csv'), '--columns', 'phone_e164=d')).rows[0]?.person['phone_e164'],
    ).toBe('+6281200000001');
    expect(
      (await json(path('dua-nomor.csv'), '--columns', 'phone=-')).rows[0]?.person['phone_e164'],
    ).toBeNull();
  });

  it('asks for columns that it does not find, and reads a table without a header by letters', async () => {
    const { code, ask } = await json(path('tanpa-kepala.csv'));
    expect([code, ask?.map(({ question }) => question)]).toEqual([
      2,
      [
        'Kolom mana yang berisi Nama? Jawab dengan --columns name=HURUF (name=- bila tidak ada).',
        'Kolom mana yang berisi NIK? Jawab dengan --columns nik=HURUF (nik=- bila tidak ada).',
        'Kolom mana yang berisi Nomor HP? Jawab dengan --columns phone=HURUF (phone=- bila tidak ada).',
        'Kolom mana yang berisi Nagari atau desa? Jawab dengan --columns village=HURUF (village=- bila tidak ada).',
      ],
    ]);
    const answered = await json(
      path('tanpa-kepala.csv'),
      '--columns',
      'name=A,nik=B,sex=C,phone=D,village_code=F',
    );
    expect([answered.code, answered.rows.map(({ person }) => person['village_code'])]).toEqual([
      0,
      ['13.02.07.2001'],
    ]);
  });

  it('asks which sheet is the roster, and takes the answer in any case of letters', async () => {
    expect(await json(path('dua-lembar.xlsx'))).toMatchObject({
      code: 2,
      ask: [{ about: 'sheet', choices: ['Kelas F', 'Kelas G'] }],
    });
    expect(await json(path('dua-lembar.xlsx'), '--sheet', 'kelas g')).toMatchObject({
      code: 0,
      sheet: 'Kelas G',
    });
    expect(await json(path('dua-lembar.xlsx'), '--sheet', 'Z')).toMatchObject({
      code: 2,
      ask: [{ about: 'sheet', choices: ['Kelas F', 'Kelas G', 'Isi'] }],
    });
  });
});

describe('the arguments', () => {
  it('--help explains all of them', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const option of ['--json', '--regencies', '--sheet', '--columns', '--encoding', '--help'])
      expect(out).toContain(option);
  });

  it.each([
    [[], 'FILE'],
    [['a', 'b'], 'b'],
    [['a', '--foo'], '--foo'],
    [['a', '--regencies', '13.99'], '--regencies 13.99'],
    [['a', '--columns', 'name=1'], '--columns name=1'],
    [['a', '--columns', 'nama=A'], '--columns nama=A'],
    [['a', '--encoding', 'ebcdic'], '--encoding ebcdic'],
  ])('%j are refused, and the wrong one is named', async (args, named) => {
    const { code, error } = await run(...args);
    expect([code, error.split('\n')[0]]).toEqual([1, `Tidak dipahami: ${named}`]);
  });
});
