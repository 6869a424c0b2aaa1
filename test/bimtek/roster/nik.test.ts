import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bornOtherwise, readNik } from '../../../src/bimtek/roster/nik.ts';

const text = (value: string) => readNik({ kind: 'text', text: value });
const reason = (value: string) => {
  const read = text(value);
  return read.ok ? read.value.nik : read.refusal;
};

describe('a NIK', () => {
  it('says where it was issued first, when its owner was born, and whether she is a woman', () => {
    expect(text('1302074905890000')).toEqual({
      ok: true,
      value: { nik: '1302074905890000', regency: '13.02', sex: 'P', day: 9, month: 5, year: 89 },
    });
    expect(text('1810011912020000')).toEqual({
      ok: true,
      value: { nik: '1810011912020000', regency: '18.10', sex: 'L', day: 19, month: 12, year: 2 },
    });
  });

  it.each([
    '1302 0749 0589 0000',
    ' 1302074905890000\u00a0',
    "'1302074905890000",
    '13.02.07.490589.0000',
    '130207-490589-0000',
  ])('may be written as %j', (value) => expect(reason(value)).toBe('1302074905890000'));

  it.each([
    ['', { reason: 'nik-empty' }],
    ['  ', { reason: 'nik-empty' }],
    ['130205620990000', { reason: 'nik-length', digits: 15 }],
    ['13020562099000000', { reason: 'nik-length', digits: 17 }],
    ['130205620990000O', { reason: 'nik-signs' }],
    ['belum ada', { reason: 'nik-signs' }],
    ['1,30211E+15', { reason: 'nik-number' }],
    ['1.30211e15', { reason: 'nik-number' }],
    ['1302073205890000', { reason: 'nik-date' }],
    ['1302070005890000', { reason: 'nik-date' }],
    ['1302074005890000', { reason: 'nik-date' }],
    ['1302077205890000', { reason: 'nik-date' }],
    ['1302070900890000', { reason: 'nik-date' }],
    ['1302070913890000', { reason: 'nik-date' }],
  ])('%j is refused', (value, refusal) => {
    expect(reason(value)).toEqual(refusal);
  });

  it.each(['1302074905890000', '1302074905890001', '1.302E+15'])(
    'in a number cell is refused, also as %s',
    (value) => {
      expect(readNik({ kind: 'number', text: value })).toEqual({
        ok: false,
        refusal: { reason: 'nik-number' },
      });
    },
  );

  it('in a date cell is refused', () => {
    expect(readNik({ kind: 'date', text: '2024-05-30' })).toEqual({
      ok: false,
      refusal: { reason: 'nik-signs' },
    });
  });

  it('keeps all its digits for every day, month and sex', () => {
    const digits = (length: number) =>
      fc.integer({ min: 0, max: 10 ** length - 1 }).map((n) => String(n).padStart(length, '0'));
    const day = fc.integer({ min: 1, max: 31 });
    fc.assert(
      fc.property(
        digits(6),
        day,
        fc.boolean(),
        fc.integer({ min: 1, max: 12 }),
        digits(2),
        digits(4),
        (region, d, woman, m, y, serial) => {
          const nik = `${region}${String(woman ? d + 40 : d).padStart(2, '0')}${String(m).padStart(2, '0')}${y}${serial}`;
          expect(text(nik)).toEqual({
            ok: true,
            value: {
              nik,
              regency: `${region.slice(0, 2)}.${region.slice(2, 4)}`,
              sex: woman ? 'P' : 'L',
              day: d,
              month: m,
              year: Number(y),
            },
          });
        },
      ),
    );
  });

  it('never comes out of anything but 16 digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 .-aE+'), maxLength: 22 }), (value) => {
        const read = text(value);
        const digits = value.replace(/\D/g, '');
        expect([read.ok && read.value.nik, digits.length]).toEqual(
          read.ok ? [digits, 16] : [false, digits.length],
        );
      }),
    );
  });
});

describe('a day of birth beside a NIK', () => {
  const woman = text('1302074905890000');
  it('is the same or not', () => {
    expect(woman.ok && bornOtherwise(woman.value, '1989-05-09')).toBe(false);
    expect(woman.ok && bornOtherwise(woman.value, '1989-05-10')).toBe(true);
    expect(woman.ok && bornOtherwise(woman.value, '1989-06-09')).toBe(true);
    expect(woman.ok && bornOtherwise(woman.value, '1988-05-09')).toBe(true);
  });
});
