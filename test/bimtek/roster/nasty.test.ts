import { beforeAll, describe, expect, it } from 'vitest';
import {
  checkRoster,
  countStates,
  exitCode,
  toReport,
  type RosterCheck,
} from '../../../src/bimtek/roster/index.ts';
import { rosterWords } from '../../../views/bimtek/roster-reasons.ts';
import { workbookOf } from '../../fixtures/roster-files.ts';

const HEADER = [
  'No',
  'Nama Lengkap',
  'NIK',
  'Jenis Kelamin',
  'Nomor HP',
  'Nagari',
  'Kecamatan',
  'No SK',
  'Tanggal SK',
  'Kelas',
];
const day = (iso: string) => new Date(`${iso}T00:00:00Z`);
type Value = string | number | Date | null;

/** Row 5 on: everything that offices do to a table. */
const PEOPLE: Value[][] = [
  [
    1,
    'Yulia Rahmawati',
    '1302074905890000',
    'P',
    '0812-0000-0001',
    'Cupak',
    'Gunung Talang',
    '188.47/12/WN-CPK/2024',
    day('2024-05-09'),
    'F',
  ],
  [2, 'Leni Marlina', '130205620990000', 'P', '0812-0000-0004', 'Sirukam', 'Payung Sekaki', null, null, 'F'],
  [
    3,
    'Popi Andriani',
    1302115411940000,
    'P',
    81200000010,
    'Sumani',
    'X Koto Singkarak',
    '188.47/24/WN-SMN/2024',
    day('2024-05-05'),
    'F',
  ],
  [
    4,
    'MUHAMMAD IQBAL, S.PD',
    '1302061507840000',
    'Laki-laki',
    '+62 812 0000 0019',
    'Batu Bajanjang',
    null,
    '188.47/08/WN-BTB/2024',
    '2024-05-15',
    'Kelas G',
  ],
  [
    5,
    'Afrida Yenti',
    '1302106203910000',
    'P',
    '081200000002 / 081311112222',
    'Nagari Koto Baru',
    'Kubung',
    '188.47/09/WN-KTB/2024',
    '03/05/24',
    'F',
  ],
  [
    6,
    'Nofri Yandi',
    '1302092509020000',
    'P',
    '0812-0000-0004',
    'Piangu',
    'IX Koto Sungai Lasi',
    '188.47/11/WN-PGU/2024',
    'segera',
    'F',
  ],
  [
    7,
    'Syafrizal',
    '1302131803930000',
    null,
    '0812-0000',
    'Paninggahan',
    'Junjung Sirih',
    '188.47/19/WN-PNG/2024',
    day('2024-04-20'),
    'F',
  ],
  [
    8,
    'Yulia R.',
    '1302074905890000',
    'P',
    '0812-0000-0008',
    'Talang',
    'Gunung Talang',
    '188.47/07/WN-TLG/2024',
    day('2024-04-30'),
    'F',
  ],
  [9, null, '1302034147880000', 'X', '0755-212345', 'Negeri Antah', null, null, null, null],
];

async function nasty(): Promise<Uint8Array> {
  return workbookOf([
    { name: 'Petunjuk', rows: [['Isi lembar Peserta. Jangan mengubah nama kolom.']] },
    {
      name: 'Peserta',
      rows: [
        ['DAFTAR PESERTA'],
        ['Kabupaten Solok'],
        [],
        HEADER,
        ...PEOPLE,
        [10],
        ['Jumlah', null, '9 orang'],
        [null, null, null, null, null, null, null, 'Arosuka, 20 Mei 2024'],
      ],
    },
  ]);
}

/** Every NIK here is invented and says so; that warning is not what these tests are about. */
const withoutSerial = (rows: RosterCheck['rows']): RosterCheck['rows'] =>
  rows.map((row) => ({ ...row, problems: row.problems.filter(({ code }) => code !== 'nik-serial') }));

let check: RosterCheck;
beforeAll(async () => {
  const read = await checkRoster(await nasty(), 'peserta.xlsx', { regencies: ['13.02'] });
  check = { ...read, rows: withoutSerial(read.rows) };
});

