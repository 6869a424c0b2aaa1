import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Trx } from '../../../src/database/schema.ts';
import { readLessons, share, whole } from '../../../src/demo/learn.ts';
import { done, idOf, inOneGo, type Story } from '../../../src/demo/story.ts';
import { handInEvaluation, reviewRktl, type RktlRow, sendRktl } from '../../../src/followup/index.ts';
import { importAttempts } from '../../../src/quiz/index.ts';
import { deskOf, fill, follow, leave, phoneOf, picture, press, sees, seesNot, visit } from '../walk.ts';
import { ABSENT } from './5-before.ts';
import { answer, attemptOf, handIn, onward, openQuestion, rightLetters } from './quiz.ts';
import { at, personId, storyOf, type Told } from './told.ts';

/** Best post-test below 70; RKTL still waiting. */
const BELOW = '0012';
const WAITING = '0022';

/** Post-test by its rules, RKTL written and reviewed, the sealed evaluation, an SK typed and confirmed. */
export async function lastDay(told: Told): Promise<void> {
  told.house.clock.set(at('2024-06-08T12:50'));
  const page = await phoneOf(told, await personId(told, '0001'));
  await notYet(told, page);
  told.house.clock.set(at('2024-06-08T13:05'));
  await takePostTest(told, page);
  await writeRktl(told, page);
  await evaluate(told, page);
  await leave(page);
  await typeDecree(told);
  await confirmDecrees(told);
  await everybodyElse(await storyOf(told));
}

/** Before its session the post-test has no button, and a form sent all the same is refused. */
async function notYet(told: Told, page: Page): Promise<void> {
  await visit(page, '/kuis/desa-cerdas.post-test');
  await sees(page, 'Belum dibuka', 'Batas lulus 70.');
  await picture(page, '7-belum-dibuka');
  expect(await page.getByRole('button', { name: /Mulai/ }).count()).toBe(0);
  const forced = await page.request.post('/kuis/desa-cerdas.post-test/mulai', {
    form: { _key: 'x' },
    headers: { Origin: told.address },
  });
  expect(forced.status()).toBe(409);
}

async function takePostTest(told: Told, page: Page): Promise<void> {
  await visit(page, '/beranda');
  await picture(page, '7-beranda');
  await visit(page, '/kuis/desa-cerdas.post-test');
  await press(page, 'Mulai');
  const attempt = attemptOf(page);
  const right = await rightLetters(told, attempt);
  await openQuestion(told, page, attempt, 1);
  for (const [at0, letters] of right.entries()) {
    await answer(told, page, at0 + 1, letters);
    if (at0 + 1 < right.length) await onward(told, page, at0 + 1);
  }
  await handIn(told, page, 'Semua soal sudah dijawab.');
  await sees(page, 'Nilai Anda 100', 'Lulus. Batas lulus 70.');
  await seesNot(page, 'Jawaban dan pembahasan');
  await picture(page, '7-hasil');
}

/** Sent without one column, sent, sent back by the trainer, mended, accepted. */
async function writeRktl(told: Told, page: Page): Promise<void> {
  const cell = (column: string) => page.locator(`#${column}-1`);
  await visit(page, '/rktl');
  await cell('activity').fill('Membuka pojok belajar HP di kantor nagari');
  await cell('target').fill('Ibu-ibu');
  await cell('time').fill('Juli 2024, 2 kali pertemuan');
  await cell('person').fill('Kader bersama duta');
  await press(page, 'Kirim');
  await sees(page, 'Kegiatan 1: isi kolom Tanda berhasil. Isian Anda yang lain tidak hilang.');
  expect(await cell('target').inputValue()).toBe('Ibu-ibu');
  await cell('indicator').fill('15 orang bisa membuat kata sandi kuat');
  await press(page, 'Kirim');
  await sees(page, 'RKTL terkirim.', 'Menunggu diperiksa', 'Ibu-ibu');
  const ratna = await phoneOf(told, await personId(told, '0201'));
  await review(ratna, 'Minta perbaikan', 'Tulis berapa orang.', 'Permintaan perbaikan terkirim');
  await visit(page, '/rktl');
  await sees(page, 'Diminta diperbaiki oleh Ratna Wulandari', 'Tulis berapa orang.');
  await picture(page, '7-rktl');
  await cell('target').fill('20 ibu rumah tangga');
  await press(page, 'Kirim');
  await sees(page, 'RKTL terkirim.', '20 ibu rumah tangga');
  await review(ratna, 'Terima', '', 'RKTL diterima.');
  await leave(ratna);
  await visit(page, '/rktl');
  await sees(page, 'Diterima oleh Ratna Wulandari.');
}

async function review(page: Page, decision: string, comment: string, told: string): Promise<void> {
  await visit(page, '/periksa');
  await follow(page, /Yulia Rahmawati/);
  await picture(page, '7-periksa-rktl');
  if (comment) await fill(page, { 'Catatan untuk kader': comment });
  await press(page, decision);
  await sees(page, told);
}

