import { expect, test } from 'vitest';
import { checkLanguage } from '../../src/course/language.ts';
import { medianOf, numbersIn, sentencesOf, termsIn } from '../../src/course/words.ts';
import { inMemory, smallCourse } from '../fixtures/course.ts';

const sentences = (text: string) => sentencesOf({ text, line: 1 }).map((one) => one.text);

test('a sentence ends at its full stop, not inside a number, a time or an address', () => {
  expect(sentences('Pukul 09.15 datang. Biaya Rp 3.000.000 saja. Buka cekfakta.com.')).toEqual([
    'Pukul 09.15 datang.',
    'Biaya Rp 3.000.000 saja.',
    'Buka cekfakta.com.',
  ]);
  expect(sentences('"Siapa?" tanya Rani. "Saya."')).toEqual(['"Siapa?"', 'tanya Rani.', '"Saya."']);
  expect(sentences('  - . ')).toEqual([]);
});

test('the median is the middle figure, of two the upper one', () => {
  expect([[], [3], [9, 1, 5], [1, 2, 3, 4]].map(medianOf)).toEqual([0, 3, 5, 3]);
});

test('words that Bekal does not use are found with the one it does, but not inside other words', () => {
  expect(termsIn('Absensi dan umpan balik lewat daring.')).toEqual([
    '"Absensi" tidak dipakai. Pakai presensi',
    '"umpan balik" tidak dipakai. Pakai evaluasi atau penjelasan',
    '"daring" tidak dipakai. Pakai lewat internet',
  ]);
  expect(termsIn('Post-test, kecek, cekfakta.com, cek.id, protes, kamus, upload-er')).toEqual([]);
  expect(termsIn('Cek.')).toEqual(['"Cek" tidak dipakai. Pakai periksa']);
});

test.each<[string, string[]]>([
  ['Dua atau tiga foto sudah cukup.', []],
  ['Dua puluh empat orang datang.', []],
  ['Ada dua orang, lalu tiga lagi.', ['dua', 'tiga']],
  ['Kedua orang itu bersatu, satu per satu.', []],
  ['Ia berkata, "Tiga cukup."', []],
  ['Mulai 08:30 sampai 10.00.', ['08:30 ditulis 08.30']],
  ['Biayanya Rp5.000 atau Rp. 700.', ['Rp5 ditulis Rp 5', 'Rp. 700 ditulis Rp 700']],
  ['Naik 80 % dari 1250000.', ['80 % ditulis 80%', '1250000 ditulis 1.250.000']],
  ['Tahun 2024, biaya Rp 1.250.000, angka 0,5989, kata abc12345.', []],
])('numbers: %s', (sentence, expected) => {
  expect(numbersIn(sentence).map(({ about }) => about)).toEqual(expected);
});

const problems = (path: string, text: string) =>
  checkLanguage(inMemory({ ...smallCourse(), [path]: text })).map(({ file, line, rule, code, about }) => [
    `${file}:${line}`,
    rule,
    code,
    about,
  ]);
const page = (text: string) => `---\ntitle: Satu\nminutes: 4\nobjectives: [a-satu]\n---\n${text}\n`;
const many = (count: number) => `${Array.from({ length: count }, () => 'kata').join(' ')}.`;

test('the small course reads well', () => {
  expect(checkLanguage(inMemory(smallCourse()))).toEqual([]);
});

test('long sentences are told by page and by line; headings, comments and addresses are no sentences', () => {
  const path = 'a-awal/01-satu.md';
  expect(problems(path, page(`${many(14)}\n\n- ${many(14)}\n- ${many(24)}`))).toEqual([]);
  expect(problems(path, page(`${many(15)}\n\n${many(15)}\n\nPendek.`))).toEqual([
    [`${path}:1`, 'sentence', 'sentences-long', '15'],
  ]);
  expect(problems(path, page(`Satu.\n\nDua.\n\n1. **${many(25)}**`))).toEqual([
    [`${path}:10`, 'sentence', 'sentence-long', 'kata kata kata kata kata'],
  ]);
  expect(
    problems(path, page(`## ${many(30)}\n\n<!-- cek!\n${many(30)} -->\nTeks.\n\n![Gambar](cek!.svg)`)),
  ).toEqual([]);
});

test('terms, exclamation marks and numbers are told with their line, in guides and questions too', () => {
  expect(problems('a-awal/fasilitator.md', '---\njp: 1\n---\nMari.\n\nAda dua ujian!\n')).toEqual([
    ['a-awal/fasilitator.md:6', 'term', 'exclamation', ''],
    [
      'a-awal/fasilitator.md:6',
      'term',
      'term',
      '"ujian" tidak dipakai. Pakai kuis, pre-test, atau post-test',
    ],
    ['a-awal/fasilitator.md:6', 'number', 'number-word', 'dua'],
  ]);
  const gift =
    '// [id:q] [tag:a] cek!\n::Judul cek!:: [markdown]Kapan? {\n=Pukul 08\\:30#Tepat!\n~%-50%Ada tiga\n####Cek.\n}\n';
  expect(problems('a-awal/kuis.gift', gift)).toEqual([
    ['a-awal/kuis.gift:3', 'term', 'exclamation', ''],
    ['a-awal/kuis.gift:5', 'term', 'term', '"Cek" tidak dipakai. Pakai periksa'],
    ['a-awal/kuis.gift:3', 'number', 'number-form', '08:30 ditulis 08.30'],
    ['a-awal/kuis.gift:4', 'number', 'number-word', 'tiga'],
  ]);
});
