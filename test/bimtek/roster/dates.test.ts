import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOrder, readDate, serialDay, type DateOrder } from '../../../src/bimtek/roster/dates.ts';
import { plainDate } from '../../../views/ui/format.ts';

const read = (text: string, order?: DateOrder) => {
  const day = readDate(text, order);
  return day.ok ? day.value : day.refusal;
};

describe('a date', () => {
  it.each([
    '30 Mei 2024',
    '30 mei 2024',
    'Kamis, 30 Mei 2024',
    '30-Mei-2024',
    '30 May 24',
    '30/05/2024',
    '30/05/24',
    '30-5-2024',
    '30.05.2024',
    '30 05 2024',
    '5/30/2024',
    '2024-05-30',
    '2024/5/30',
    '2024-05-30T00:00',
    '2024-05-30 08:15:00',
  ])('%j is 30 May 2024', (text) => {
    expect(read(text)).toBe('2024-05-30');
  });

  it.each([
    ['17 Agustus 2024', '2024-08-17'],
    ['17 Agt 2024', '2024-08-17'],
    ['1 Okt. 2023', '2023-10-01'],
    ['9 Nopember 2023', '2023-11-09'],
    ["Jum'at, 3 Mei 2024", '2024-05-03'],
    ['29 Februari 2024', '2024-02-29'],
    ['05/05/24', '2024-05-05'],
  ])('%j is %s', (text, day) => {
    expect(read(text)).toBe(day);
  });

  it('that can be read in two ways is not chosen', () => {
    expect(read('03/05/24')).toEqual({ reason: 'date-ambiguous', days: ['2024-05-03', '2024-03-05'] });
    expect(read('3-5-2024')).toEqual({ reason: 'date-ambiguous', days: ['2024-05-03', '2024-03-05'] });
    expect(read('03/05/24', 'day-first')).toBe('2024-05-03');
    expect(read('03/05/24', 'month-first')).toBe('2024-03-05');
  });

  it.each([
    ['', 'date-empty'],
    ['-', 'date-empty'],
    ['Mei 2024', 'date-unreadable'],
    ['30 Foo 2024', 'date-unreadable'],
    ['segera', 'date-unreadable'],
    ['31 Februari 2024', 'date-impossible'],
    ['29/02/2023', 'date-impossible'],
    ['2024-13-01', 'date-impossible'],
  ])('%j: %s', (text, reason) => {
    expect(read(text)).toEqual({ reason });
  });

  it('is read back from the way Bekal prints it', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10);
          expect(read(plainDate(day))).toBe(day);
        },
      ),
    );
  });
});

describe('the order in a column', () => {
  it('is what its clear dates agree on', () => {
    expect(dateOrder(['03/05/24', '30/05/24', '7 Mei 2024'])).toBe('day-first');
    expect(dateOrder(['05/03/24', '05/30/24'])).toBe('month-first');
    expect(dateOrder(['03/05/24'])).toBe('unknown');
    expect(dateOrder(['30/05/24', '05/30/24'])).toBe('unknown');
  });
});

describe("a spreadsheet's number of a day", () => {
  it.each([
    ['45442', '2024-05-30'],
    ['36526', '2000-01-01'],
    ['73049', '2099-12-30'],
    ['30052024', undefined],
    ['45442.5', undefined],
    ['12', undefined],
  ])('%s: %s', (serial, day) => {
    expect(serialDay(serial)).toBe(day);
  });
});
