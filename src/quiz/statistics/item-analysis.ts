import type { QuestionType } from '../question.ts';
import { type Figure, figure, none, through } from './figure.ts';
import { covariance, deviation, mean, variance } from './moments.ts';
import { sameQuestions, type Sitting, totalOf } from './sitting.ts';

/** A question as the analysis needs it; `weights`: what each option is worth, -10000..10000. */
export type Asked = { id: string; type: QuestionType; weights: Readonly<Record<string, number>> };

/** Figures of one question, by Moodle's definitions, percent unless said otherwise. */
export type ItemFigures = {
  question: string;
  /** People who were asked it. */
  people: number;
  /** Mean share of its points: 100 is "everybody had it right". */
  facility: Figure;
  deviation: Figure;
  /** What a person gets on average who picks one option blindly. */
  guess: Figure;
  /** Its share of the score as meant. */
  intendedWeight: Figure;
  /** Its share of the differences between people. */
  effectiveWeight: Figure;
  /** Correlation with the rest of the test, -100..100. */
  discrimination: Figure;
  /** The discrimination as a share of the most that was possible with these scores. */
  efficiency: Figure;
};

const FULL = 10_000;

/**
 * Moodle documentation, "Quiz statistics calculations", section "Question statistics": x_p the points of the question,
 * T the points of the whole attempt, X_p = T - x_p the rest, over those who were asked the question.
 */
export function itemAnalysis(sittings: readonly Sitting[], questions: readonly Asked[]): ItemFigures[] {
  const same = sameQuestions(sittings);
  const items = questions.map((question) => ({ question, ...pointsFor(question.id, sittings) }));
  // Moodle adds up only the roots of covariances that are not negative.
  const roots = items.reduce(
    (total, { own, whole }) => total + Math.sqrt(Math.max(0, covariance(own, whole).value ?? 0)),
    0,
  );
  return items.map(({ question, own, whole, lengths }) => {
    const rest = whole.map((total, i) => total - (own[i] as number));
    return {
      question: question.id,
      people: own.length,
      facility: through(mean(own), toPercent),
      deviation: through(deviation(own), toPercent),
      guess: guessOf(question),
      intendedWeight: intendedOf(lengths),
      effectiveWeight: same ? effectiveOf(own, whole, roots) : none(own.length === 0 ? 'nobody' : 'drawn'),
      discrimination: discriminationOf(own, rest),
      efficiency: efficiencyOf(own, rest),
    };
  });
}

const toPercent = (points: number): number => (100 * points) / FULL;

/** Points for the question and for the whole attempt of everybody who was asked it. */
function pointsFor(question: string, sittings: readonly Sitting[]) {
  const asked = sittings.flatMap((sitting) => {
    const answer = sitting.answers.find((one) => one.question === question);
    return answer ? [{ own: answer.points, whole: totalOf(sitting), length: sitting.answers.length }] : [];
  });
  return {
    own: asked.map(({ own }) => own),
    whole: asked.map(({ whole }) => whole),
    lengths: asked.map(({ length }) => length),
  };
}

/** Mean of what the options are worth, as graded (never below 0). Moodle gives none where several may be ticked. */
function guessOf({ type, weights }: Asked): Figure {
  const worth = Object.values(weights);
  if (type === 'multiple' || worth.length === 0) return none('several');
  return figure(
    toPercent(worth.reduce((sum, one) => sum + Math.min(FULL, Math.max(0, one)), 0) / worth.length),
  );
}

/** 100 x_p(max) / T(max): every question weighs the same. */
function intendedOf(lengths: readonly number[]): Figure {
  const [first] = lengths;
  if (first === undefined) return none('nobody');
  return lengths.every((length) => length === first) ? figure(100 / first) : none('drawn');
}

/** 100 sqrt C(x_p, T) / sum of sqrt C(x_q, T). */
function effectiveOf(own: readonly number[], whole: readonly number[], roots: number): Figure {
  return ratioTo(covariance(own, whole), (with_) =>
    with_ < 0 ? none('negative') : roots === 0 ? none('constant') : figure((100 * Math.sqrt(with_)) / roots),
  );
}

/** D_p = 100 C(x_p, X_p) / sqrt(V(x_p) V(X_p)). */
function discriminationOf(own: readonly number[], rest: readonly number[]): Figure {
  const spread = (variance(own).value ?? 0) * (variance(rest).value ?? 0);
  return ratioTo(covariance(own, rest), (together) =>
    spread === 0 ? none('constant') : figure((100 * together) / Math.sqrt(spread)),
  );
}

/** DE_p = 100 C(x_p, X_p) / Cmax, where Cmax is the covariance of both put in order, each for itself. */
function efficiencyOf(own: readonly number[], rest: readonly number[]): Figure {
  const upward = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);
  const most = covariance(upward(own), upward(rest)).value ?? 0;
  return ratioTo(covariance(own, rest), (together) =>
    most === 0 ? none('constant') : figure((100 * together) / most),
  );
}

const ratioTo = (one: Figure, then: (value: number) => Figure): Figure =>
  one.value === null ? one : then(one.value);