describe('a workbook with everything wrong in it', () => {
  it('tells each problem once, at the row that the spreadsheet shows', () => {
    const told = check.rows.map(({ row, state, problems }) => [
      row,
      state,
      problems.map(({ kind, column, code }) => `${kind} ${column} ${code}`),
    ]);
    expect(told).toEqual([
      [5, 'ok', []],
      [6, 'wrong', ['wrong nik nik-length', 'warning decree_no decree-missing']],
      [7, 'wrong', ['wrong nik nik-number']],
      [8, 'question', ['warning name titles-moved', 'question village village-ambiguous']],
      [9, 'question', ['question phone phone-two', 'question decree_date date-ambiguous']],
      [
        10,
        'wrong',
        [
          'warning sex sex-not-as-nik',
          'question village village-unknown-name',
          'wrong decree_date date-unreadable',
          'question phone phone-twice',
        ],
      ],
      [11, 'wrong', ['warning sex sex-from-nik', 'wrong phone phone-length']],
      [12, 'question', ['question nik nik-twice']],
      [
        13,
        'wrong',
        [
          'wrong name name-empty',
          'wrong nik nik-date',
          'question sex sex-unknown',
          'wrong phone phone-not-mobile',
          'wrong village village-unknown-name',
          'warning decree_no decree-missing',
        ],
      ],
    ]);
  });

  it('keeps what is sure and leaves open what is not', () => {
    expect(check.rows[3]?.person).toEqual({
      name: 'Muhammad Iqbal',
      title_prefix: null,
      title_suffix: 'S.Pd',
      nik: '1302061507840000',
      sex: 'L',
      phone_e164: '+6281200000019',
      village_code: null,
      decree_no: '188.47/08/WN-BTB/2024',
      decree_date: '2024-05-15',
      class: 'G',
    });
    expect(check.rows[2]?.person).toMatchObject({ nik: null, phone_e164: '+6281200000010' });
    expect(check.rows[6]?.person).toMatchObject({
      sex: 'L',
      phone_e164: null,
      village_code: '13.02.13.2001',
    });
    expect(check.rows[8]?.person).toEqual({
      name: null,
      title_prefix: null,
      title_suffix: null,
      nik: null,
      sex: null,
      phone_e164: null,
      village_code: null,
      decree_no: null,
      decree_date: null,
      class: null,
    });
  });

  it('is told outside in the stable shape, in sentences that say what to do', () => {
    const report = toReport(check, rosterWords);
    expect(Object.keys(report)).toEqual(['file', 'sheet', 'ignored', 'rows']);
    expect(report.sheet).toBe('Peserta');
    expect(report.ignored).toEqual([
      { row: 1, reason: 'Judul di atas tabel: DAFTAR PESERTA' },
      { row: 2, reason: 'Judul di atas tabel: Kabupaten Solok' },
      { row: 14, reason: 'Hanya nomor urut 10, tanpa isi.' },
      { row: 15, reason: 'Kaki tabel: Jumlah' },
      { row: 16, reason: 'Kaki tabel: Arosuka, 20 Mei 2024' },
    ]);
    expect(report.rows[1]?.problems[0]).toEqual({
      column: 'nik',
      value: '130205620990000',
      reason: 'NIK harus 16 angka. Ini 15 angka.',
      kind: 'wrong',
    });
    expect(report.rows[2]?.problems).toEqual([
      {
        column: 'nik',
        value: '1302115411940000',
        reason: 'Excel membulatkan NIK. Ubah kolom NIK menjadi Teks, lalu ketik ulang.',
        kind: 'wrong',
      },
    ]);
    expect(report.rows[3]?.problems[1]?.reason).toBe(
      'Ada 2 nagari bernama ini. Pilih kecamatannya: Batu Bajanjang, Kecamatan Lembang Jaya, Kabupaten Solok (13.02.06.2002); ' +
        'Batu Bajanjang, Kecamatan Tigo Lurah, Kabupaten Solok (13.02.18.2002).',
    );
    expect(report.rows[4]?.problems.map(({ reason }) => reason)).toEqual([
      'Ada dua nomor dalam satu kolom. Pilih satu: +6281200000002 atau +6281311112222.',
      'Tanggal bisa dibaca dua cara: 3 Mei 2024 atau 5 Maret 2024. Pilih satu.',
    ]);
    expect(report.rows[5]?.problems.map(({ reason }) => reason)).toEqual([
      'Menurut NIK laki-laki. Periksa KTP.',
      'Nama ini tidak ada dalam daftar wilayah. Mungkin: Pianggu, Kecamatan IX Koto Sungai Lasi, Kabupaten Solok (13.02.09.2003).',
      'Tanggal tidak terbaca. Tulis seperti 30 Mei 2024.',
      'Nomor HP sama dengan baris 6. Pastikan HP ini dipakai bergantian, atau perbaiki nomornya.',
    ]);
  });

  it('is counted, and the exit code says that some rows are not ok', () => {
    expect(countStates(check)).toEqual({ ok: 1, question: 3, wrong: 5 });
    expect(exitCode(check)).toBe(2);
  });
});

