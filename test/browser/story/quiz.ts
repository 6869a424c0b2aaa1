import type { Page } from 'playwright-core';
import type { Layout, QuestionKey } from '../../../src/quiz/question.ts';
import { press, sees, visit, type Walk } from '../walk.ts';

/** The right letters of each question of an attempt as it was drawn; a kader never sees them before the quiz allows it. */
export async function rightLetters({ house }: Walk, attemptId: string): Promise<string[][]> {
  const { layout } = await house.db
    .selectFrom('attempt')
    .select('layout')
    .where('id', '=', attemptId)
    .executeTakeFirstOrThrow();
  const { items } = layout as Layout;
  const versions = items.map(({ version }) => version);
  const found = await house.db
    .selectFrom('question_version')
    .select(['id', 'key'])
    .where('id', 'in', versions)
    .execute();
  const weights = new Map(found.map((row) => [row.id, (row.key as QuestionKey).weights]));
  return items.map(({ version, options }) =>
    options.flatMap((option, at) =>
      (weights.get(version)?.[option] ?? 0) > 0 ? ['ABCDEFGH'[at] ?? ''] : [],
    ),
  );
}

export const attemptOf = (page: Page): string => /percobaan\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';

/** Chooses the options of the question that is open: saved at once with script, by the button without. */
export async function answer(walk: Walk, page: Page, n: number, letters: readonly string[]): Promise<void> {
  const form = page.locator(`#soal-${n}`);
  for (const letter of letters) {
    await form.locator('.pilih label', { has: page.locator(`input[value=${letter}]`) }).click();
    if (walk.script) await form.getByRole('status').filter({ hasText: 'Tersimpan' }).waitFor();
  }
}

/** Goes on to the next question. */
export async function onward(walk: Walk, page: Page, n: number): Promise<void> {
  if (walk.script) {
    await page.getByRole('button', { name: 'Berikutnya' }).click();
    await page.getByRole('heading', { name: `Soal ${n + 1} dari` }).waitFor();
  } else await press(page, 'Simpan dan lanjut');
}

/** The page of one question: without script each has its own, with script the whole attempt is one page. */
export async function openQuestion(walk: Walk, page: Page, attemptId: string, n: number): Promise<void> {
  await visit(page, walk.script ? `/percobaan/${attemptId}#soal-${n}` : `/percobaan/${attemptId}/soal/${n}`);
  await page.getByRole('heading', { name: new RegExp(`^Soal ${n} dari`) }).waitFor();
}

/** From the last question over the check page to the result. */
export async function handIn(walk: Walk, page: Page, ...checks: string[]): Promise<void> {
  if (walk.script) {
    await page.getByRole('link', { name: 'Periksa dan kumpulkan' }).click();
    await page.waitForURL(/kumpulkan$/);
  } else await press(page, 'Simpan dan periksa');
  await sees(page, 'Periksa jawaban', ...checks);
  await press(page, /^Kumpulkan/);
}

/** How many questions of an attempt have an answer in the database. */
export async function answered({ house }: Walk, attemptId: string): Promise<number> {
  const found = await house.db
    .selectFrom('answer_event')
    .select('question_no')
    .distinct()
    .where('attempt_id', '=', attemptId)
    .execute();
  return found.length;
}
