/** Kinds of question that a kader can answer. */
export type QuestionType = 'single' | 'truefalse' | 'multiple';

export type Option = { id: string; html: string };

/** What a kader may see (column `question_version.body`): sanitised HTML for inside a line. */
export type QuestionBody = { text: string; options: Option[] };

/**
 * What nobody sees before the quiz allows it (column `question_version.key`): what each option is worth in basis
 * points (-10000..10000), what is said about it, and the explanation of the whole question.
 */
export type QuestionKey = {
  weights: Record<string, number>;
  feedback: Record<string, string>;
  explanation: string | null;
};

/** A question as it is loaded; `id` keeps its identity over edits, `tags` say module, objective and form. */
export type Question = {
  id: string;
  type: QuestionType;
  body: QuestionBody;
  key: QuestionKey;
  tags: string[];
};

/** One question of a quiz's pool: the exact version, and by what it is drawn. */
export type PoolEntry = { version: string; tags: string[]; form: string | null };

/** How questions are drawn: all in the author's order, or so many of each tag; forms take turns over attempts. */
export type Draw = { pick: 'all' | { tag: string; count: number }[]; forms: string[] };

export type QuizSpec = {
  /** `desa-cerdas.m1`, `desa-cerdas.pre-test`. */
  id: string;
  kind: 'pre' | 'module' | 'post';
  /** Exactly for kind `module`. */
  moduleId: string | null;
  title: string;
  pool: PoolEntry[];
  draw: Draw;
};

/** One question of an attempt as it was drawn; `options` in the order shown. */
export type LayoutItem = { version: string; type: QuestionType; options: string[] };

/** The frozen draw of an attempt (column `attempt.layout`); `minutes` only with a time limit. */
export type Layout = { minutes: number | null; items: LayoutItem[] };

/** What a kader chose: positions in the layout's options from 0, and the mark "masih ragu". */
export type AnswerResponse = { picked: number[]; unsure: boolean };
