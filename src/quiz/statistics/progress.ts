import { type Gain, gainOf, type Pair } from './gain.ts';
import type { Objective, SatRow } from './queries.ts';
import { type Choices, choicesOf, type Narrow, narrowed } from './study.ts';

/** Which post-test of a person is taken: the first (nothing learned from the test itself) or the best (what counts). */
export type Which = 'pertama' | 'terbaik';

/** Pre-test and post-test of one person. */
type Both = { row: SatRow; pre: SatRow; post: SatRow };

export type GroupGain = { by: 'class' | 'regency' | 'sex' | 'form'; label: string; gain: Gain };
export type ObjectiveGain = { objective: Objective; gain: Gain };

export type Progress = {
  all: Gain;
  groups: GroupGain[];
  /** Objectives that fell the most first. */
  objectives: ObjectiveGain[];
  /** People with a post-test who were never in the pre-test: in no figure. */
  withoutPre: number;
  /** People with a pre-test who have no post-test yet. */
  withoutPost: number;
  choices: Choices;
};

/**
 * Pre-test and post-test of the same people. In it is only who answered at least one question of both; who came late and
 * skipped the pre-test, or opened it and answered nothing, is left out and counted. `rows` by person and time.
 */
export function progressOf(
  rows: readonly SatRow[],
  tags: ReadonlyMap<string, readonly string[]>,
  objectives: readonly Objective[],
  wish: Narrow & { which: Which; course: string | null },
): Progress {
  const course = wish.course ?? objectives[0]?.courseId;
  const ofCourse = rows.filter(
    ({ courseId, answers }) => courseId === course && answers.some(([, , o]) => (o ?? []).length > 0),
  );
  const here = narrowed(ofCourse, { ...wish, form: null });
  const pre = firstBy(here.filter(({ kind }) => kind === 'pre'));
  const posts = here.filter(
    ({ kind, form }) => kind === 'post' && (wish.form === null || form === wish.form),
  );
  const post = wish.which === 'pertama' ? firstBy(posts) : bestBy(posts);
  const both = [...post].flatMap(([person, after]): Both[] => {
    const before = pre.get(person);
    return before ? [{ row: after, pre: before, post: after }] : [];
  });
  return {
    all: gainOf(both.map((one) => ({ before: share(one.pre), after: share(one.post) }))),
    groups: groupsOf(both),
    objectives: byObjective(
      both,
      tags,
      objectives.filter(({ courseId }) => courseId === course),
    ),
    withoutPre: post.size - both.length,
    withoutPost: [...pre.keys()].filter((person) => !post.has(person)).length,
    choices: choicesOf(ofCourse),
  };
}

const firstBy = (rows: readonly SatRow[]): Map<string, SatRow> =>
  new Map(rows.toReversed().map((row) => [row.person, row]));

/** The highest score of each person; of equal ones the first. */
function bestBy(rows: readonly SatRow[]): Map<string, SatRow> {
  const best = new Map<string, SatRow>();
  for (const row of rows) {
    const kept = best.get(row.person);
    if (!kept || row.scoreBp > kept.scoreBp) best.set(row.person, row);
  }
  return best;
}

/** Mean share of the points, 0..100, of the questions that `about` leaves; every question weighs the same. */
function share({ answers }: SatRow, about: (version: string) => boolean = () => true): number {
  const points = answers.flatMap(([version, one]) => (about(version) ? [one] : []));
  return points.length === 0 ? 0 : points.reduce((sum, one) => sum + one, 0) / points.length / 100;
}

const LABELS: Record<GroupGain['by'], (row: SatRow) => string> = {
  class: ({ letter }) => letter,
  regency: ({ regencyName }) => regencyName,
  sex: ({ sex }) => sex ?? '',
  form: ({ form }) => form ?? '',
};

function groupsOf(both: readonly Both[]): GroupGain[] {
  return (['class', 'regency', 'sex', 'form'] as const).flatMap((by) => {
    const labels = [...new Set(both.map(({ row }) => LABELS[by](row)))].sort();
    return labels.map((label) => ({
      by,
      label,
      gain: gainOf(
        both
          .filter(({ row }) => LABELS[by](row) === label)
          .map(({ pre, post }) => ({ before: share(pre), after: share(post) })),
      ),
    }));
  });
}

/** For each objective those who were asked about it in both tests. */
function byObjective(
  both: readonly Both[],
  tags: ReadonlyMap<string, readonly string[]>,
  objectives: readonly Objective[],
): ObjectiveGain[] {
  return objectives
    .map((objective) => {
      const about = (version: string) => (tags.get(version) ?? []).includes(objective.tag);
      const asked = ({ answers }: SatRow) => answers.some(([version]) => about(version));
      const pairs = both.flatMap(({ pre, post }): Pair[] =>
        asked(pre) && asked(post) ? [{ before: share(pre, about), after: share(post, about) }] : [],
      );
      return { objective, gain: gainOf(pairs) };
    })
    .filter(({ gain }) => gain.people > 0)
    .sort((a, b) => (a.gain.change.value ?? 0) - (b.gain.change.value ?? 0));
}
