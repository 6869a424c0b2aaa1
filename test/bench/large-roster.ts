/** A roster of the whole country, with the share of mistakes that real ones have. Everybody in it is invented. */
import { writeCsv } from '../../src/documents/csv.ts';
import { catalogue, districtOf, regencyOf } from '../../src/region/index.ts';
import { deflateRawSync } from 'node:zlib';
import { workbookParts } from '../fixtures/workbook.ts';
import { zipped } from '../fixtures/zip.ts';

const HEAD = [
  'No',
  'Nama Lengkap',
  'NIK',
  'L/P',
  'No. HP',
  'Desa',
  'Kecamatan',
  'Kabupaten',
  'Nomor SK',
  'Tgl SK',
  'Kelas',
];
const FIRST = ['Yulia', 'Ahmad', 'Siti', 'Budi', 'Dewi', 'Rahmat', 'Nur', 'Eko', 'Wayan', 'Maria'];
const LAST = ['Rahmawati', 'Fauzan', 'Lestari', 'Santoso', 'Contoh', 'Saleh', 'Wahyuni', 'Pratama'];
const two = (n: number): string => String(n).padStart(2, '0');

/** The i-th line; one in fifty has a village that is written wrongly, one in a hundred a NIK that is too short. */
function line(i: number, place: { code: string; name: string }): string[] {
  const { districts, regencies } = catalogue();
  const woman = i % 2 === 1;
  const day = 1 + (i % 28);
  const nik = `${place.code.replaceAll('.', '').slice(0, 6)}${two(woman ? day + 40 : day)}${two(1 + (i % 12))}${two(i % 100)}${String(i % 10_000).padStart(4, '0')}`;
  return [
    String(i + 1),
    `${FIRST[i % FIRST.length]} ${LAST[i % LAST.length]}`,
    i % 100 === 7 ? nik.slice(0, 15) : nik,
    woman ? 'P' : 'L',
    `0812-${String(10_000_000 + i).slice(0, 4)}-${String(10_000_000 + i).slice(4)}`,
    i % 50 === 3 ? `${place.name}x` : place.name,
    districts.get(districtOf(place.code))?.name ?? '',
    regencies.get(regencyOf(place.code))?.name ?? '',
    `188.47/${i + 1}/2024`,
    `${1 + (i % 28)} Mei 2024`,
    'F',
  ];
}

/** So many lines, each of another village, below their header. */
export function rosterLines(count: number): string[][] {
  const places = [...catalogue().villages.values()];
  const step = places.length / count;
  return [
    HEAD,
    ...Array.from({ length: count }, (_, i) =>
      line(i, places[Math.floor(i * step)] ?? { code: '', name: '' }),
    ),
  ];
}

/** As a workbook, packed. */
export const rosterWorkbook = (lines: string[][]): Uint8Array =>
  zipped(workbookParts({ sheets: [{ name: 'Peserta', rows: lines }] }), deflateRawSync);

export const rosterCsv = (lines: string[][]): Uint8Array => writeCsv(lines, ';');