/** Sealed: no row of the box leads to the person, and the words are not to be read in it. */
async function evaluate(told: Told, page: Page): Promise<void> {
  await visit(page, '/evaluasi');
  await picture(page, '7-evaluasi');
  await press(page, 'Kirim');
  await sees(page, 'Pilih satu jawaban.');
  for (const group of await page.getByRole('group').all())
    await group.locator('label', { hasText: 'Sangat baik' }).click();
  await fill(page, { Saran: 'Waktu praktik ditambah.' });
  await press(page, 'Kirim');
  await sees(page, 'Terima kasih. Evaluasi Anda terkirim.');
  const [sealed] = await told.house.db.selectFrom('evaluation_box').selectAll().execute();
  expect(Object.keys(sealed ?? {}).toSorted()).toEqual(['bimtek_id', 'class_id', 'form', 'id', 'sealed']);
  expect(Buffer.from(sealed?.sealed ?? []).includes('praktik')).toBe(false);
}

/** Leni had no SK when the roster came: she types it herself. */
async function typeDecree(told: Told): Promise<void> {
  const page = await phoneOf(told, await personId(told, '0004'));
  await visit(page, '/pkdd');
  await sees(page, 'Belum boleh mulai PKDD', 'SK dicatat');
  await fill(page, { 'Nomor SK': '188.47/31/WN-SRG/2024', 'Tanggal SK': '2024-06-03' });
  await press(page, 'Simpan SK');
  await sees(page, 'SK tersimpan. Korkab akan memeriksanya.', '188.47/31/WN-SRG/2024', 'Menunggu disahkan');
  await picture(page, '7-pkdd');
  await leave(page);
}

async function confirmDecrees(told: Told): Promise<void> {
  const page = await deskOf(told, await personId(told, '0301'));
  for (const [code, name] of [
    ['13.02.05.2002', 'Leni Marlina'],
    ['13.02.07.2001', 'Yulia Rahmawati'],
    ['13.02.07.2003', 'Rahmat Hidayat'],
  ] as const) {
    await visit(page, `/pantau/nagari/${code}`);
    await sees(page, name, 'Belum disahkan');
    await press(page, 'Sahkan SK');
    await sees(page, 'SK disahkan.', 'Disahkan Lusi Herlina');
  }
  await leave(page);
}

const PLAN: RktlRow = {
  activity: 'Malam anti hoaks bersama pemuda',
  aim: 'Warga lebih cakap',
  target: '25 pemuda',
  time: 'Juli 2024',
  ...{
    place: 'Kantor nagari atau desa',
    person: 'Kader bersama duta',
    cost: 'Swadaya',
    indicator: 'Ada grup periksa kabar yang aktif',
  },
};

/** The last module, post-tests, RKTL and evaluations of the others. */
async function everybodyElse(story: Story): Promise<void> {
  const [opens, now] = [at('2024-06-08T13:00'), at('2024-06-08T14:20')];
  const people = [...story.enrolment.keys()].filter((last) => last !== ABSENT);
  await inOneGo(story.house, now, async (house) => {
    const trx = house.db as Trx;
    await readLessons({ ...story, house }, ['m10'], (last) => (last === ABSENT ? 0 : 1), {}, now);
    const test = (last: string) =>
      whole(story, last, 'desa-cerdas.post-test', 1, opens, last === BELOW ? 0.5 : share(last, 40, 0.75, 1));
    const quiz = (last: string) => whole(story, last, 'desa-cerdas.m10', 1, opens, 0.8);
    await importAttempts(
      trx,
      story.bimtekId,
      people.flatMap((last) => (last === '0001' ? [quiz(last)] : [quiz(last), test(last)])),
      now,
    );
    for (const last of people) if (last !== '0001') await planAndEvaluate(trx, story, last, opens, now);
  });
}

async function planAndEvaluate(trx: Trx, story: Story, last: string, opens: Date, now: Date): Promise<void> {
  const own = {
    id: idOf(story.enrolment, last),
    bimtek_id: story.bimtekId,
    personId: idOf(story.person, last),
  };
  const no = done(await sendRktl(trx, own, opens, [PLAN], now));
  const inG = Number(last) >= 14 && Number(last) <= 25;
  const round = {
    enrolmentId: own.id,
    bimtekId: story.bimtekId,
    no,
    decision: 'accepted' as const,
    comment: '',
  };
  if (last !== WAITING) done(await reviewRktl(trx, idOf(story.person, inG ? '0202' : '0201'), round, now));
  const voter = {
    id: own.id,
    bimtek_id: story.bimtekId,
    class_id: idOf(story.classId, inG ? 'G' : 'F'),
    opens_at: opens,
    pass_deadline: null,
  };
  const opinion = { material: 4, trainers: 3, room: 3, organisers: 4, usefulness: 4, advice: '' };
  done(await handInEvaluation(trx, story.house.keys.evaluation, voter, opinion, now));
}
