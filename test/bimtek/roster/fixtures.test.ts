import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkRoster } from '../../../src/bimtek/roster/index.ts';
import {
  ADMIN,
  DUTA,
  KADER,
  KORKAB,
  PANITIA,
  PELATIH,
  PEMANTAU,
  type DemoKader,
} from '../../../src/demo/people.ts';
import { catalogue } from '../../../src/region/index.ts';
import { rosterFiles, type RosterFile } from '../../fixtures/roster-files.ts';

const personOf = (kader: DemoKader) => ({
  name: kader.name,
  title_prefix: null,
  title_suffix: null,
  nik: kader.nik,
  sex: kader.sex,
  phone_e164: `+62${kader.phone.slice(1)}`,
  village_code: kader.villageCode,
  decree_no: kader.decreeNo,
  decree_date: kader.decreeDate,
  class: kader.class,
});

let files: RosterFile[];
beforeAll(async () => {
  files = await rosterFiles();
});

describe('the four rosters of the reference story', () => {
  it.each([
    ['solok.xlsx', 25, 7, '13.02'],
    ['pringsewu.xlsx', 10, 2, '18.10'],
    ['bantul.csv', 7, 2, '34.02'],
    ['halmahera-utara.csv', 6, 2, '82.03'],
  ])('%s gives all %i people as they are, from row %i on', async (name, count, firstRow, regency) => {
    const bytes = files.find((file) => file.name === name)?.bytes ?? new Uint8Array();
    for (const options of [{}, { regencies: [regency] }]) {
      const check = await checkRoster(bytes, name, options);
      expect(check.rows.map(({ state }) => state)).toEqual(Array(count).fill('ok'));
      expect(check.rows.map(({ row }) => row)).toEqual(Array.from({ length: count }, (_, i) => firstRow + i));
      expect(check.rows.map(({ person }) => person)).toEqual(
        KADER.filter((kader) => kader.regency === regency).map(personOf),
      );
    }
  });

  it('lie in the folder as they are built', async () => {
    for (const { name, bytes } of files) {
      const kept = await readFile(new URL(`../../fixtures/rosters/${name}`, import.meta.url));
      expect(await checkRoster(kept, name)).toEqual(await checkRoster(bytes, name));
    }
  });

  it('say nothing but that every NIK is invented, that three nagari of Solok have no SK yet and that Gadingrejo is the one of Pringsewu', async () => {
    const told: string[] = [];
    for (const { name, bytes } of files) {
      for (const { problems, person } of (await checkRoster(bytes, name)).rows) {
        const said = problems.map(({ kind, code }) => `${kind} ${person.name} ${code}`);
        expect(said.splice(said.indexOf(`warning ${person.name} nik-serial`), 1)).toEqual([
          `warning ${person.name} nik-serial`,
        ]);
        told.push(...said);
      }
    }
    expect(told).toEqual([
      'warning Leni Marlina decree-missing',
      'warning Gusti Maharani decree-missing',
      'warning Desi Ratnasari decree-missing',
      'warning Nur Aini village-like-others',
    ]);
  });

  it('are refused row by row when another regency is expected', async () => {
    const bytes = files.find((file) => file.name === 'halmahera-utara.csv')?.bytes ?? new Uint8Array();
    const check = await checkRoster(bytes, 'x.csv', { regencies: ['13.02'] });
    expect(check.rows.map(({ state, problems }) => [state, ...problems.map(({ code }) => code)])).toEqual(
      Array(6).fill(['wrong', 'nik-serial', 'village-outside']),
    );
  });
});

describe('the cast', () => {
  const { villages } = catalogue();
  const last = (phone: string) => phone.slice(-4);

  it('is 48 kader, each of another village that exists', () => {
    expect(new Set(KADER.map(({ villageCode }) => villageCode)).size).toBe(48);
    expect(KADER.filter(({ villageCode }) => !villages.has(villageCode))).toEqual([]);
    expect(KADER.map(({ phone }) => last(phone))).toEqual(
      Array.from({ length: 48 }, (_, i) => String(i + 1).padStart(4, '0')),
    );
  });

  it('is invented: every NIK is its own and ends in 0000', () => {
    expect(new Set(KADER.map(({ nik }) => nik)).size).toBe(48);
    expect(KADER.filter(({ nik }) => !/^\d{12}0000$/.test(nik))).toEqual([]);
  });

  it('fills class F with 36 in the order of the alphabet and class G with 12', () => {
    const names = (name: 'F' | 'G') =>
      KADER.filter((kader) => kader.class === name)
        .map((kader) => kader.name)
        .toSorted();
    expect(names('F').length).toBe(36);
    expect([names('F')[0], names('F')[11], names('F')[34], names('F')[35]]).toEqual([
      'Afrida Yenti',
      'Gusti Maharani',
      'Yulia Rahmawati',
      'Yuliana Bitjoli',
    ]);
    expect([names('G').length, names('G')[0], names('G')[11]]).toEqual([12, 'Andri Wahyudi', 'Zulfahmi']);
    expect(KADER[0]).toMatchObject({
      name: 'Yulia Rahmawati',
      phone: '081200000001',
      villageCode: '13.02.07.2001',
    });
  });

  it('has SK of April and May 2024, but for the three that have none', () => {
    const dates = KADER.map(({ decreeDate }) => decreeDate);
    expect(dates.filter((date) => date === null).length).toBe(3);
    expect(dates.filter((date) => date !== null && !/^2024-0[45]-/.test(date))).toEqual([]);
    expect(KADER.filter(({ decreeNo, decreeDate }) => (decreeNo === null) !== (decreeDate === null))).toEqual(
      [],
    );
  });

  it('gives each nagari of Solok one duta, five to each', () => {
    expect(DUTA.map(({ villages: own }) => own.length)).toEqual([5, 5, 5, 5, 5]);
    expect(DUTA.flatMap(({ villages: own }) => own).toSorted()).toEqual(
      KADER.filter(({ regency }) => regency === '13.02')
        .map(({ villageCode }) => villageCode)
        .toSorted(),
    );
  });

  it('has the numbers of the sign-in list', () => {
    const staff = [...DUTA, ...PELATIH, ...KORKAB, ...PANITIA, ADMIN, PEMANTAU].map(({ phone }) =>
      last(phone),
    );
    expect(staff).toEqual([
      '0101',
      '0102',
      '0103',
      '0104',
      '0105',
      '0201',
      '0202',
      '0301',
      '0302',
      '0401',
      '0402',
      '0501',
      '0601',
    ]);
  });
});