describe('dates of a column', () => {
  const withDates = async (...dates: Value[]) => {
    const rows = dates.map((date, i) => [
      `Kader ${'abc'[i]}`,
      `130207490589000${i}`,
      'P',
      `08120000000${i}`,
      '13.02.07.2001',
      'SK',
      date,
    ]);
    const bytes = await workbookOf([
      { name: 'A', rows: [['Nama', 'NIK', 'L/P', 'HP', 'Kode Desa', 'No SK', 'Tgl SK'], ...rows] },
    ]);
    const { rows: read } = await checkRoster(bytes, 'a.xlsx');
    return read.map(({ person, problems }) => [
      person.decree_date,
      ...problems.flatMap(({ column, code }) => (column === 'decree_date' ? [code] : [])),
    ]);
  };

  it('are read day first when another date of the column shows it', async () => {
    expect(await withDates('03/05/24', '30/05/24')).toEqual([['2024-05-03'], ['2024-05-30']]);
  });

  it('are doubted when a spreadsheet may have swapped day and month', async () => {
    expect(await withDates(day('2024-03-05'), '30/05/24', day('2024-05-20'))).toEqual([
      ['2024-03-05', 'date-swapped'],
      ['2024-05-30'],
      ['2024-05-20'],
    ]);
  });

  it('may be the number that a spreadsheet keeps', async () => {
    expect(await withDates(45442)).toEqual([['2024-05-30']]);
  });
});

describe('two of one village', () => {
  it('are a warning, for one may replace the other', async () => {
    const rows = ['1', '2'].map((n) => [
      `Kader`,
      `130207490589000${n}`,
      'P',
      `08120000000${n}`,
      '13.02.07.2001',
    ]);
    const bytes = await workbookOf([
      { name: 'A', rows: [['Nama', 'NIK', 'L/P', 'HP', 'Kode Desa'], ...rows] },
    ]);
    const { rows: read } = await checkRoster(bytes, 'a.xlsx');
    expect(read.map(({ state, problems }) => [state, ...problems.map(({ code }) => code)])).toEqual([
      ['ok'],
      ['ok', 'village-twice'],
    ]);
  });
});

describe('two things in one cell', () => {
  const HEAD = ['Nama', 'NIK', 'HP', 'Nagari', 'Nomor dan Tanggal SK'];
  const person = async (village: string, decree: string) => {
    const row = ['Eko', '1302071810880000', '081200000012', village, decree];
    const check = await checkRoster(await workbookOf([{ name: 'A', rows: [HEAD, row] }]), 'a.xlsx');
    const [read] = withoutSerial(check.rows);
    const { village_code, decree_no, decree_date } = read?.person ?? {};
    return [village_code, decree_no, decree_date, ...(read?.problems.map(({ code }) => code) ?? [])];
  };

  it('are told apart: village, kecamatan and kabupaten; number and day of the SK', async () => {
    expect(
      await person(
        'Nagari Koto Laweh Kec. Lembang Jaya, Kab. Solok',
        '188.47/15/WN-KTL/2024 tanggal 6 Mei 2024',
      ),
    ).toEqual(['13.02.06.2003', '188.47/15/WN-KTL/2024', '2024-05-06']);
    expect(await person('Cupak, Kecamatan Gunung Talang', 'Nomor 9 Tahun 2024, tgl. 06-05-2024')).toEqual([
      '13.02.07.2001',
      'Nomor 9 Tahun 2024',
      null,
      'date-ambiguous',
    ]);
  });
});
