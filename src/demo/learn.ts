import { learningOf, markRead } from '../course/index.ts';
import { importAttempts, type WholeAttempt } from '../quiz/index.ts';
import { act, at, idOf, type Story, within } from './story.ts';

export const COURSE = 'desa-cerdas';
const BEFORE = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6'];

/** How many `before` modules each has done by 3 June; whoever is not named has done all six. */
const MODULES_DONE: Record<string, number> = {
  '0015': 0,
  '0023': 0,
  '0009': 3,
  '0001': 5,
  '0012': 4,
  '0022': 5,
  '0028': 5,
  '0035': 4,
  '0041': 5,
  '0046': 3,
  '0047': 5,
};
/** In module six Yulia Rahmawati has read two lessons and stopped there. */
const READING: Record<string, number> = { '0001': 2, '0022': 1 };
/** Did not take the pre-test before it closed. */
const NO_PRE_TEST = new Set(['0015', '0023', '0046']);

/** Scene two, 22 to 29 May: lessons and module quizzes at home, and the pre-test. */
export async function learn(story: Story): Promise<void> {
  await readLessons(
    story,
    BEFORE,
    (last) => MODULES_DONE[last] ?? BEFORE.length,
    READING,
    at('2024-05-27T20:00'),
  );
  const attempts = [...story.enrolment.keys()].flatMap((last, index): WholeAttempt[] => {
    const day = at(`2024-05-${22 + (index % 7)}T20:15`);
    const done = BEFORE.slice(0, MODULES_DONE[last] ?? BEFORE.length);
    const quizzes = done.map((module, no) =>
      whole(story, last, `${COURSE}.${module}`, 1, after(day, 30 * no), share(last, no, 0.62, 0.95)),
    );
    return NO_PRE_TEST.has(last)
      ? quizzes
      : [whole(story, last, `${COURSE}.pre-test`, 1, day, share(last, 9, 0.35, 0.7)), ...quizzes];
  });
  await within(story.house.db, (trx) =>
    importAttempts(trx, story.bimtekId, attempts, at('2024-05-29T21:00')),
  );
}

/** Marks lessons read: of the first `count` modules all, of the next one as many as `part` says. */
export async function readLessons(
  story: Story,
  modules: readonly string[],
  count: (last: string) => number,
  part: Record<string, number>,
  when: Date,
): Promise<void> {
  const first = [...story.enrolment.values()][0]!;
  const learning = await learningOf(story.house.db, first);
  const lessonsOf = (id: string) =>
    learning?.modules.find((module) => module.id === id)?.lessons.map((lesson) => lesson.id) ?? [];
  for (const [last, enrolmentId] of story.enrolment) {
    const done = count(last);
    const next = modules[done];
    const lessonIds = [
      ...modules.slice(0, done).flatMap(lessonsOf),
      ...(next ? lessonsOf(next).slice(0, part[last] ?? 0) : []),
    ];
    if (lessonIds.length === 0) continue;
    const mark = { personId: idOf(story.person, last), enrolmentId, courseId: COURSE, lessonIds };
    await act(story.house.db, (trx) => markRead(trx, mark, when));
  }
}

/** A whole attempt in which about `right` (0..1) of the questions are answered rightly, the same ones at every start. */
export function whole(
  story: Story,
  last: string,
  quizId: string,
  no: number,
  startedAt: Date,
  right: number,
): WholeAttempt {
  let seen = 0;
  return {
    enrolmentId: idOf(story.enrolment, last),
    personId: idOf(story.person, last),
    quizId,
    no,
    startedAt,
    handedInAt: after(startedAt, 14),
    pick(item, key) {
      seen++;
      const good = item.options.filter((option) => (key.weights[option] ?? 0) > 0);
      const bad = item.options.filter((option) => (key.weights[option] ?? 0) <= 0);
      const knows = Math.floor(seen * right) > Math.floor((seen - 1) * right);
      return knows || bad.length === 0 ? good : [bad[(seen + Number(last)) % bad.length]!];
    },
  };
}

export const after = (start: Date, minutes: number): Date => new Date(start.getTime() + minutes * 60_000);

/** A figure between two bounds that differs from person to person and is the same at every start of the demo. */
export const share = (last: string, salt: number, low: number, high: number): number =>
  low + (((Number(last) * 37 + salt * 53) % 100) / 100) * (high - low);
