import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { readLessons, share, whole } from '../../../src/demo/learn.ts';
import type { Trx } from '../../../src/database/schema.ts';
import { idOf, inOneGo, type Story } from '../../../src/demo/story.ts';
import { importAttempts } from '../../../src/quiz/index.ts';
import { fill, follow, leave, newPhone, phoneOf, picture, press, sees, visit } from '../walk.ts';
import { answer, answered, attemptOf, handIn, onward, openQuestion, rightLetters } from './quiz.ts';
import { at, PASSWORD, personId, phoneNumber, storyOf, type Told } from './told.ts';

const BEFORE = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6'];
/** Never learns and never comes in, so some lines of the rule can never be met. */
export const ABSENT = '0015';

/** At home: Yulia reads module 1, takes its quiz on two phones and the pre-test; everybody else by the rooms' own writes. */
export async function learnAtHome(told: Told): Promise<void> {
  told.house.clock.set(at('2024-05-22T19:00'));
  const page = await newPhone(told);
  await visit(page, '/belajar');
  await fill(page, { 'Nomor HP atau kode peserta': phoneNumber('0001'), 'Kata sandi': 'bukan yang ini' });
  await press(page, 'Masuk');
  await sees(page, 'Nomor HP atau kata sandi salah.');
  await signIn(page);
  await sees(page, '0 dari 10 modul selesai.', 'Modul 1', 'Pre-test');
  await picture(page, '5-belajar');
  await readModuleOne(page);
  const attempt = await beginQuiz(told, page);
  await leave(page);
  await goOnElsewhere(told, attempt);
  await takePreTest(told);
  await everybodyElse(await storyOf(told));
}

async function signIn(page: Page): Promise<void> {
  await fill(page, { 'Nomor HP atau kode peserta': phoneNumber('0001'), 'Kata sandi': PASSWORD });
  await press(page, 'Masuk');
}

async function readModuleOne(page: Page): Promise<void> {
  await follow(page, /^Mulai/);
  await sees(page, 'Pelajaran 1 dari 4', 'Di modul ini');
  await picture(page, '5-pelajaran');
  await press(page, 'Selesai, lanjut');
  await sees(page, 'Pelajaran 2 dari 4');
  await visit(page, '/beranda');
  await sees(page, '1 dari 4 pelajaran selesai', 'Pelajaran 2:');
  await follow(page, 'Lanjutkan');
  for (const no of [2, 3, 4]) {
    await sees(page, `Pelajaran ${no} dari 4`);
    await press(page, 'Selesai, lanjut');
  }
}

/** Three answers on the first phone, each kept the moment it is chosen; then the tab is closed. */
async function beginQuiz(told: Told, page: Page): Promise<string> {
  await sees(page, 'Kuis', 'Jawaban tersimpan setiap kali Anda memilih.');
  await picture(page, '5-kuis');
  await press(page, 'Mulai');
  const attempt = attemptOf(page);
  const right = await rightLetters(told, attempt);
  if (!told.script) await openQuestion(told, page, attempt, 1);
  for (const n of [1, 2, 3]) {
    await answer(told, page, n, right[n - 1] ?? []);
    if (n === 2) await picture(page, '5-soal');
    await onward(told, page, n);
    expect(await answered(told, attempt)).toBe(n);
  }
  return attempt;
}

/** On another phone the same three answers stand; the rest is answered, handed in and marked. */
async function goOnElsewhere(told: Told, attempt: string): Promise<void> {
  told.house.clock.set(at('2024-05-23T06:10'));
  const page = await newPhone(told);
  await visit(page, `/percobaan/${attempt}`);
  await signIn(page);
  expect(attemptOf(page)).toBe(attempt);
  const right = await rightLetters(told, attempt);
  await openQuestion(told, page, attempt, 3);
  for (const letter of right[2] ?? [])
    expect(await page.locator(`#soal-3 input[value=${letter}]`).isChecked()).toBe(true);
  await sees(page, '3 dijawab');
  await openQuestion(told, page, attempt, 4);
  for (const n of right.keys()) {
    if (n < 3) continue;
    await answer(told, page, n + 1, right[n] ?? []);
    if (n + 1 < right.length) await onward(told, page, n + 1);
  }
  await handIn(told, page, 'Semua soal sudah dijawab.');
  await sees(page, 'Nilai Anda 100', 'Jawaban dan pembahasan');
  await picture(page, '5-hasil');
  await visit(page, '/belajar');
  await sees(page, '1 dari 10 modul selesai.');
  await leave(page);
}

/** One answer, the rest left open: the check page says so, and the pre-test never gates anything. */
async function takePreTest(told: Told): Promise<void> {
  const page = await phoneOf(told, await personId(told, '0001'));
  await visit(page, '/kuis/desa-cerdas.pre-test');
  await sees(page, 'Nilainya tidak menentukan kelulusan.');
  await press(page, 'Mulai');
  const attempt = attemptOf(page);
  const right = await rightLetters(told, attempt);
  await openQuestion(told, page, attempt, 1);
  await answer(told, page, 1, right[0] ?? []);
  await onward(told, page, 1);
  await openQuestion(told, page, attempt, right.length);
  await answer(told, page, right.length, right.at(-1) ?? []);
  await handIn(
    told,
    page,
    'Belum dijawab',
    'Soal yang belum dijawab bernilai 0.',
    `2 dijawab, ${right.length - 2} belum`,
  );
  await sees(page, 'Nilai Anda', 'Jawaban benar dan pembahasan bisa dilihat mulai');
  await leave(page);
}

/** Lessons, module quizzes, pre-tests and the confirmed names of the others; Yulia's own other modules too. */
async function everybodyElse(story: Story): Promise<void> {
  const when = at('2024-05-28T20:00');
  const people = [...story.enrolment.keys()].filter((last) => last !== ABSENT);
  const ids = people.map((last) => idOf(story.person, last));
  await inOneGo(story.house, when, async (house) => {
    const inside = { ...story, house };
    await house.db
      .updateTable('account')
      .set({ first_signed_in_at: when })
      .where('person_id', 'in', ids)
      .where('first_signed_in_at', 'is', null)
      .execute();
    await house.db
      .updateTable('person')
      .set({ name_confirmed_at: when, consent_at: when })
      .where('id', 'in', ids)
      .where('name_confirmed_at', 'is', null)
      .execute();
    await readLessons(inside, BEFORE, (last) => (last === ABSENT ? 0 : BEFORE.length), {}, when);
    const attempts = people.flatMap((last) => [
      ...BEFORE.filter((module) => last !== '0001' || module !== 'm1').map((module, no) =>
        whole(story, last, `desa-cerdas.${module}`, 1, when, share(last, no, 0.6, 0.95)),
      ),
      ...(last === '0001'
        ? []
        : [whole(story, last, 'desa-cerdas.pre-test', 1, when, share(last, 9, 0.35, 0.7))]),
    ]);
    await importAttempts(house.db as Trx, story.bimtekId, attempts, when);
  });
}
