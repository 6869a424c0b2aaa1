import { FRONT_MATTER } from './front-matter.ts';
import { type Problem, type Report, reporter } from './problems.ts';
import { type Files, textOf } from './read-folder.ts';
import { longSentences, medianOf, numbersIn, sentencesOf, termsIn, wordsOf } from './words.ts';

/** Half of the sentences of a page have at most so many words; none has more than the second figure. */
const MEDIAN = 14;
const LONGEST = 24;

/**
 * How a course reads for people who seldom read: short sentences, one word for each thing, digits for numbers
 * (courses/README.md). These are told by `courses check`; they do not keep a course from being loaded.
 */
export function checkLanguage(files: Files): Problem[] {
  const problems: Problem[] = [];
  for (const [path, bytes] of files) {
    const text = textOf(bytes);
    if (text === null) continue; // the reader of the course has said so
    const report = reporter(problems, path);
    if (path.endsWith('.md')) checkPage(text, report);
    if (path.endsWith('.gift')) checkLines(giftLines(text), report);
  }
  return problems;
}

export type Line = { text: string; line: number };

function checkPage(text: string, report: Report): void {
  const lines = pageLines(text);
  checkLines(lines, report);
  const sentences = lines.filter(({ heading }) => !heading).flatMap(sentencesOf);
  const median = medianOf(sentences.map(({ text: sentence }) => wordsOf(sentence).length));
  if (median > MEDIAN) report(1, 'sentence', 'sentences-long', String(median));
  for (const { text: sentence, line } of longSentences(sentences, LONGEST))
    report(line, 'sentence', 'sentence-long', wordsOf(sentence).slice(0, 5).join(' '));
}

function checkLines(lines: readonly Line[], report: Report): void {
  for (const { text, line } of lines) {
    if (text.includes('!')) report(line, 'term', 'exclamation');
    for (const about of termsIn(text)) report(line, 'term', 'term', about);
  }
  for (const { text, line } of lines.flatMap(sentencesOf))
    for (const { code, about } of numbersIn(text)) report(line, 'number', code, about);
}

/** The lines of a Markdown file that people read: without head, comments, marks, addresses. */
function pageLines(text: string): (Line & { heading: boolean })[] {
  const head = FRONT_MATTER.exec(text)?.[0] ?? '';
  const before = head.split('\n').length - 1;
  return text
    .slice(head.length)
    .replace(/<!--[\s\S]*?(?:-->|$)/g, (comment) => comment.replace(/[^\n]/g, ''))
    .split('\n')
    .map((raw, index) => ({
      line: before + index + 1,
      heading: raw.startsWith('#'),
      text: raw
        .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
        .replace(/^\s*(?:#+|[-*]|\d+\.)\s+/, '')
        .replaceAll('**', ''),
    }))
    .filter(({ text: shown }) => shown.trim() !== '');
}

/** The lines of a GIFT file that people read: without comments, titles, weights and escapes. */
function giftLines(text: string): Line[] {
  return text.split('\n').flatMap((raw, index) =>
    raw.startsWith('//')
      ? []
      : raw
          .replace(/^::.*?(?<!\\)::\s*(?:\[markdown\])?/, '')
          .replace(/^\s*(?:=|~(?:%-?[\d.]+%)?)/, '')
          .split(/(?<!\\)(?:#+|[{}])/)
          .map((part) => ({ text: part.replace(/\\([~=#{}:])/g, '$1'), line: index + 1 })),
  );
}
