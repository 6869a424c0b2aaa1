import type { ProblemReason } from '../quiz/index.ts';

/** What is wrong with a course, told so that its author finds it: file (inside the course's folder), line, rule. */
export type Problem = {
  file: string;
  line: number;
  rule: Rule;
  /** The value it speaks of: an id, an address, a size in bytes. */
  about: string;
} & ({ code: Exclude<ProblemCode, 'question'> } | { code: 'question'; reason: ProblemReason });

export type Rule =
  | 'shape'
  | 'id'
  | 'link'
  | 'picture'
  | 'draw'
  | 'objective'
  | 'question'
  | 'lesson'
  | 'weight'
  | 'sentence'
  | 'term'
  | 'number';

/** Machine words; `views/course/problems.ts` has the sentence of each. */
export type ProblemCode =
  | 'file-missing'
  | 'file-unknown'
  | 'encoding'
  | 'yaml'
  | 'field-missing'
  | 'field-wrong'
  | 'field-unknown'
  | 'front-matter'
  | 'id-missing'
  | 'id-duplicate'
  | 'id-form'
  | 'id-reserved'
  | 'folder-missing'
  | 'module-empty'
  | 'lesson-name'
  | 'lesson-unreachable'
  | 'lesson-empty'
  | 'construct'
  | 'link-broken'
  | 'link-scheme'
  | 'alt-missing'
  | 'picture-missing'
  | 'picture-outside'
  | 'picture-type'
  | 'svg-unsafe'
  | 'lesson-heavy'
  | 'pictures-heavy'
  | 'draw-too-large'
  | 'objective-unknown'
  | 'objective-unasked'
  | 'sentences-long'
  | 'sentence-long'
  | 'term'
  | 'exclamation'
  | 'number-word'
  | 'number-form'
  | 'question';

/** Collects problems of one file; those of a question come from the quiz room with its reason. */
export type Report = (
  line: number,
  rule: Rule,
  code: Exclude<ProblemCode, 'question'>,
  about?: string,
) => void;

export const reporter =
  (problems: Problem[], file: string): Report =>
  (line, rule, code, about = '') =>
    void problems.push({ file, line, rule, code, about });

/** The order in which an author works: file by file, from the top. */
export const inOrder = (problems: Problem[]): Problem[] =>
  problems.toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
