import { checkDraw, type CheckedQuestion, checkQuestions, type Draw } from '../quiz/index.ts';
import type { CourseForm } from './forms.ts';
import { type Problem, reporter } from './problems.ts';
import { type Files, textOf } from './read-folder.ts';
import type { LineOf } from './yaml-text.ts';

/** A quiz as its course plans it: which questions it may ask and how it draws them. */
export type QuizPlan = {
  id: string;
  kind: 'pre' | 'module' | 'post';
  moduleId: string | null;
  title: string;
  questions: CheckedQuestion[];
  draw: Draw;
};
export type CourseQuestions = { questions: CheckedQuestion[]; quizzes: QuizPlan[] };

const KINDS = { 'pre-test': 'pre', 'post-test': 'post' } as const;

/** Reads `kuis.gift` of each module and `bank/*.gift`, and checks them against objectives and draws. */
export function readQuestions(
  files: Files,
  form: CourseForm,
  lineOf: LineOf,
  problems: Problem[],
): CourseQuestions {
  const quizFiles = new Map(form.modules.map((module) => [`${module.folder}/kuis.gift`, module]));
  const { questions, problems: found } = checkQuestions(giftFiles(files, quizFiles, problems));
  problems.push(...found.map(asProblem));
  const quizzes = form.modules.flatMap((module): QuizPlan[] => {
    const own = questions.filter(({ file }) => file === `${module.folder}/kuis.gift`);
    const plan = {
      id: `${form.id}.${module.id}`,
      kind: 'module',
      moduleId: module.id,
      title: module.title,
      questions: own,
    } as const;
    return own.length > 0 ? [{ ...plan, draw: { pick: 'all', forms: [] } }] : [];
  });
  const bank = questions.filter(({ file }) => file.startsWith('bank/'));
  quizzes.push(...testPlans(form, bank, lineOf, problems));
  checkObjectives(form, questions, lineOf, problems);
  return { questions, quizzes };
}

function giftFiles(
  files: Files,
  quizFiles: ReadonlyMap<string, unknown>,
  problems: Problem[],
): { path: string; text: string }[] {
  const gift: { path: string; text: string }[] = [];
  for (const [path, bytes] of files) {
    if (!path.endsWith('.gift')) continue;
    const text = textOf(bytes);
    if (text === null) reporter(problems, path)(1, 'shape', 'encoding');
    else if (quizFiles.has(path) || /^bank\/[^/]+$/.test(path)) gift.push({ path, text });
    else reporter(problems, path)(1, 'question', 'file-unknown', path);
  }
  return gift;
}

type Found = ReturnType<typeof checkQuestions>['problems'][number];

function asProblem({ file, line, construct, reason }: Found): Problem {
  if (reason === 'no-id') return { file, line, rule: 'id', code: 'id-missing', about: construct };
  if (reason === 'id-taken') return { file, line, rule: 'id', code: 'id-duplicate', about: construct };
  return { file, line, rule: 'question', code: 'question', about: construct, reason };
}

function testPlans(
  form: CourseForm,
  bank: CheckedQuestion[],
  lineOf: LineOf,
  problems: Problem[],
): QuizPlan[] {
  const report = reporter(problems, 'course.yaml');
  return (['pre-test', 'post-test'] as const).flatMap((name) => {
    const test = form.tests[name];
    if (!test) return [];
    const draw: Draw = { pick: test.draw, forms: test.forms ?? [] };
    for (const { tag, form: letter, wanted, found } of checkDraw(bank, draw)) {
      const index = test.draw.findIndex((one) => one.tag === tag);
      report(
        lineOf('tests', name, 'draw', index),
        'draw',
        'draw-too-large',
        `${tag}${letter ? ` ${letter}` : ''}: ${found} < ${wanted}`,
      );
    }
    return [
      {
        id: `${form.id}.${name}`,
        kind: KINDS[name],
        moduleId: null,
        title: test.title,
        questions: bank,
        draw,
      },
    ];
  });
}

/** An objective that no question asks about cannot be shown to be reached. */
function checkObjectives(
  form: CourseForm,
  questions: CheckedQuestion[],
  lineOf: LineOf,
  problems: Problem[],
): void {
  const asked = new Set(questions.flatMap(({ tags }) => tags));
  for (const [index, module] of form.modules.entries())
    for (const objective of Object.keys(module.objectives))
      if (!asked.has(objective))
        reporter(problems, 'course.yaml')(
          lineOf('modules', index, 'objectives', objective),
          'objective',
          'objective-unasked',
          objective,
        );
}
