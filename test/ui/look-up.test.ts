import { expect, test } from 'vitest';
import { findLayout } from '../../src/attendance/import/columns.ts';
import { textCell } from '../../src/documents/cell.ts';
import { lookUp } from '../../src/look-up.ts';
import { notice } from '../../views/ui/notice.ts';

const EVERYWHERE = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty'];

test('a word that every object has is in no table', () => {
  expect(EVERYWHERE.map((word) => lookUp({ hadir: 1 }, word))).toEqual(EVERYWHERE.map(() => undefined));
  expect(lookUp({ hadir: 1 }, 'hadir')).toBe(1);
});

test('an address with such a word shows no news', () => {
  for (const word of EVERYWHERE) expect(String(notice(word, { tersimpan: 'Tersimpan.' }))).toBe('');
  expect(String(notice('tersimpan', { tersimpan: 'Tersimpan.' }))).toContain('Tersimpan.');
});

test('a column with such a name is no column of marks', () => {
  const header = ['Nomor peserta', 'constructor', '__proto__', 'S3'].map(textCell);
  expect(findLayout([header])).toMatchObject({ shape: 'wide', sessions: [{ no: 3, column: 3 }] });
});
