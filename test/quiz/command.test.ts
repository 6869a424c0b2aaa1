import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { questionsConvertCommand } from '../../src/quiz/index.ts';
import { CONVERT_WORDS } from '../../views/quiz/problem-words.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'bekal-soal-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function convert(content: string | Uint8Array | null, ...args: string[]) {
  const file = join(folder, 'soal.gift');
  rmSync(file, { force: true });
  if (content !== null) writeFileSync(file, content);
  const said = { out: '', error: '' };
  const streams = {
    out: (text: string) => void (said.out += text),
    error: (text: string) => void (said.error += text),
  };
  const code = await questionsConvertCommand([file, ...args], CONVERT_WORDS, streams);
  return { code, ...said, json: said.out.startsWith('{') ? (JSON.parse(said.out) as unknown) : undefined };
}

test('a file that is wholly read gives its questions and exit code 0', async () => {
  const { code, json } = await convert(
    '// [id:q1] [tag:m1]\n[markdown]Pilih **2**. {\n~%50%a#ya\n~%50%b\n~%-100%c\n####sebab\n}\n\nBenar? {T}\n',
    '--to',
    'json',
  );
  expect(code).toBe(0);
  expect(json).toEqual({
    questions: [
      {
        id: 'q1',
        type: 'multiple',
        text: 'Pilih **2**.',
        options: [
          { id: 'a', text: 'a' },
          { id: 'b', text: 'b' },
          { id: 'c', text: 'c' },
        ],
        answer: { right: ['a', 'b'], percent: { a: 50, b: 50, c: -100 } },
        feedback: { options: { a: 'ya' }, general: 'sebab' },
        tags: ['m1'],
      },
      {
        id: null,
        type: 'truefalse',
        text: 'Benar?',
        options: [
          { id: 'benar', text: 'Benar' },
          { id: 'salah', text: 'Salah' },
        ],
        answer: { right: ['benar'], percent: { benar: 100, salah: 0 } },
        feedback: { options: {}, general: null },
        tags: [],
      },
    ],
    problems: [],
  });
});

test('what cannot be read is named with line and a sentence, exit code 2', async () => {
  const { code, json } = await convert('Benar? {T}\n\nTulis. {}\n');
  expect(code).toBe(2);
  expect(json).toMatchObject({
    questions: [{ text: 'Benar?' }],
    problems: [
      { line: 3, construct: 'essay', code: 'not-supported', reason: CONVERT_WORDS.reason['not-supported'] },
    ],
  });
});

test.each([
  ['a file that is not there', null, [], 'tidak ada'],
  ['an empty file', '\n\n', [], 'kosong atau bukan teks UTF-8'],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x41]), [], 'kosong atau bukan teks UTF-8'],
  ['text with NUL', 'Benar? {T}\0', [], 'kosong atau bukan teks UTF-8'],
  ['another target', 'Benar? {T}', ['--to', 'moodle-xml'], 'Tidak dikenal: --to moodle-xml'],
  ['a second file', 'Benar? {T}', ['lain.gift'], 'Tidak dikenal: lain.gift'],
  ['an unknown option', 'Benar? {T}', ['--ke', 'json'], 'Tidak dikenal'],
])('%s is refused with exit code 1', async (_, content, args, says) => {
  const { code, out, error } = await convert(content, ...args);
  expect([code, out, error.includes(says)]).toEqual([1, '', true]);
});

test('--help explains itself', async () => {
  const { code, out } = await convert('', '--help');
  expect([code, out.includes('bekal questions convert BERKAS')]).toEqual([0, true]);
});
