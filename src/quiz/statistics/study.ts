import type { PoolEntry } from '../question.ts';
import { type Advice, advise } from './advice.ts';
import { type Asked, itemAnalysis, type ItemFigures } from './item-analysis.ts';
import { type OptionTable, optionTable } from './option-table.ts';
import type { SatRow, StudiedQuestion, StudiedQuiz } from './queries.ts';
import { scoreOf, type Sitting } from './sitting.ts';
import { type WholeTest, wholeTest } from './whole-test.ts';

/** What the figures are narrowed to; null: all. */
export type Narrow = {
  class: string | null;
  regency: string | null;
  sex: 'L' | 'P' | null;
  form: string | null;
};

/** What there is to choose from. */
export type Choices = {
  classes: string[];
  regencies: { code: string; name: string }[];
  forms: string[];
};

export type StudiedItem = { question: StudiedQuestion; figures: ItemFigures; table: OptionTable };

export type Study = {
  whole: WholeTest;
  /** Questions that somebody was asked, in the order of the bank, numbered from 1 by the page. */
  items: StudiedItem[];
  advice: Advice[];
  /** Questions of the pool that nobody was asked. */
  unasked: number;
  /** How many scores fall into 0..9, 10..19, ..., 90..100. */
  spread: number[];
};

const fits = (row: SatRow, narrow: Narrow): boolean =>
  (narrow.class === null || row.letter === narrow.class) &&
  (narrow.regency === null || row.regency === narrow.regency) &&
  (narrow.sex === null || row.sex === narrow.sex) &&
  (narrow.form === null || row.form === narrow.form);

export const narrowed = (rows: readonly SatRow[], narrow: Narrow): SatRow[] =>
  rows.filter((row) => fits(row, narrow));

/**
 * The first attempt of each person (rows come by person and time): later ones build on the first, which the formulas
 * do not allow for (Moodle's documentation, "Quizzes that allow multiple attempts"). With a form chosen: the first in it.
 */
export const firstOf = (rows: readonly SatRow[]): SatRow[] =>
  [...new Map(rows.toReversed().map((row) => [row.person, row])).values()].toReversed();

export function choicesOf(rows: readonly SatRow[]): Choices {
  const regencies = new Map(rows.map((row) => [row.regency, row.regencyName]));
  return {
    classes: [...new Set(rows.map(({ letter }) => letter))].sort(),
    regencies: [...regencies]
      .map(([code, name]) => ({ code, name }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
    forms: [...new Set(rows.flatMap(({ form }) => form ?? []))].sort(),
  };
}

/** Versions that anybody was asked or might have been. */
export const versionsOf = (rows: readonly SatRow[], pool: readonly PoolEntry[] = []): string[] => [
  ...new Set([
    ...rows.flatMap(({ answers }) => answers.map(([version]) => version)),
    ...pool.map(({ version }) => version),
  ]),
];

/** All figures of a quiz for the attempts that the filter leaves. */
export function studyQuiz(
  quiz: StudiedQuiz,
  rows: readonly SatRow[],
  questions: readonly StudiedQuestion[],
  narrow: Narrow,
): Study {
  const partOf = partsBy(quiz, questions);
  const sittings = firstOf(narrowed(rows, narrow)).map((row) => sittingOf(row, partOf));
  const asked = new Set(sittings.flatMap(({ answers }) => answers.map(({ question }) => question)));
  const here = questions.filter(({ id }) => asked.has(id));
  const items = here.map(({ id, type, key }): Asked => ({ id, type, weights: key.weights }));
  const figures = itemAnalysis(sittings, items);
  const tables = new Map(
    here.map(({ id, body }) => [
      id,
      optionTable(
        sittings,
        id,
        body.options.map((option) => option.id),
      ),
    ]),
  );
  return {
    whole: wholeTest(sittings),
    items: here.map((question, at) => ({
      question,
      figures: figures[at] as ItemFigures,
      table: tables.get(question.id) as OptionTable,
    })),
    advice: advise(figures, tables, new Map(items.map((item) => [item.id, item]))),
    unasked: quiz.pool.filter(({ version }) => !asked.has(version)).length,
    spread: spreadOf(sittings.map(scoreOf)),
  };
}

const sittingOf = (row: SatRow, partOf: (version: string) => string): Sitting => ({
  person: row.person,
  answers: row.answers.map(([question, points, options]) => ({
    question,
    part: partOf(question),
    points,
    options: options ?? [],
  })),
});

/** The tag by which a question was drawn; the question itself where nothing is drawn. */
function partsBy({ draw }: StudiedQuiz, questions: readonly StudiedQuestion[]) {
  const tags = draw.pick === 'all' ? [] : draw.pick.map(({ tag }) => tag);
  const parts = new Map(
    questions.map((question) => [
      question.id,
      tags.find((tag) => question.tags.includes(tag)) ?? question.id,
    ]),
  );
  return (version: string): string => parts.get(version) ?? version;
}

function spreadOf(scores: readonly number[]): number[] {
  const counts = Array.from({ length: 10 }, () => 0);
  for (const score of scores) {
    const at = Math.min(9, Math.floor(score / 10));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}
