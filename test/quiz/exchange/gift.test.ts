import { readFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readGift } from '../../../src/quiz/exchange/gift.ts';
import { checkQuestions } from '../../../src/quiz/index.ts';

const only = (text: string) => {
  const { questions, problems } = readGift(text);
  expect(problems).toEqual([]);
  expect(questions).toHaveLength(1);
  return questions[0]!;
};
const problemsOf = (text: string) => readGift(text).problems;

describe('questions that can be answered', () => {
  test('a single choice keeps id, tags, title, line, feedback of each option and the explanation', () => {
    expect(
      only(
        '\n// [id:m1-q01] [tag:m1] [tag:m1-sk]\n::Judul:: [markdown]Siapa? {\n=Wali\n~Duta#Bukan duta.\n####Sebab itu.\n}\n',
      ),
    ).toEqual({
      line: 3,
      id: 'm1-q01',
      title: 'Judul',
      type: 'single',
      format: 'markdown',
      text: 'Siapa?',
      options: [
        { id: 'a', text: 'Wali', percent: 100, feedback: null },
        { id: 'b', text: 'Duta', percent: 0, feedback: 'Bukan duta.' },
      ],
      explanation: 'Sebab itu.',
      tags: ['m1', 'm1-sk'],
    });
  });

  test.each([
    ['T', 'benar'],
    ['TRUE', 'benar'],
    ['F', 'salah'],
    ['FALSE', 'salah'],
  ])('{%s} is true or false, and what is said when wrong stands first', (letter, right) => {
    const question = only(`Air basah. {${letter}#keliru#tepat####pembahasan}`);
    expect(question.type).toBe('truefalse');
    expect(question.options.map(({ id, percent, feedback }) => [id, percent, feedback])).toEqual(
      ['benar', 'salah'].map((id) => (id === right ? [id, 100, 'tepat'] : [id, 0, 'keliru'])),
    );
    expect(question.explanation).toBe('pembahasan');
  });

  test('without = and with weights, several answers are right', () => {
    const question = only('Pilih 2. {~%50%a ~%50%b ~%-50%c ~%-50%d}');
    expect(question.type).toBe('multiple');
    expect(question.options.map((option) => option.percent)).toEqual([50, 50, -50, -50]);
  });

  test('three thirds count as a hundred', () => {
    expect(only('Pilih 3. {~%33.33333%a ~%33.33333%b ~%33.33333%c ~%-100%d}').type).toBe('multiple');
  });

  test('a single choice may give part of the points to another option', () => {
    expect(only('Apa? {=a ~%50%b ~c}').options.map((option) => option.percent)).toEqual([100, 50, 0]);
  });

  test('a missing word stands as a line in the text', () => {
    expect(only('Ibu kota {=Padang ~Solok} adalah besar.').text).toBe('Ibu kota _____ adalah besar.');
  });

  test('escaped signs are text, and so is a bare colon as in an address', () => {
    const question = only('Buka https://contoh.id pukul 10\\:30 \\{ya\\} {=a\\=b ~c\\~d ~e\\#f}');
    expect(question.text).toBe('Buka https://contoh.id pukul 10:30 {ya}');
    expect(question.options.map((option) => option.text)).toEqual(['a=b', 'c~d', 'e#f']);
  });

  test('before the answers bare signs are text too', () => {
    expect(only('1 + 1 = 2, ~3 # {=a ~b}').text).toBe('1 + 1 = 2, ~3 #');
  });

  test('a byte order mark, Windows and old Mac line ends change nothing', () => {
    const text = '// [id:q]\n[markdown]Apa? {\n=a\n~b\n}\n\n// [id:r]\nBenar? {T}\n';
    const plain = readGift(text);
    expect(plain.questions).toHaveLength(2);
    for (const other of [`\uFEFF${text}`, text.replaceAll('\n', '\r\n'), text.replaceAll('\n', '\r')])
      expect(readGift(other)).toEqual(plain);
  });

  test('a comment inside a question is no text, slashes inside a line are', () => {
    expect(
      only('// [id:q]\nApa // itu? {\n=a\n// catatan\n~b // c\n}').options.map((option) => option.text),
    ).toEqual(['a', 'b // c']);
  });
});

