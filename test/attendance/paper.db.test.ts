import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closePresensi } from '../../src/attendance/close-presensi.ts';
import { readDay } from '../../src/attendance/day-sheet/queries.ts';
import { findSession } from '../../src/attendance/find-session.ts';
import { markOfDay } from '../../src/attendance/paper/list-mark.ts';
import { sheetData } from '../../src/attendance/paper/sheet-data.ts';
import { markOfSheet } from '../../src/attendance/paper/sheet-lists.ts';
import { readRollCall } from '../../src/attendance/roll-call.ts';
import { newId } from '../../src/id.ts';
import { type Bimtek, type Kader, openBimtek, wib } from '../fixtures/attendance.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { newMark } from '../fixtures/new-mark.ts';

let house: TestHouse;
let b: Bimtek;
let session: string;
let path: string;
let kader: Kader[];
let ratna: string;
let deni: string;
let panitia: string;

beforeAll(async () => {
  house = await openHouse({ at: wib(3, '12:00') });
  b = await openBimtek(house);
  kader = [];
  for (const name of ['Afrida Yenti', 'Agus Riyanto', 'Ahmad Fauzan', 'Betty Murni', 'Citra Dewi'])
    kader.push(await b.addKader({ name }));
  ratna = await house.signInAs(b.people.ratna);
  deni = await house.signInAs(b.people.deni);
  panitia = await house.signInAs(b.people.panitia);
});
afterAll(() => house.close());
beforeEach(async () => {
  session = await b.addSession({ start: wib(3, '08:30') });
  path = `/sesi/${session}/lembar`;
});

const words = async (response: Response) =>
  (await response.text())
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ');
const hiddenOf = (page: string, action: string): Record<string, string> => {
  const form = page.split('<form ').find((one) => one.includes(`action="${action}"`)) ?? '';
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  );
};
/** The mark that a sheet of class F printed now would carry. */
const codeNow = async (of = b, id = session): Promise<string> =>
  markOfSheet({ id }, await readRollCall(of.db, { id, bimtekId: of.bimtekId }, { classId: of.classes.F }));
const check = async (fields: Record<string, string>, cookie = ratna) =>
  house.post(path, { kode: await codeNow(), ...fields }, { cookie });
/** Checks, lets something happen, and saves what the check page carried. */
async function save(
  fields: Record<string, string>,
  more: { cookie?: string; meanwhile?: () => Promise<unknown>; reason?: string } = {},
) {
  const cookie = more.cookie ?? ratna;
  const carried = hiddenOf(await (await check(fields, cookie)).text(), `${path}/simpan`);
  await more.meanwhile?.();
  return house.post(
    `${path}/simpan`,
    { ...carried, ...(more.reason ? { reason: more.reason } : {}) },
    { cookie },
  );
}
const marks = () =>
  b.db
    .selectFrom('mark')
    .selectAll()
    .where('session_id', '=', session)
    .orderBy('received_at')
    .orderBy('id')
    .execute();
const standing = async () =>
  Promise.all(
    kader.map(async (one) => {
      const value = await b.value(session, one.enrolmentId);
      return value
        ? `${value.status}${value.minutes_late ? ` ${value.minutes_late}` : ''}${value.open ? ' ?' : ''}`
        : '-';
    }),
  );
const mark = (no: number, status: 'hadir' | 'izin' | 'alpa', by = b.people.panitia, bases: string[] = []) =>
  b.mark(by, newMark(session, kader[no - 1]!.enrolmentId, { status, bases }));

