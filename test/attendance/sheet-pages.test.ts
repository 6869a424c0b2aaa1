import { describe, expect, it } from 'vitest';
import { rowsPerSheet } from '../../src/attendance/sheet-pages.ts';

describe('people dealt out to sheets', () => {
  it('fill a sheet before the next begins', () => {
    expect(rowsPerSheet(36)).toEqual([24, 12]);
    expect(rowsPerSheet(20)).toEqual([20]);
    expect(rowsPerSheet(48)).toEqual([24, 24]);
    expect(rowsPerSheet(0)).toEqual([0]);
  });

  it('leave somebody on the sheet with the signatures', () => {
    expect(rowsPerSheet(21)).toEqual([17, 4]);
    expect(rowsPerSheet(24)).toEqual([20, 4]);
    expect(rowsPerSheet(52)).toEqual([24, 24, 4]);
  });

  it('lose nobody on paper of another shape', () => {
    const shape = { first: 17, next: 18, signatures: 6 };
    expect(rowsPerSheet(25, shape)).toEqual([17, 8]);
    expect(rowsPerSheet(36, shape)).toEqual([17, 15, 4]);
    expect(rowsPerSheet(1, shape)).toEqual([1]);
  });

  it('lose nobody and never overfill, for any number of people', () => {
    for (let people = 0; people <= 400; people++) {
      const sheets = rowsPerSheet(people);
      const room = sheets.map((_, i) => (i === 0 ? 24 : 28) - (i === sheets.length - 1 ? 4 : 0));
      expect(sheets.reduce((sum, rows) => sum + rows, 0)).toBe(people);
      expect(sheets.every((rows, i) => rows <= (room[i] ?? 0))).toBe(true);
      expect(sheets.length === 1 || (sheets.at(-1) ?? 0) >= 4).toBe(true);
    }
  });
});
