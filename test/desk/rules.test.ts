import { expect, test } from 'vitest';
import { readCode } from '../../src/account/rules.ts';
import { participantNo } from '../../src/bimtek/rules.ts';
import { readSearch } from '../../src/desk/rules.ts';

const read = (typed: string) => readSearch(typed, (text) => readCode(text, 8), participantNo);

test.each(['F-07', 'f-07', 'f7', 'F 7', ' F-7 ', 'F007'])('%s is a participant number', (typed) => {
  expect(read(typed)).toEqual({ kind: 'number', no: 'F-07' });
});

test('a number above 99 keeps its digits', () => {
  expect(read('AB123')).toEqual({ kind: 'number', no: 'AB-123' });
});

test.each(['4HXQ7M2C', '4hxq-7m2c', '4HXQ 7M2C'])('%s is the code of a badge', (typed) => {
  expect(read(typed)).toEqual({ kind: 'code', code: '4HXQ7M2C' });
});

test('letters alone may be a code too: the look-up decides', () => {
  expect(read('Rahmawat')).toEqual({ kind: 'code', code: 'RAHMAWAT' });
});

test.each(['Yulia', 'Koto Baru', '12', 'F-', '7F', 'F12345'])('%s is text', (typed) => {
  expect(read(typed)).toEqual({ kind: 'text', text: typed });
});