describe('a sheet that came back', () => {
  it('is shown row by row before anything is written, and written from the check page', async () => {
    await mark(2, 'izin');
    const page = await check({ alpa: '3', terlambat: '4 (10)' });
    expect(page.status).toBe(200);
    const shown = await words(page);
    expect(shown).toContain('Periksa sebelum disimpan');
    expect(shown).toContain('Berubah (1)');
    expect(shown).toContain('2 F-02 Agus Riyanto Izin Hadir');
    expect(shown).toContain('3 F-03 Ahmad Fauzan Belum Alpa');
    expect(shown).toContain('4 F-04 Betty Murni Belum Terlambat 10 menit');
    expect(shown).toContain('Simpan 5 presensi');
    expect((await marks()).length).toBe(1);

    const saved = await save({ alpa: '3', terlambat: '4 (10)', izin: '2' });
    expect([saved.status, saved.headers.get('Location')]).toEqual([
      303,
      `/sesi/${session}/presensi?kabar=lembar`,
    ]);
    expect(await standing()).toEqual(['hadir', 'izin', 'alpa', 'terlambat 10', 'hadir']);
    const written = (await marks()).slice(1);
    expect(written.map(({ source, note }) => [source, note])).toEqual(
      Array.from({ length: 4 }, () => ['paper', `Lembar ${/\w{4}$/.exec(written[0]?.note ?? '')?.[0]}`]),
    );
  });

  it('typed again changes nothing', async () => {
    await save({ alpa: '3' });
    const before = await marks();
    const again = await save({ alpa: '3' });
    expect(again.status).toBe(303);
    expect(await marks()).toEqual(before);
  });

  it('names what the check page showed, so that what changed meanwhile becomes a question', async () => {
    await mark(1, 'izin');
    const [seen] = await marks();
    const saved = await save({ alpa: '3' }, { meanwhile: () => mark(2, 'alpa') });
    expect(saved.headers.get('Location')).toBe(`/sesi/${session}/presensi?kabar=lembar-tanya`);
    expect(await standing()).toEqual(['hadir', 'alpa ?', 'alpa', 'hadir', 'hadir']);
    const mine = (await marks()).filter(({ source }) => source === 'paper');
    const bases = new Map(mine.map((one) => [one.enrolment_id, one.bases]));
    expect(bases.get(kader[0]!.enrolmentId)).toEqual([seen?.id]);
    expect(bases.get(kader[1]!.enrolmentId)).toEqual([]);
  });

  it('also when the mark it replaces was replaced by another meanwhile', async () => {
    await mark(1, 'izin');
    const [first] = await marks();
    await save({ sisa: 'hadir' }, { meanwhile: () => mark(1, 'alpa', b.people.panitia2, [first!.id]) });
    expect((await standing())[0]).toBe('alpa ?');
  });

  it('answers an open question only with a mark that names both sides', async () => {
    await mark(1, 'izin');
    await mark(1, 'alpa', b.people.panitia2);
    expect((await standing())[0]).toBe('izin ?');
    const shown = await words(await check({}));
    expect(shown).toContain('Perlu diperiksa');
    expect(shown).toContain('menjawab pertanyaan');
    await save({});
    expect((await standing())[0]).toBe('hadir');
  });

  it('asks for a reason of changes once the roll is finished, and keeps what was typed', async () => {
    await mark(1, 'izin');
    await b.db
      .updateTable('session')
      .set({ finished_at: house.clock.now(), finished_by: b.people.ratna })
      .where('id', '=', session)
      .execute();
    const refused = await save({ alpa: '3' });
    expect(refused.status).toBe(409);
    const page = await refused.text();
    expect(page).toContain('Isi alasan perubahan.');
    expect(hiddenOf(page, `${path}/simpan`)['alpa']).toBe('3');
    expect((await marks()).length).toBe(1);
    expect((await save({ alpa: '3' }, { reason: 'Sesuai tanda tangan' })).status).toBe(303);
    expect((await marks()).map(({ source, reason }) => [source, reason])).toContainEqual([
      'paper',
      'Sesuai tanda tangan',
    ]);
    expect(await standing()).toEqual(['hadir', 'hadir', 'alpa', 'hadir', 'hadir']);
  });

  it('with a number that does not fit comes back as it was typed, with the word and what to do', async () => {
    const refused = await check({ alpa: '3, 9', izin: 'tiga' });
    expect(refused.status).toBe(422);
    const page = await refused.text();
    const shown = page
      .replace(/<[^>]*>/g, ' ')
      .replaceAll('&quot;', '"')
      .replace(/\s+/g, ' ');
    expect(shown).toContain('Alpa "9": lembar ini hanya punya baris 1 sampai 5.');
    expect(shown).toContain('Izin "tiga": tidak terbaca.');
    expect(page).toContain('value="3, 9"');
    expect(page).toContain('value="tiga"');
    const back = await (await house.post(path, { alpa: '3', ubah: '1' }, { cookie: ratna })).text();
    expect(back).toContain('value="3"');
  });

  it('printed before somebody joined is refused by row, and taken by participant number', async () => {
    const kode = await codeNow();
    const late = await b.addKader({ name: 'Datang Belakangan', joined: wib(3, '08:00') });
    const refused = await words(await check({ kode, alpa: '3' }));
    expect(refused).toContain(
      `Daftar orang pada lembar ${kode} lain dari daftar sekarang (Kelas F 6 orang).`,
    );
    expect(refused).toContain(
      'Alpa "3": kode lembar tidak cocok dengan daftar sekarang. Tulis nomor peserta.',
    );
    const saved = await save({ kode, sisa: 'biarkan', alpa: 'F-03', hadir: 'F-01 s.d. F-02' });
    expect(saved.status).toBe(303);
    expect(await standing()).toEqual(['hadir', 'hadir', 'alpa', '-', '-']);
    expect(await b.value(session, late.enrolmentId)).toBeUndefined();
    await b.db
      .updateTable('enrolment')
      .set({ ended_at: wib(3, '08:10'), end_reason: 'Pulang' })
      .where('id', '=', late.enrolmentId)
      .execute();
  });

  it('is known by the code that was printed on it, of a class, of the whole session or of the day', async () => {
    const there = await openBimtek(house);
    for (const letter of ['F', 'G', 'F'] as const) await there.addKader({ class: letter });
    const pleno = await there.addSession({ start: wib(3, '13:30'), classes: ['F', 'G'] });
    await there.addSession({ start: wib(3, '15:30') });
    const actor = await there.actor(there.people.panitia);
    const found = (await findSession(there.db, actor, pleno, house.clock.now()))!;
    const print = { blank: true, printedBy: 'Panitia', printedAt: house.clock.now() };
    const codeOf = async (classId?: string) =>
      (
        await sheetData(there.db, found, await readRollCall(there.db, found, { classId }), {
          ...print,
          classId,
        })
      ).code;
    const day = await readDay(there.db, { bimtekId: there.bimtekId, day: '2024-06-03' });
    const ofDay = `DH-F-H240603-00-${markOfDay('2024-06-03', day.classes[0]!)}`;
    const cookie = await house.signInAs(there.people.panitia);
    const last = async (kode: string) =>
      (await words(await house.post(`/sesi/${pleno}/lembar`, { kode }, { cookie }))).match(
        /Semua baris \((\d+)\)/,
      )?.[1];
    const codes = [await codeOf(there.classes.F), await codeOf(there.classes.G), await codeOf(), ofDay];
    expect(await Promise.all(codes.map(last))).toEqual(['2', '1', '3', '2']);
    expect(new Set(codes.map((code) => code.slice(-4))).size).toBe(4);
  });

  it('between check and save with other people on the list is refused, and nothing is written', async () => {
    const refused = await save(
      { alpa: '3' },
      { meanwhile: async () => void kader.push(await b.addKader({ name: 'Masuk Tiba-tiba' })) },
    );
    expect(refused.status).toBe(409);
    expect(await marks()).toEqual([]);
  });

  it('after the closing is kept as sesudah kunci and said so', async () => {
    const lone = await openBimtek(house);
    await lone.addKader({ name: 'Satu Orang' });
    const at = await lone.addSession({ start: wib(3, '08:30') });
    const closer = await lone.actor(lone.people.panitia);
    const close = () =>
      house.db.transaction().execute((trx) => closePresensi(trx, closer, lone.bimtekId, house.clock.now()));
    const cookie = await house.signInAs(lone.people.ratna);
    const there = `/sesi/${at}/lembar`;
    const kode = await codeNow(lone, at);
    const typed = async (fields: Record<string, string>) => {
      const page = await (await house.post(there, { kode, ...fields }, { cookie })).text();
      const carried = hiddenOf(page, `${there}/simpan`);
      return { page, saved: await house.post(`${there}/simpan`, carried, { cookie }) };
    };
    await typed({});
    expect((await close()).ok).toBe(true);
    const { page, saved } = await typed({ alpa: '1' });
    expect(page).toContain('Presensi sudah dikunci.');
    expect(saved.headers.get('Location')).toBe(`/sesi/${at}/presensi?kabar=sesudah`);
    const rows = await house.db
      .selectFrom('attendance')
      .select('status')
      .where('session_id', '=', at)
      .execute();
    expect(rows).toEqual([{ status: 'hadir' }]);
  });

  it('is for who marks the session: others get 403 or 404, a cancelled session takes nothing', async () => {
    const reader = await house.signInAs(
      await b.person('Panitia Pusat', [{ role: 'panitia', allBimtek: true }]),
    );
    for (const [cookie, status] of [
      [deni, 404],
      [reader, 404],
      [await house.signInAs(kader[0]!.personId), 403],
    ] as const) {
      expect((await house.get(path, { cookie })).status).toBe(status);
      expect((await house.post(`${path}/simpan`, { alpa: 'F-01', sisa: 'biarkan' }, { cookie })).status).toBe(
        status,
      );
    }
    const off = await b.addSession({ start: wib(3, '10:30'), cancelled: true });
    expect((await house.get(`/sesi/${off}/lembar`, { cookie: ratna })).status).toBe(409);
    const sent = { alpa: 'F-01', sisa: 'biarkan', _key: newId() };
    expect((await house.post(`/sesi/${off}/lembar/simpan`, sent, { cookie: ratna })).status).toBe(409);
    expect(await marks()).toEqual([]);
  });
});

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 1, 2, 3]);
const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');
const WEBP = Buffer.from('RIFF0000WEBPVP8 ', 'latin1');
const PDF = Buffer.from('%PDF-1.7\nisi');
const large = (start: Buffer, size: number) => Buffer.concat([start, Buffer.alloc(size - start.length, 7)]);

