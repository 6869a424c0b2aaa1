import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unseal } from '../../src/followup/hand-in-evaluation.ts';
import { completeRows, RKTL_COLUMNS, type RktlRow } from '../../src/followup/rules.ts';

const EMPTY = Object.fromEntries(RKTL_COLUMNS.map((column) => [column, ''])) as RktlRow;
const FULL: RktlRow = {
  ...EMPTY,
  activity: 'Melatih',
  target: '10 warga',
  time: 'Juli',
  person: 'Kader',
  indicator: '8 orang bisa',
};

describe('a plan (RKTL)', () => {
  it('needs one row at least', () => {
    expect(completeRows([EMPTY, EMPTY])).toEqual({ ok: false, refusal: { reason: 'no-rows' } });
  });
  it('may leave out aim, place and cost, and loses its empty rows', () => {
    expect(completeRows([EMPTY, FULL])).toEqual({ ok: true, value: [FULL] });
  });
  it('names the row and the first column that is missing', () => {
    expect(completeRows([FULL, { ...FULL, time: ' ' }])).toEqual({
      ok: false,
      refusal: { reason: 'row-incomplete', row: 2, column: 'time' },
    });
  });
  it('is complete exactly when every row with any text has the five needed columns', () => {
    const row = fc.record(
      Object.fromEntries(RKTL_COLUMNS.map((column) => [column, fc.constantFrom('', ' ', 'isi')])),
    ) as fc.Arbitrary<RktlRow>;
    fc.assert(
      fc.property(fc.array(row, { maxLength: 4 }), (rows) => {
        const used = rows.filter((one) => RKTL_COLUMNS.some((column) => one[column].trim()));
        const good =
          used.length > 0 &&
          used.every((one) =>
            (['activity', 'target', 'time', 'person', 'indicator'] as const).every((column) =>
              one[column].trim(),
            ),
          );
        expect(completeRows(rows).ok).toBe(good);
      }),
    );
  });
});

describe('a sealed evaluation answer', () => {
  it('opens with no other key', () => {
    expect(() => unseal(randomBytes(32), randomBytes(4200))).toThrow(/auth/i);
  });
});
