import { describe, expect, it } from 'vitest';
import {
  clockTime,
  count,
  dateInWords,
  dateRange,
  dateTime,
  dayOf,
  daysBetween,
  fileSize,
  inWords,
  jp,
  longDate,
  maskNik,
  maskPhone,
  percentFloor1,
  percentNumber,
  phone,
  plainDate,
  score,
  timeRange,
  zoneLabel,
} from '../../views/ui/format.ts';

const start = new Date('2024-06-03T01:30:00Z');
const end = new Date('2024-06-03T03:00:00Z');

describe('days', () => {
  it('names the weekday and the month in Indonesian', () => {
    expect(longDate('2024-06-05')).toBe('Rabu, 5 Juni 2024');
    expect(plainDate('2024-06-10')).toBe('10 Juni 2024');
    expect(longDate('2024-02-29')).toBe('Kamis, 29 Februari 2024');
  });

  it('refuses text that is no day', () => {
    for (const text of ['2024-02-30', '2023-02-29', '2024-6-5', '', '5 Juni 2024', '2024-06-05T00:00']) {
      expect(() => longDate(text), text).toThrow(RangeError);
    }
  });

  it('says once what both ends of a range share', () => {
    expect(dateRange('2024-05-30', '2024-06-08')).toBe('30 Mei s.d. 8 Juni 2024');
    expect(dateRange('2024-06-03', '2024-06-08')).toBe('3 s.d. 8 Juni 2024');
    expect(dateRange('2024-06-08', '2024-06-08')).toBe('8 Juni 2024');
    expect(dateRange('2024-12-30', '2025-01-08')).toBe('30 Desember 2024 s.d. 8 Januari 2025');
    expect(dateRange('2023-06-30', '2024-06-08')).toBe('30 Juni 2023 s.d. 8 Juni 2024');
  });

  it('counts days over a leap day', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2024-03-01', '2024-02-28')).toBe(-2);
  });
});

describe('moments', () => {
  it('shows the clock of the zone with a dot', () => {
    expect(clockTime(start, 'Asia/Jakarta')).toBe('08.30');
    expect(clockTime(start, 'Asia/Makassar')).toBe('09.30');
    expect(clockTime(new Date('2024-06-02T17:00:00Z'), 'Asia/Jakarta')).toBe('00.00');
  });

  it('joins start and end with an en dash and the label of the zone', () => {
    expect(timeRange(start, end, 'Asia/Jakarta')).toBe('08.30\u201310.00 WIB');
    expect(timeRange(start, end, 'Asia/Makassar')).toBe('09.30\u201311.00 WITA');
    expect(timeRange(start, end, 'Asia/Jayapura')).toBe('10.30\u201312.00 WIT');
  });

  it('knows the three zones of Indonesia', () => {
    expect(
      ['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura', 'Asia/Tokyo'].map(zoneLabel),
    ).toEqual(['WIB', 'WIB', 'WITA', 'WIT', 'GMT+9']);
  });

  it('takes the day from the wall of the zone, not from UTC', () => {
    expect(dayOf(new Date('2024-06-02T17:00:00Z'), 'Asia/Jakarta')).toBe('2024-06-03');
    expect(dayOf(new Date('2024-06-02T16:59:59Z'), 'Asia/Jakarta')).toBe('2024-06-02');
    expect(dateTime(new Date('2024-06-03T03:12:00Z'), 'Asia/Jakarta')).toBe(
      'Senin, 3 Juni 2024 pukul 10.12 WIB',
    );
  });
});

describe('figures', () => {
  it('shows half JP as whole or with a comma', () => {
    expect([144, 145, 1, 0].map(jp)).toEqual(['72', '72,5', '0,5', '0']);
  });

  it('floors a percentage, so that nobody reads a limit that is not reached', () => {
    expect(percentFloor1(58, 72)).toBe('80,5%');
    expect(percentFloor1(115, 144)).toBe('79,8%');
    expect(percentFloor1(7999, 10_000)).toBe('79,9%');
    expect(percentFloor1(116, 145)).toBe('80%');
    expect(percentFloor1(1, 1)).toBe('100%');
    expect(percentFloor1(0, 0)).toBe('0%');
  });

  it('floors a score to one decimal', () => {
    expect([7250, 7000, 6996, 6999, 10_000, 0].map(score)).toEqual([
      '72,5',
      '70',
      '69,9',
      '69,9',
      '100',
      '0',
    ]);
  });

  it('groups thousands with dots', () => {
    expect([74, 83_762].map(count)).toEqual(['74', '83.762']);
  });

  it('shows sizes as phones do', () => {
    expect([800, 12_400, 999_499, 999_500, 1_440_000, 5_000_000].map(fileSize)).toEqual([
      '800 B',
      '12 KB',
      '999 KB',
      '1 MB',
      '1,4 MB',
      '5 MB',
    ]);
  });
});

describe('words of official letters', () => {
  it.each([
    [0, 'nol'],
    [10, 'sepuluh'],
    [11, 'sebelas'],
    [17, 'tujuh belas'],
    [20, 'dua puluh'],
    [31, 'tiga puluh satu'],
    [100, 'seratus'],
    [111, 'seratus sebelas'],
    [210, 'dua ratus sepuluh'],
    [1000, 'seribu'],
    [1945, 'seribu sembilan ratus empat puluh lima'],
    [2024, 'dua ribu dua puluh empat'],
  ])('%i is %s', (n, words) => expect(inWords(n)).toBe(words));

  it('say a day with its weekday', () => {
    expect(dateInWords('2024-06-08')).toBe(
      'Sabtu, tanggal delapan bulan Juni tahun dua ribu dua puluh empat',
    );
  });

  it('a share in a spreadsheet is floored as it is in words', () => {
    expect(percentNumber(58, 72)).toBe(80.5);
    expect(percentNumber(159, 200)).toBe(79.5);
    expect(percentNumber(1999, 2500)).toBe(79.9);
    expect(percentNumber(0, 0)).toBe(0);
  });
});

describe('numbers of people', () => {
  it('groups a phone number as it is dictated', () => {
    expect(phone('+6281200000001')).toBe('0812-0000-0001');
    expect(phone('+628120000001')).toBe('0812-0000-001');
    expect(phone('+62812000001')).toBe('0812-000-001');
    expect(phone('+62812000000012')).toBe('0812-0000-00012');
    expect(phone('+60123456789')).toBe('+60123456789');
  });

  it('covers the middle of a phone number and of a NIK', () => {
    expect(maskPhone('+6281200000001')).toBe('0812-****-0001');
    expect(maskPhone('+62812000001')).toBe('0812-***-001');
    expect(maskPhone('+6281200')).toBe('****');
    expect(maskNik('1302010101900000')).toBe('1302********0000');
    expect(maskNik('130201')).toBe('****************');
  });
});
