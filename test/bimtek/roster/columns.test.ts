import { describe, expect, it } from 'vitest';
import { fieldOf, fieldOfTwo, type Field } from '../../../src/bimtek/roster/columns.ts';
import { layoutOf } from '../../../src/bimtek/roster/layout.ts';
import { sortLines } from '../../../src/bimtek/roster/lines.ts';
import { joinSexColumns } from '../../../src/bimtek/roster/sex.ts';
import { textCell } from '../../../src/documents/cell.ts';

const SPELLINGS: Partial<Record<Field, string[]>> = {
  name: [
    'Nama',
    'NAMA LENGKAP',
    'Nama Peserta',
    'Nama Kader Digital',
    'Nama Lengkap (sesuai KTP)',
    'Nama dan Gelar',
    'Peserta',
    'KADER DIGITAL',
    'NAMA LENGKAP BESERTA GELAR',
  ],
  nik: ['NIK', 'No. KTP', 'Nomor KTP', 'No KTP/NIK', 'Nomor Induk Kependudukan', 'NIK (16 digit)'],
  sex: ['L/P', 'JK', 'Jenis Kelamin', 'Jenis Kelamin (L/P)', 'Jns. Kelamin', 'Gender'],
  phone: [
    'No. HP',
    'Nomor WA',
    'No HP/WA',
    'Telepon',
    'No. Telp',
    'Nomor HP yang aktif',
    'WhatsApp',
    'No. Handphone',
    'Kontak',
  ],
  village_code: [
    'Kode Desa',
    'Kode Wilayah',
    'KODE WILAYAH (KEMENDAGRI)',
    'Kode Nagari/Desa',
    'Kode Kemendagri',
  ],
  village: [
    'Nagari',
    'Desa',
    'Desa/Kelurahan',
    'Pekon',
    'Kalurahan',
    'Nama Desa',
    'Nama Nagari',
    'Asal Nagari',
    'NAGARI/DESA/KELURAHAN',
  ],
  district: ['Kecamatan', 'Kec.', 'Nama Kecamatan', 'Kapanewon'],
  regency: ['Kabupaten', 'Kab/Kota', 'Kabupaten/Kota', 'Asal Kabupaten'],
  decree_no: [
    'No SK',
    'Nomor SK',
    'No. SK Wali Nagari',
    'SK',
    'Nomor Surat Keputusan',
    'SK Kepala Desa',
    'No. dan Tanggal SK',
    'SK (Nomor/Tanggal)',
  ],
  decree_date: ['Tgl SK', 'Tanggal SK', 'Tgl. SK Wali Nagari', 'Tanggal Surat Keputusan'],
  class: ['Kelas', 'Kls', 'KELAS BIMTEK'],
  title_prefix: ['Gelar Depan'],
  title_suffix: ['Gelar Belakang', 'Gelar'],
  birth_date: ['Tanggal Lahir', 'Tgl Lahir', 'Tempat, Tanggal Lahir'],
  no: ['No', 'No.', 'Nomor', 'No. Urut'],
};

describe('a header', () => {
  it.each(Object.entries(SPELLINGS).flatMap(([field, words]) => words.map((word) => [word, field])))(
    '%j names %s',
    (word, field) => {
      expect(fieldOf(word)).toBe(field);
    },
  );

  it.each([
    'Nama Wali Nagari',
    'Nama Ibu Kandung',
    'Alamat',
    'Jabatan di Desa',
    'No. Rekening',
    'Nama Bank',
    'No HP Darurat',
    'Keterangan',
    'Pendidikan',
    'Tanda Tangan',
    'DAFTAR NAMA KADER DIGITAL PESERTA BIMBINGAN TEKNIS DESA CERDAS',
  ])('%j names none', (word) => {
    expect(fieldOf(word)).toBeUndefined();
  });

  it.each([
    ['SK Wali Nagari', 'Nomor', 'decree_no'],
    ['SK Wali Nagari', 'Tanggal', 'decree_date'],
    ['Alamat', 'Nagari', 'village'],
    ['Asal', 'Kecamatan', 'district'],
    ['Nama', '', 'name'],
    ['Wali Nagari', 'Nama', undefined],
    ['', 'NIK', 'nik'],
    ['Kabupaten Solok', 'No', 'no'],
    ['Nagari', 'Kode', 'village_code'],
    ['SK Wali Nagari', 'Kelas', 'class'],
  ])('%j over %j names %s', (upper, lower, field) => {
    expect(fieldOfTwo(upper, lower)).toBe(field);
  });
});

