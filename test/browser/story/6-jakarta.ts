import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { callTheRoll, meetings } from '../../../src/demo/attend.ts';
import { inOneGo } from '../../../src/demo/story.ts';
import { called, fill, follow, leave, marking, phoneOf, picture, press, sees, visit } from '../walk.ts';
import { at, personId, rows, storyOf, type Told } from './told.ts';

/** Roll call of class F on Friday: all present but some, two trainers who disagree, a correction, an objection. */
export async function rollCall(told: Told): Promise<void> {
  told.house.clock.set(at('2024-05-31T08:45'));
  const deni = await phoneOf(told, await personId(told, '0202'));
  await openRoll(deni);
  const ratna = await phoneOf(told, await personId(told, '0201'));
  const session = await openRoll(ratna);
  await markEverybody(told, ratna, session);
  await disagree(told, deni);
  await leave(deni);
  await settle(told, ratna, session);
  await finishAndCorrect(told, ratna, session);
  await objectAndAnswer(told, ratna);
  await leave(ratna);
  await otherSessions(told, session);
}

/** From the first page of a trainer to the roll of the session that runs now. */
async function openRoll(page: Page): Promise<string> {
  await visit(page, '/kelas');
  await sees(page, 'Jumat, 31 Mei 2024', 'Literasi digital');
  await follow(page, /^Buka presensi\s?: Sesi \d+: Literasi digital, Kelas F/);
  await sees(page, 'Literasi digital', '0 Hadir', '36 Belum');
  return /sesi\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

/** One tap on a row: the row changes in place with script, the page comes back without. */
async function tap(told: Told, page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name: called(`Hadir, ${name}`) });
  if (told.script) await marking(page, () => button.click());
  else await Promise.all([page.waitForEvent('load'), button.click()]);
}

/** Everything else about a person is on their sheet: over the list with script, a page of its own without. */
async function markOnSheet(
  told: Told,
  page: Page,
  name: string,
  status: string,
  fields: Record<string, string> = {},
): Promise<void> {
  const link = page.getByRole('link', { name: `Pilihan lain untuk ${name}` });
  const sheet = page.locator(told.script ? '#lembar' : 'main');
  if (told.script) await link.click();
  else await Promise.all([page.waitForEvent('load'), link.click()]);
  await sheet.locator('.segmen label', { hasText: status }).click();
  await fill(sheet, fields);
  await picture(page, `6-lembar-${status}`, 360);
  if (!told.script) return press(page, 'Simpan');
  await marking(page, () => sheet.getByRole('button', { name: 'Simpan', exact: true }).click());
  await sheet.waitFor({ state: 'hidden' });
}

async function markEverybody(told: Told, page: Page, session: string): Promise<void> {
  await tap(told, page, 'Afrida Yenti');
  await sees(page, '1 Hadir', '35 Belum');
  await markOnSheet(told, page, 'Bambang Sutrisno', 'Izin', { Catatan: 'Surat izin dari kalurahan' });
  await sees(page, '34 Belum');
  await picture(page, '6-presensi');
  await follow(page, 'Semua hadir');
  await sees(page, 'Tandai 34 orang yang belum ditandai sebagai Hadir?', 'Yulia Rahmawati');
  await press(page, 'Tandai 34 orang Hadir');
  await sees(page, 'Semua yang belum ditandai sekarang Hadir.', '35 Hadir', '0 Belum');
  await markOnSheet(told, page, 'Yulia Rahmawati', 'Terlambat', { 'Menit terlambat': '20' });
  await sees(page, '20 menit');
  await markOnSheet(told, page, 'Nofri Yandi', 'Sakit');
  await sees(page, '33 Hadir', '3 Lainnya');
  const marks = await told.house.db
    .selectFrom('attendance')
    .select(['status'])
    .where('session_id', '=', session)
    .execute();
  const count = (status: string) => marks.filter((row) => row.status === status).length;
  expect([count('hadir'), count('terlambat'), count('izin'), count('sakit'), count('alpa')]).toEqual([
    33, 1, 1, 1, 0,
  ]);
}

/** Deni's page is older than Ratna's mark: his tap is kept and opens a question. */
async function disagree(told: Told, page: Page): Promise<void> {
  const before = await rows(told, 'mark');
  await tap(told, page, 'Bambang Sutrisno');
  if (told.script)
    await page.getByRole('link', { name: 'Pilih yang benar untuk Bambang Sutrisno' }).waitFor();
  else await sees(page, 'Presensi Anda tersimpan, tetapi berbeda dengan yang sudah ada.', 'mana yang benar?');
  await picture(page, '6-berbeda', 360);
  expect(await rows(told, 'mark')).toBe(before + 1);
}