describe('evidence of a session', () => {
  const upload = async (files: Buffer[], fields: Record<string, string> = {}, cookie = ratna) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    for (const bytes of files)
      body.append('berkas', new File([bytes as Uint8Array<ArrayBuffer>], 'IMG_2024.jpg'));
    return house.send(`/sesi/${session}/bukti/berkas`, { method: 'POST', body }, { cookie });
  };
  const rows = () =>
    b.db
      .selectFrom('attendance_evidence')
      .selectAll()
      .where('session_id', '=', session)
      .orderBy('at')
      .orderBy('id')
      .execute();
  const list = async (cookie = ratna) => words(await house.get(`/sesi/${session}/bukti`, { cookie }));

  it('is kept with its digest, who, when and the code typed, and shown on the overview of the panitia', async () => {
    const sent = await upload([JPEG, PDF], { lembar: 'DH-F-S12-00-7KQ3, versi 1', kelas: b.classes.F });
    expect(sent.headers.get('Location')).toBe(`/sesi/${session}/bukti?kabar=simpan`);
    const [one, two] = await rows();
    expect(one).toMatchObject({
      type: 'image/jpeg',
      size: 9,
      class_id: b.classes.F,
      sheet: 'DH-F-S12-00-7KQ3, versi 1',
      by_id: b.people.ratna,
    });
    expect(Buffer.from(one!.sha256)).toEqual(createHash('sha256').update(JPEG).digest());
    expect(Buffer.from(two!.bytes!)).toEqual(PDF);
    const shown = await list();
    expect(shown).toContain('Foto 9 B');
    expect(shown).toContain(
      'Kelas F, lembar DH-F-S12-00-7KQ3, versi 1. Ratna Wulandari, Senin, 3 Juni 2024 pukul 12.00 WIB',
    );
    expect(
      await words(
        await house.get(`/kelola/bimtek/${b.bimtekId}/presensi?hari=2024-06-03`, { cookie: panitia }),
      ),
    ).toContain('2 bukti');
    const events = await b.db
      .selectFrom('audit_event')
      .select(['act', 'detail'])
      .where('act', '=', 'evidence-kept')
      .execute();
    expect(events.map(({ detail }) => (detail as { sha256: string }).sha256)).toContain(
      Buffer.from(one!.sha256).toString('hex'),
    );
  });

  it('is one when the same file comes again, alone or beside others', async () => {
    await upload([JPEG]);
    expect((await upload([JPEG])).headers.get('Location')).toContain('kabar=sama');
    await upload([JPEG, PNG, PNG]);
    expect((await rows()).map(({ type }) => type)).toEqual(['image/jpeg', 'image/png']);
  });

  it('is known by its first bytes, at most 5 MB, at most ten, all or nothing', async () => {
    for (const [bytes, says] of [
      [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'bukan JPEG, PNG, WebP, atau PDF'],
      [Buffer.from('<html>%PDF-'), 'bukan JPEG, PNG, WebP, atau PDF'],
      [large(JPEG, 5 * 1024 * 1024 + 1), 'lebih dari 5 MB'],
    ] as const) {
      const refused = await upload([PNG, bytes]);
      expect([refused.status, await words(refused)]).toEqual([422, expect.stringContaining(says)]);
    }
    expect(await words(await upload([]))).toContain('Pilih foto atau PDF lebih dulu.');
    expect(await rows()).toEqual([]);
    expect((await upload([WEBP, large(PNG, 5 * 1024 * 1024)])).status).toBe(303);
    expect(
      (await upload(Array.from({ length: 9 }, (_, i) => Buffer.concat([PDF, Buffer.from([65 + i])])))).status,
    ).toBe(422);
    expect(
      (await upload(Array.from({ length: 8 }, (_, i) => Buffer.concat([PDF, Buffer.from([65 + i])])))).status,
    ).toBe(303);
    expect((await rows()).length).toBe(10);
    expect((await upload([JPEG], { kelas: b.classes.G })).status).toBe(422);
  });

  it('over the limit of a request is refused before it is read', async () => {
    const file = large(JPEG, 4 * 1024 * 1024);
    expect((await upload([file, file, file, file])).status).toBe(413);
    expect(await rows()).toEqual([]);
  });

  it('is served to who may read the session, as a picture or a download, never run, sniffed or stored', async () => {
    await upload([JPEG, PDF]);
    const [photo, pdf] = await rows();
    const get = (id: string, cookie = ratna) => house.get(`/sesi/${session}/bukti/${id}`, { cookie });
    const answer = await get(photo!.id);
    expect(Buffer.from(await answer.bytes())).toEqual(JPEG);
    const headers = (response: Response) =>
      ['Content-Type', 'X-Content-Type-Options', 'Content-Security-Policy', 'Cache-Control', 'X-Simpan'].map(
        (name) => response.headers.get(name),
      );
    expect(headers(answer)).toEqual([
      'image/jpeg',
      'nosniff',
      "default-src 'none'; sandbox",
      'no-store',
      null,
    ]);
    expect(answer.headers.get('Content-Disposition')).toMatch(
      /^inline; filename="bukti-sesi-\d+-[0-9a-f]{6}\.jpg"$/,
    );
    expect((await get(pdf!.id)).headers.get('Content-Disposition')).toMatch(/^attachment; .*\.pdf"$/);
    const reader = await house.signInAs(
      await b.person('Panitia Pusat', [{ role: 'panitia', allBimtek: true }]),
    );
    expect([
      (await get(pdf!.id, panitia)).status,
      (await get(pdf!.id, reader)).status,
      (await get(pdf!.id, deni)).status,
    ]).toEqual([200, 200, 404]);
    const elsewhere = await b.addSession({ start: wib(3, '13:30') });
    expect((await house.get(`/sesi/${elsewhere}/bukti/${pdf!.id}`, { cookie: ratna })).status).toBe(404);
    expect((await upload([PNG], {}, reader)).status).toBe(404);
  });

  it('is taken back with a reason by who uploaded it or the panitia: the row stays, the bytes go', async () => {
    await b.teach(b.people.deni, b.classes.F);
    await upload([JPEG]);
    await upload([PNG]);
    const [photo, png] = await rows();
    const take = (id: string, reason: string, cookie = ratna) =>
      house.post(`/sesi/${session}/bukti/${id}/tarik`, { _key: newId(), reason }, { cookie });
    expect((await take(photo!.id, '  ')).status).toBe(422);
    expect((await take(photo!.id, 'Salah foto', deni)).status).toBe(403);
    expect((await take(newId(), 'Salah foto')).status).toBe(404);
    expect((await take(photo!.id, 'Salah foto')).headers.get('Location')).toContain('kabar=tarik');
    expect((await take(photo!.id, 'Salah foto')).status).toBe(409);
    expect((await take(png!.id, 'Bukan lembar ini', panitia)).status).toBe(303);
    const [gone] = await rows();
    expect(gone).toMatchObject({ bytes: null, withdrawn_by: b.people.ratna, withdraw_reason: 'Salah foto' });
    expect(Buffer.from(gone!.sha256)).toEqual(Buffer.from(photo!.sha256));
    expect((await house.get(`/sesi/${session}/bukti/${photo!.id}`, { cookie: ratna })).status).toBe(404);
    expect(await list()).toContain('Ditarik Ratna Wulandari, Senin, 3 Juni 2024 pukul 12.00 WIB: Salah foto');
    const act = await b.db
      .selectFrom('audit_event')
      .select('actor_id')
      .where('act', '=', 'evidence-withdrawn')
      .where('subject_id', '=', photo!.id)
      .execute();
    expect(act).toEqual([{ actor_id: b.people.ratna }]);
    expect((await upload([JPEG])).headers.get('Location')).toContain('kabar=simpan');
  });

  it('keeps a session in the timetable, and stays where it is once presensi is closed', async () => {
    const lone = await openBimtek(house);
    const at = await lone.addSession({ start: wib(3, '08:30') });
    const cookie = await house.signInAs(lone.people.panitia);
    const body = new FormData();
    body.set('berkas', new File([JPEG as Uint8Array<ArrayBuffer>], 'a.jpg'));
    await house.send(`/sesi/${at}/bukti/berkas`, { method: 'POST', body }, { cookie });
    const removed = await house.post(
      `/kelola/bimtek/${lone.bimtekId}/jadwal/${at}/hapus`,
      { _key: newId() },
      { cookie },
    );
    expect(removed.status).not.toBe(303);
    const closed = await house.post(
      `/kelola/bimtek/${lone.bimtekId}/presensi/kunci`,
      { _key: newId() },
      { cookie },
    );
    expect(closed.status).toBe(303);
    const { id } = await house.db
      .selectFrom('attendance_evidence')
      .select('id')
      .where('session_id', '=', at)
      .executeTakeFirstOrThrow();
    const refused = await house.post(
      `/sesi/${at}/bukti/${id}/tarik`,
      { _key: newId(), reason: 'x' },
      { cookie },
    );
    expect([refused.status, await words(refused)]).toEqual([
      409,
      expect.stringContaining('Presensi sudah dikunci'),
    ]);
  });
});
