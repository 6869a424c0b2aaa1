import { type Problem, readGift } from './exchange/gift.ts';
import { formOf } from './draw.ts';
import type { Draw, Question } from './question.ts';
import { renderQuestion } from './render.ts';

export type QuestionFile = { path: string; text: string };
export type FileProblem = Problem & { file: string };
export type CheckedQuestion = Question & { file: string; line: number };

/**
 * Reads the GIFT files of one course. Every question needs an `[id:...]` that no other of the course has: what a kader
 * answered hangs on it.
 */
export function checkQuestions(files: readonly QuestionFile[]): {
  questions: CheckedQuestion[];
  problems: FileProblem[];
} {
  const questions: CheckedQuestion[] = [];
  const problems: FileProblem[] = [];
  const taken = new Set<string>();
  for (const { path, text } of files) {
    const read = readGift(text);
    problems.push(...read.problems.map((problem) => ({ ...problem, file: path })));
    for (const source of read.questions) {
      const { id, line } = source;
      const fault = id === null ? 'no-id' : taken.has(id) ? 'id-taken' : undefined;
      if (id === null || fault) {
        problems.push({ file: path, line, construct: id ?? 'question', reason: fault ?? 'no-id' });
        continue;
      }
      taken.add(id);
      questions.push({ ...renderQuestion(source, id), file: path, line });
    }
  }
  return { questions, problems };
}

/** Tags of which a form holds fewer questions than the draw wants; empty when every attempt can be drawn. */
export function checkDraw(
  questions: readonly Pick<Question, 'id' | 'tags'>[],
  draw: Draw,
): { tag: string; form: string | null; wanted: number; found: number }[] {
  const { pick } = draw;
  if (pick === 'all') return [];
  const forms = draw.forms.length > 0 ? draw.forms : [null];
  return forms.flatMap((form) => {
    const here = questions.filter((question) => form === null || formOf(question.tags) === form);
    return pick.flatMap(({ tag, count }) => {
      const found = here.filter((question) => question.tags.includes(tag)).length;
      return found < count ? [{ tag, form, wanted: count, found }] : [];
    });
  });
}
