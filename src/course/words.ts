/** Small functions on Indonesian text, for `courses check`. */

export const wordsOf = (sentence: string): string[] =>
  sentence.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));

/** The sentences of one line; a full stop inside a number or an address ends none. */
export const sentencesOf = ({
  text,
  line,
}: {
  text: string;
  line: number;
}): { text: string; line: number }[] =>
  text
    .split(/(?<=[.?!]["”)]?)\s+/u)
    .filter((sentence) => wordsOf(sentence).length > 0)
    .map((sentence) => ({ text: sentence, line }));

/** The middle of the figures, of two the upper one; 0 of none. */
export const medianOf = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;

export const longSentences = <Sentence extends { text: string }>(
  sentences: readonly Sentence[],
  most: number,
): Sentence[] => sentences.filter(({ text }) => wordsOf(text).length > most);

/** Words that Bekal does not use, and the one that it does. */
const TERMS: Readonly<Record<string, string>> = {
  kamu: 'Anda',
  absensi: 'presensi',
  tes: 'kuis, pre-test, atau post-test',
  ujian: 'kuis, pre-test, atau post-test',
  'umpan balik': 'evaluasi atau penjelasan',
  cek: 'periksa',
  angkatan: 'gelombang',
  upaya: 'percobaan atau usaha',
  'lembar kerja': 'lembar latihan',
  luring: 'tanpa internet atau tatap muka',
  daring: 'lewat internet',
  online: 'lewat internet',
  offline: 'tanpa internet',
  password: 'kata sandi',
  login: 'masuk',
  download: 'unduh',
  upload: 'unggah',
  error: 'masalah',
};
const TERM = new RegExp(
  `(?<![\\p{L}\\p{N}.@/-])(?:${Object.keys(TERMS).join('|')})(?![\\p{L}\\p{N}@/-]|\\.\\p{L})`,
  'giu',
);

/** Each word that is not used, with what to write: `"cek" tidak dipakai. Pakai "periksa"`. */
export const termsIn = (text: string): string[] =>
  [...text.matchAll(TERM)].map(([word]) => `"${word}" tidak dipakai. Pakai ${TERMS[word.toLowerCase()]}`);

const NUMBER_WORDS = new Set(
  'dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belas puluh'.split(' '),
);
/** A sentence may begin with a number in words, also with two: "Dua atau tiga foto". */
const BETWEEN = new Set(['atau', 'sampai']);

type NumberFound = { code: 'number-word' | 'number-form'; about: string };

/** Numbers in words after the beginning of a sentence, and figures in another form than Indonesian uses. */
export function numbersIn(sentence: string): NumberFound[] {
  const words = wordsOf(sentence).map((word) => word.replace(/[^\p{L}\p{N}-]/gu, ''));
  const begin = words.findIndex(
    (word) => !NUMBER_WORDS.has(word.toLowerCase()) && !BETWEEN.has(word.toLowerCase()),
  );
  const late = begin < 0 ? [] : words.slice(begin).filter((word) => NUMBER_WORDS.has(word));
  return [
    ...late.map((about) => ({ code: 'number-word', about }) as const),
    ...FORMS.flatMap(({ pattern, hint }) =>
      [...sentence.matchAll(pattern)].map(
        ([found]) => ({ code: 'number-form', about: `${found} ditulis ${hint(found)}` }) as const,
      ),
    ),
  ];
}

const FORMS: readonly { pattern: RegExp; hint(found: string): string }[] = [
  { pattern: /\b\d{1,2}:\d{2}\b/g, hint: (found) => found.replace(':', '.') },
  { pattern: /\bRp(?:\.|\. )?(?=\d)\d+/g, hint: (found) => found.replace(/Rp\.? ?/, 'Rp ') },
  { pattern: /\b\d+ %/g, hint: (found) => found.replace(' ', '') },
  {
    pattern: /(?<![\p{L}\d.,])\d{5,15}(?![\p{L}\d,])/gu,
    hint: (found) => found.replace(/\B(?=(\d{3})+$)/g, '.'),
  },
];