async function settle(told: Told, page: Page, session: string): Promise<void> {
  await visit(page, `/sesi/${session}/presensi`);
  const link = page.getByRole('link', { name: 'Pilih yang benar untuk Bambang Sutrisno' });
  const sheet = page.locator(told.script ? '#lembar' : 'main');
  if (told.script) await link.click();
  else await Promise.all([page.waitForEvent('load'), link.click()]);
  await sheet.getByText('Bambang Sutrisno: mana yang benar?').waitFor();
  expect(await sheet.innerText()).toContain('Deni Pratama');
  await picture(page, '6-pilih', 360);
  if (told.script) {
    await marking(page, () => sheet.getByRole('button', { name: 'Izin', exact: true }).click());
    await sheet.waitFor({ state: 'hidden' });
  } else await press(page, 'Izin');
  await page.getByRole('link', { name: called('Izin, Bambang Sutrisno. Ubah') }).waitFor();
  const open = await told.house.db
    .selectFrom('attendance')
    .select('status')
    .where('session_id', '=', session)
    .where('open', '=', true)
    .execute();
  expect(open).toEqual([]);
}

/** After the roll is finished a change is a correction and says why. */
async function finishAndCorrect(told: Told, page: Page, session: string): Promise<void> {
  told.house.clock.set(at('2024-05-31T09:50'));
  await visit(page, `/sesi/${session}/presensi`);
  await follow(page, 'Selesaikan presensi');
  await sees(page, 'Semua sudah ditandai. Selesaikan presensi?');
  await press(page, 'Selesaikan presensi');
  await sees(
    page,
    'Presensi sesi ini selesai. Anda masih bisa mengoreksi.',
    'Selesai ditandai oleh Ratna Wulandari',
  );
  await markOnSheet(told, page, 'Nofri Yandi', 'Izin', { 'Alasan koreksi': 'Mengurus surat, bukan sakit.' });
  await page.getByRole('link', { name: called('Izin, Nofri Yandi. Ubah') }).waitFor();
  const nofri = await personId(told, '0009');
  const marks = await told.house.db
    .selectFrom('mark as m')
    .innerJoin('enrolment as e', 'e.id', 'm.enrolment_id')
    .select(['m.status', 'm.source', 'm.reason'])
    .where('e.person_id', '=', nofri)
    .where('m.session_id', '=', session)
    .orderBy('m.received_at')
    .orderBy('m.id')
    .execute();
  expect(marks.map((mark) => [mark.status, mark.source, mark.reason])).toEqual([
    ['hadir', 'roll-call', null],
    ['sakit', 'roll-call', null],
    ['izin', 'correction', 'Mengurus surat, bukan sakit.'],
  ]);
}

/** The same day the kader sees the mark and says that it is wrong; the trainer answers. */
async function objectAndAnswer(told: Told, ratna: Page): Promise<void> {
  told.house.clock.set(at('2024-05-31T19:30'));
  const page = await phoneOf(told, await personId(told, '0001'));
  await visit(page, '/hadir');
  await sees(page, 'Jumat, 31 Mei 2024', 'Ratna Wulandari, pukul 08.45, terlambat 20 menit', 'Terlambat');
  await picture(page, '6-hadir');
  await page
    .getByRole('listitem')
    .filter({ hasText: 'terlambat 20 menit' })
    .getByRole('link', { name: /^Ini keliru/ })
    .click();
  await page.waitForURL(/keberatan$/);
  await sees(page, 'Presensi ini keliru?', 'Tercatat Terlambat');
  await fill(page, { 'Apa yang keliru': 'Saya duduk di kelas sejak pukul 08.25.' });
  await press(page, 'Kirim keberatan');
  await sees(
    page,
    'Keberatan Anda tersimpan.',
    'Keberatan Anda menunggu jawaban: Saya duduk di kelas sejak pukul 08.25.',
  );
  await visit(ratna, '/periksa/keberatan');
  await sees(ratna, 'Menunggu jawaban', 'Yulia Rahmawati', 'Saya duduk di kelas sejak pukul 08.25.');
  await follow(ratna, /Yulia Rahmawati/);
  await picture(ratna, '6-keberatan');
  await press(ratna, 'Terima dan betulkan');
  await sees(ratna, 'Keberatan diterima. Presensi sudah dibetulkan.');
  await visit(page, '/hadir');
  await sees(page, 'Keberatan diterima');
  await leave(page);
}

/** The other sessions of both classes, by the rooms' own writes; Bambang stays unmarked in one of them. */
async function otherSessions(told: Told, session: string): Promise<void> {
  const story = await storyOf(told);
  await inOneGo(told.house, at('2024-06-08T14:30'), async (house) => {
    const inside = { ...story, house };
    for (const meeting of await meetings(inside, 1, 99))
      if (meeting.id !== session) await callTheRoll(inside, meeting);
  });
}