const table = (...rows: string[][]) => rows.map((row) => row.map(textCell));
const NONE = new Map();

describe('the header of a table', () => {
  it('is found below titles that mention its words', () => {
    const layout = layoutOf(
      table(
        ['DAFTAR NAMA KADER DESA'],
        [''],
        ['No', 'Nama', 'NIK', 'Nagari'],
        ['1', 'Eko', '1302074905890000', 'Cupak'],
      ),
      NONE,
    );
    expect(layout).toEqual({
      firstHeaderRow: 2,
      firstDataRow: 3,
      headers: ['No', 'Nama', 'NIK', 'Nagari'],
      hasHeader: true,
      columns: new Map([
        ['no', 0],
        ['name', 1],
        ['nik', 2],
        ['village', 3],
      ]),
      twice: new Map(),
    });
  });

  it.each([
    [['Kabupaten Solok']],
    [['Kabupaten', ': Solok']],
    [['Kode Desa', '13.02', 'Nama Kegiatan', 'Bimtek']],
  ])('is not drawn into one with the title %j above it', (title) => {
    const layout = layoutOf(
      table(title, ['No', 'Nama', 'NIK', 'Nagari'], ['1', 'Eko', '1302074905890000', 'Cupak']),
      NONE,
    );
    expect(layout?.firstHeaderRow).toBe(1);
    expect([...(layout?.columns ?? [])]).toEqual([
      ['no', 0],
      ['name', 1],
      ['nik', 2],
      ['village', 3],
    ]);
  });

  it('may be two rows whose upper one only groups', () => {
    const layout = layoutOf(
      table(['PESERTA', '', 'ASAL', '', 'SK', ''], ['Nama', 'NIK', 'Desa', 'Kec', 'No', 'Tgl']),
      NONE,
    );
    expect([...(layout?.columns ?? [])].map(([field]) => field)).toEqual(
      'name nik village district decree_no decree_date'.split(' '),
    );
  });

  it('may be two rows, with a title over several columns', () => {
    const layout = layoutOf(
      table(
        ['Nama', 'NIK', 'Alamat', '', 'SK', ''],
        ['', '', 'Nagari', 'Kecamatan', 'Nomor', 'Tanggal'],
        ['Eko', '1302074905890000', 'Cupak', 'Kubung', '9', 'x'],
      ),
      NONE,
    );
    expect(layout?.firstDataRow).toBe(2);
    expect([...(layout?.columns ?? [])]).toEqual([
      ['name', 0],
      ['nik', 1],
      ['village', 2],
      ['district', 3],
      ['decree_no', 4],
      ['decree_date', 5],
    ]);
  });

  it('is one row when a person without NIK follows', () => {
    const layout = layoutOf(
      table(
        ['Nama', 'NIK', 'Nagari', 'SK'],
        ['Eko', '', 'Desa Baru', ''],
        ['Dwi', '1302074905890000', 'Cupak', ''],
      ),
      NONE,
    );
    expect(layout?.firstDataRow).toBe(1);
  });

  it('tells of two columns for the same thing', () => {
    const layout = layoutOf(table(['Nama', 'NIK', 'No HP', 'No WA'], ['Eko', '1', '2', '3']), NONE);
    expect(layout?.twice).toEqual(new Map([['phone', [2, 3]]]));
  });

  it('yields to columns given by hand', () => {
    const rows = table(['Nama', 'NIK', 'No HP', 'No WA'], ['Eko', '1', '2', '3']);
    const layout = layoutOf(
      rows,
      new Map([
        ['phone', 3],
        ['class', 1],
        ['nik', null],
      ]),
    );
    expect(layout?.columns).toEqual(
      new Map([
        ['name', 0],
        ['phone', 3],
        ['class', 1],
      ]),
    );
  });

  it('is not needed when the columns are given by hand', () => {
    const rows = table(['Peserta'], ['Eko', '1302074905890000']);
    expect(layoutOf(rows, NONE)).toBeUndefined();
    expect(
      layoutOf(
        rows,
        new Map([
          ['name', 0],
          ['nik', 1],
        ]),
      )?.firstDataRow,
    ).toBe(1);
  });
});