describe('what cannot be used is named with line and reason', () => {
  test.each([
    ['essay', 'Jelaskan. {}', 'not-supported'],
    ['short', 'Sebut. {=a =b}', 'not-supported'],
    ['short', 'Sebut. {a}', 'not-supported'],
    ['numerical', 'Hitung. {#3.14:0.01}', 'not-supported'],
    ['matching', 'Cocokkan. {=a -> 1 =b -> 2}', 'not-supported'],
    ['description', 'Hanya teks.', 'not-supported'],
    ['multiple', 'Mana? {~a ~b}', 'no-right-answer'],
    ['multiple', 'Mana? {~%50%a ~%10%b ~c}', 'weights'],
    ['single', 'Mana? {=%50%a ~b}', 'weights'],
    ['single', 'Mana? {=a ~a}', 'same-options'],
    ['single', '[html]<p>Lihat <img src\\="x"></p> {=a ~b}', 'markup'],
    ['single', '[markdown]Lihat ![gambar](x.svg) {=a ~b}', 'markup'],
    ['single', '[html]Lihat <ul><li>satu</li></ul> {=a ~b}', 'markup'],
    ['question', 'Mana? {=a ~b', 'unclosed'],
    ['question', 'Mana? {=a ~b {c} }', 'syntax'],
    ['category', '$CATEGORY: bank/m1', 'category'],
    ['id', '// [id:q1]', 'no-question'],
    ['id', '// [id:q1] [id:q2]\nApa? {=a ~b}', 'two-ids'],
  ])('%s: %s', (construct, text, reason) => {
    const { questions, problems } = readGift(`// atas\nSatu? {T}\n\n${text}\n\nDua? {F}\n`);
    const line = construct === 'id' && text.includes('Apa') ? 5 : 4;
    expect(problems).toEqual([{ line, construct, reason }]);
    expect(questions.map((question) => question.text)).toEqual(['Satu?', 'Dua?']);
  });

  test('a question cut in two by a blank line is told at its first half', () => {
    expect(problemsOf('Apa? {\n=a\n\n~b\n}')[0]).toEqual({
      line: 1,
      construct: 'question',
      reason: 'unclosed',
    });
  });

  test('a fault inside a question is told at its own line', () => {
    expect(problemsOf('// [id:q]\n::J:: Apa? {\n=a\n~b {c\n~d\n}')).toEqual([
      { line: 4, construct: 'question', reason: 'syntax' },
    ]);
  });

  test('a category line does not take the question under it away', () => {
    const { questions, problems } = readGift('$CATEGORY: a\nApa? {T}');
    expect([questions.length, problems]).toEqual([
      1,
      [{ line: 1, construct: 'category', reason: 'category' }],
    ]);
  });
});

describe('a course', () => {
  test('every question needs an id of its own', () => {
    const { questions, problems } = checkQuestions([
      { path: 'a.gift', text: '// [id:q1]\nApa? {T}\n\nTanpa? {F}\n' },
      { path: 'b.gift', text: '// [id:q1]\nLagi? {T}\n' },
    ]);
    expect(questions.map(({ id, file }) => [id, file])).toEqual([['q1', 'a.gift']]);
    expect(problems).toEqual([
      { file: 'a.gift', line: 4, construct: 'question', reason: 'no-id' },
      { file: 'b.gift', line: 2, construct: 'q1', reason: 'id-taken' },
    ]);
  });

  test('the courses of the house are read without a problem', () => {
    const paths = globSync(new URL('../../../courses/**/*.gift', import.meta.url).pathname);
    const { questions, problems } = checkQuestions(
      paths.map((path) => ({ path, text: readFileSync(path, 'utf8') })),
    );
    expect(problems).toEqual([]);
    expect(questions.length).toBeGreaterThan(90);
  });
});
