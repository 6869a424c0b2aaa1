import { expect, test } from 'vitest';
import { findLayout } from '../../src/attendance/import/columns.ts';
import { textCell } from '../../src/documents/cell.ts';
import { lookUp } from '../../src/look-up.ts';
import { html } from '../../views/ui/html.ts';
import { notice } from '../../views/ui/notice.ts';

const NEWS = { tersimpan: 'Tersimpan.' };
const EVERYWHERE = ['__proto__', 'constructor', 'toString', 'valueOf', 'hasOwnProperty'];

test('a word that every object has is in no table', () => {
  expect(EVERYWHERE.map((word) => lookUp({ hadir: 1 }, word))).toEqual(EVERYWHERE.map(() => undefined));
  expect(lookUp({ hadir: 1 }, 'hadir')).toBe(1);
});

const said = async (word: string) => (await html`${notice(word, NEWS)}`).toString();

test('an address with such a word shows no news', async () => {
  for (const word of EVERYWHERE) expect(await said(word)).toBe('');
  expect(await said('tersimpan')).toContain('Tersimpan.');
});

test('a column with such a name is no column of marks', () => {
  const header = ['Nomor peserta', 'constructor', '__proto__', 'S3'].map(textCell);
  expect(findLayout([header])).toMatchObject({ shape: 'wide', sessions: [{ no: 3, column: 3 }] });
});