describe('sex as a mark in one of two columns', () => {
  const rows = (...people: string[][]) =>
    table(['Nama', 'Jenis Kelamin', '', 'NIK'], ['', 'L', 'P', ''], ...people);

  it('is found under a title over both, or without one', () => {
    expect(layoutOf(rows(), NONE)).toMatchObject({
      splitSex: 1,
      columns: new Map([
        ['name', 0],
        ['sex', 1],
        ['nik', 3],
      ]),
      twice: new Map(),
    });
    expect(layoutOf(table(['Nama', 'NIK', 'L', 'P']), NONE)?.splitSex).toBe(2);
    expect(layoutOf(table(['Nama', 'NIK', 'L/P', 'HP']), NONE)?.splitSex).toBeUndefined();
  });

  it.each([
    [
      ['Eko', 'v', '', '1'],
      ['Eko', 'L', '', '1'],
    ],
    [
      ['Dwi', '', 'x', '1'],
      ['Dwi', 'P', '', '1'],
    ],
    [
      ['Dwi', '', '', '1'],
      ['Dwi', '', '', '1'],
    ],
    [
      ['Dwi', 'v', 'x', '1'],
      ['Dwi', 'v x', '', '1'],
    ],
  ])('%j becomes %j', (marked, joined) => {
    expect(joinSexColumns(marked.map(textCell), 1).map(({ text }) => text)).toEqual(joined);
  });
});

describe('lines that are not people', () => {
  const header = ['No', 'Nama', 'NIK', 'Nagari', 'No HP'];
  const eko = ['1', 'Eko', '1302074905890000', 'Cupak', '081200000001'];
  const sort = (...below: string[][]) => {
    const rows = table(header, ...below);
    const layout = layoutOf(rows, NONE);
    const { people, ignored } = sortLines(rows, layout as NonNullable<typeof layout>);
    return [people.map(({ row }) => row), ...ignored.map(({ row, code }) => `${row} ${code}`)];
  };

  it('are told with their reason, and empty lines are not told', () => {
    expect(
      sort(
        ['(1)', '(2)', '(3)', '(4)', '(5)'],
        ['KECAMATAN KUBUNG'],
        eko,
        ['', '', '', '', ''],
        header,
        ['2', 'Dwi', '1302074905890001', 'Talang', ''],
        ['3'],
        ['', 'Jumlah', '2 orang'],
        ['', '', '', 'Arosuka, 20 Mei 2024'],
        ['', '', '', 'Mengetahui,'],
        ['', '', '', 'Drs. H. Fulan'],
        ['', '', '', 'NIP 19800101'],
      ),
    ).toEqual([
      [4, 7],
      '2 column-numbers',
      '3 heading',
      '6 repeated-header',
      '8 only-number',
      '9 footer',
      '10 footer',
      '11 footer',
      '12 footer',
      '13 footer',
    ]);
  });

  it('do not take a person with gaps, nor one below the sum', () => {
    expect(
      sort(
        ['1', 'Eko', '', '', ''],
        ['', 'Dwi', '', '', ''],
        ['', '', '1302074905890000', '', ''],
        ['Jumlah'],
        eko,
      ),
    ).toEqual([[2, 3, 4, 6], '5 footer']);
  });
});
