import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attendanceOf, sessionProgress } from '../../src/attendance/index.ts';
import { newId } from '../../src/id.ts';
import { type Bimtek, type Kader, openBimtek, wib } from '../fixtures/attendance.ts';
import { HOSTILE } from '../fixtures/hostile-text.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { newMark } from '../fixtures/new-mark.ts';

let house: TestHouse;
let b: Bimtek;
let session: string;
let kader: [Kader, Kader];
let alpa: ReturnType<typeof newMark>;
let cookie: Record<'ratna' | 'deni' | 'panitia' | 'panitia2' | 'kader', string>;
let office: string;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set(wib(3, '12:00'));
  b = await openBimtek(house);
  kader = [await b.addKader({ name: 'Yulia Rahmawati' }), await b.addKader({ name: 'Agus Riyanto' })];
  session = await b.addSession({ start: wib(3, '08:30') });
  alpa = newMark(session, kader[0].enrolmentId, { status: 'alpa' });
  await b.mark(b.people.ratna, alpa, newMark(session, kader[1].enrolmentId));
  cookie = {
    ratna: await house.signInAs(b.people.ratna),
    deni: await house.signInAs(b.people.deni),
    panitia: await house.signInAs(b.people.panitia),
    panitia2: await house.signInAs(b.people.panitia2),
    kader: await house.signInAs(kader[0].personId),
  };
  office = `/kelola/bimtek/${b.bimtekId}/presensi`;
});

const page = async (path: string, who: keyof typeof cookie, status = 200) => {
  const response = await house.get(path, { cookie: cookie[who] });
  expect([path, response.status]).toEqual([path, status]);
  return (await response.text()).replace(/\s+/g, ' ');
};
const send = (path: string, who: keyof typeof cookie, fields: Record<string, string> = {}) =>
  house.post(path, { _key: newId(), ...fields }, { cookie: cookie[who] });
const object = async (says = 'Saya hadir sejak pukul 08.20') => {
  const response = await send(`/hadir/${session}/keberatan`, 'kader', { says });
  expect([response.status, response.headers.get('Location')]).toEqual([303, '/hadir?kabar=keberatan']);
  return (
    await b.db
      .selectFrom('objection')
      .select('id')
      .where('session_id', '=', session)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
  ).id;
};

describe('the kader’s own attendance', () => {
  it('shows each mark of all sessions, the newest day first after today, with the share of JP', async () => {
    await b.addSession({ start: wib(2, '08:30'), topic: 'Sesi kemarin' });
    await b.addSession({ start: wib(1, '08:30'), topic: 'Sesi lusa lalu' });
    await b.addSession({ start: wib(4, '08:30'), topic: 'Sesi besok' });
    await b.addSession({ start: wib(3, '10:15'), topic: 'Kelas lain', classes: ['G'] });
    await b.refresh();
    const own = await page('/hadir', 'kader');
    expect(own).toContain('Hadir 0 dari 8 JP (0%) seluruh jadwal.');
    const days = [...own.matchAll(/<h2 id="hari-([\d-]+)"/g)].map(([, day]) => day);
    expect(days).toEqual(['2024-06-03', '2024-06-02', '2024-06-01', '2024-06-04']);
    expect(own).toMatch(/Ratna Wulandari, pukul 12\.00<\/span>.*?Alpa<\/span><a class="keliru"/);
    expect(own).not.toContain('Kelas lain');
    expect(own.match(/Ini keliru/g)).toHaveLength(3); // not tomorrow's
  });

  it('is for kader, and only their own sessions', async () => {
    await page('/hadir', 'ratna', 403);
    const foreign = await b.addSession({ start: wib(3, '08:30'), classes: ['G'] });
    await page(`/hadir/${foreign}/keberatan`, 'kader', 404);
    expect((await send(`/hadir/${foreign}/keberatan`, 'kader', { says: 'x' })).status).toBe(404);
    await page('/hadir/x/keberatan', 'kader', 404);
  });

  it('"Ini keliru" needs a sentence, has one effect, and is answered on the same page', async () => {
    const empty = await send(`/hadir/${session}/keberatan`, 'kader', { says: '  ' });
    expect([empty.status, (await empty.text()).includes('Isi apa yang keliru.')]).toEqual([422, true]);
    const _key = newId();
    const sent = await Promise.all(
      [1, 2].map(() => send(`/hadir/${session}/keberatan`, 'kader', { _key, says: 'Saya hadir' })),
    );
    expect(sent.map((response) => response.status)).toEqual([303, 303]);
    const own = await page('/hadir', 'kader');
    expect(own).toContain('Keberatan Anda menunggu jawaban: Saya hadir');
    expect(own).not.toContain('Ini keliru');
    const second = await send(`/hadir/${session}/keberatan`, 'kader', { says: 'Sekali lagi' });
    expect([second.status, (await second.text()).includes('>Sekali lagi</textarea>')]).toEqual([409, true]);
    const { id } = await b.db
      .selectFrom('objection')
      .select('id')
      .where('session_id', '=', session)
      .executeTakeFirstOrThrow();
    await send(`/periksa/keberatan/${id}`, 'ratna', { outcome: 'refused', reason: 'Kursi Anda kosong' });
    expect(await page('/hadir', 'kader')).toContain('Keberatan ditolak: Kursi Anda kosong');
  });
});

describe('objections', () => {
  it('are listed for the pelatih of the session and the panitia, nobody else', async () => {
    const id = await object();
    for (const who of ['ratna', 'panitia'] as const)
      expect(await page('/periksa/keberatan', who)).toContain('Saya hadir sejak pukul 08.20');
    expect(await page('/periksa/keberatan', 'deni')).toContain('Semua sudah beres.');
    await page(`/periksa/keberatan/${id}`, 'deni', 404);
    expect((await send(`/periksa/keberatan/${id}`, 'deni', { outcome: 'refused', reason: 'x' })).status).toBe(
      404,
    );
    await page('/periksa/keberatan', 'kader', 403);
    await page(`/periksa/keberatan/${newId()}`, 'ratna', 404);
  });

  it('accepted set the mark, once', async () => {
    const id = await object();
    expect(await page(`/periksa/keberatan/${id}`, 'ratna')).toContain(`name="bases" value="${alpa.id}"`);
    const accept = { outcome: 'accepted', status: 'terlambat', minutes: '20', bases: alpa.id };
    const without = await send(`/periksa/keberatan/${id}`, 'ratna', { ...accept, minutes: '' });
    expect([without.status, (await without.text()).includes('Menit terlambat diisi')]).toEqual([422, true]);
    const response = await send(`/periksa/keberatan/${id}`, 'ratna', accept);
    expect([response.status, response.headers.get('Location')]).toEqual([
      303,
      '/periksa/keberatan?kabar=terima',
    ]);
    expect(await b.value(session, kader[0].enrolmentId)).toMatchObject({
      status: 'terlambat',
      minutes_late: 20,
      heads: 1,
    });
    const again = await send(`/periksa/keberatan/${id}`, 'panitia', { outcome: 'refused', reason: 'x' });
    expect([again.status, (await again.text()).includes('sudah dijawab orang lain')]).toEqual([409, true]);
    expect(await page('/periksa/keberatan', 'ratna')).toMatch(/Sudah dijawab.*Diterima/);
  });

  it('refused need a sentence; what was typed stays', async () => {
    const id = await object();
    expect((await send(`/periksa/keberatan/${id}`, 'ratna', { outcome: 'refused', reason: '' })).status).toBe(
      422,
    );
    const response = await send(`/periksa/keberatan/${id}`, 'ratna', {
      outcome: 'refused',
      reason: 'Kursi Anda kosong',
    });
    expect(response.headers.get('Location')).toBe('/periksa/keberatan?kabar=tolak');
    expect(await b.value(session, kader[0].enrolmentId)).toMatchObject({ status: 'alpa' });
  });

  it('of oneself are answered by somebody else', async () => {
    const own = await b.addKader({ personId: b.people.panitia });
    await b.mark(b.people.ratna, newMark(session, own.enrolmentId, { status: 'alpa' }));
    await send(`/hadir/${session}/keberatan`, 'panitia', { says: 'Saya hadir' });
    const { id } = await b.db
      .selectFrom('objection')
      .select('id')
      .where('enrolment_id', '=', own.enrolmentId)
      .executeTakeFirstOrThrow();
    expect(await page(`/periksa/keberatan/${id}`, 'panitia')).toContain(
      'Keberatan Anda sendiri dijawab oleh orang lain.',
    );
    const response = await send(`/periksa/keberatan/${id}`, 'panitia', {
      outcome: 'accepted',
      status: 'hadir',
    });
    expect(response.status).toBe(403);
    expect(await b.value(session, own.enrolmentId)).toMatchObject({ status: 'alpa' });
  });

  it('and notes may hold any text: pages show it as text', async () => {
    for (const hostile of HOSTILE.slice(0, 20)) {
      const says = hostile.slice(0, 280);
      await b.db.deleteFrom('idempotency').execute();
      const one = await b.addSession({ start: wib(3, '08:30') });
      await b.mark(b.people.ratna, newMark(one, kader[0].enrolmentId, { status: 'izin', note: says }));
      expect((await send(`/hadir/${one}/keberatan`, 'kader', { says })).status).toBe(303);
    }
    const { id } = await b.db
      .selectFrom('objection')
      .select('id')
      .where('bimtek_id', '=', b.bimtekId)
      .orderBy('at')
      .executeTakeFirstOrThrow();
    const pages = [
      await page('/hadir', 'kader'),
      await page('/periksa/keberatan', 'ratna'),
      await page(`/periksa/keberatan/${id}`, 'ratna'),
      await page(office, 'panitia'),
    ];
    for (const html of pages) {
      expect(html).not.toMatch(
        /<script(?! src="\/s\/)|<img|<iframe|<svg onload|<base|<meta http-equiv|jahat\.example["']? ?>|<body onload/i,
      );
      expect(html).toContain('&lt;');
    }
  });
});

describe('presensi of a bimtek', () => {
  it('shows the sessions of a day with what is marked, and what stops the closing', async () => {
    const later = await b.addSession({ start: wib(3, '10:15'), topic: 'Data pribadi' });
    await b.mark(b.people.panitia, newMark(session, kader[1].enrolmentId, { status: 'izin' }));
    await object();
    const overview = await page(office, 'panitia');
    expect(overview).toContain('Presensi belum bisa dikunci');
    for (const words of [
      '2 orang belum ditandai pada 1 sesi',
      '1 pertanyaan belum dijawab',
      '1 keberatan belum dijawab',
    ])
      expect(overview).toContain(words);
    expect(overview).toMatch(new RegExp(`href="/sesi/${later}/presensi">.*?0 dari 2 ditandai.*?2 belum`));
    expect(overview).toMatch(new RegExp(`href="/sesi/${session}/presensi/${kader[1].enrolmentId}/pilih"`));
    expect(overview).not.toContain('Kunci presensi</button>');
    const refused = await send(`${office}/kunci`, 'panitia');
    expect([
      refused.status,
      (await refused.text()).includes(
        '2 orang belum ditandai pada 1 sesi, 1 pertanyaan belum dijawab, 1 keberatan belum dijawab',
      ),
    ]).toEqual([409, true]);
  });

  it('is for the panitia of that bimtek; with all bimtek it is read only', async () => {
    const other = await openBimtek(house);
    await page(`/kelola/bimtek/${other.bimtekId}/presensi`, 'panitia', 404);
    await page(office, 'ratna', 403);
    const reader = await house.signInAs(
      await b.person('Panitia Pusat', [{ role: 'panitia', allBimtek: true }]),
    );
    const read = await house.get(office, { cookie: reader });
    expect([read.status, (await read.text()).includes('<form')]).toEqual([200, false]);
    for (const act of ['/kunci', '/buka-kembali', '/buka-kembali/setuju'])
      expect(
        (await house.post(`${office}${act}`, { _key: newId(), reason: 'x' }, { cookie: reader })).status,
        act,
      ).toBe(404);
  });

  it('is closed once, kept as it was for whatever comes after, and reopened by two', async () => {
    const ready = await page(office, 'panitia');
    expect(ready).toContain('Kunci presensi</button>');
    const _key = newId();
    const closed = await Promise.all([1, 2].map(() => send(`${office}/kunci`, 'panitia', { _key })));
    expect(closed.map((response) => response.headers.get('Location'))).toEqual([
      `${office}?kabar=kunci`,
      `${office}?kabar=kunci`,
    ]);
    const late = await send(`/sesi/${session}/presensi`, 'ratna', {
      enrolment: kader[0].enrolmentId,
      status: 'hadir',
      bases: alpa.id,
    });
    expect(late.headers.get('Location')).toContain('kabar=sesudah');
    expect(await b.value(session, kader[0].enrolmentId)).toMatchObject({ status: 'alpa' });
    const overview = await page(office, 'panitia');
    expect(overview).toMatch(/Sesudah kunci.*Yulia Rahmawati.*Hadir oleh Ratna Wulandari/);
    expect(await page(`/sesi/${session}/presensi`, 'ratna')).toContain('Presensi sudah dikunci.');

    expect(await page(`${office}/buka-kembali`, 'panitia')).toContain('Belum ada sertifikat yang terbit.');
    expect((await send(`${office}/buka-kembali`, 'panitia', { reason: '' })).status).toBe(422);
    expect(
      (await send(`${office}/buka-kembali`, 'panitia', { reason: 'Daftar kertas ditemukan' })).headers.get(
        'Location',
      ),
    ).toBe(`${office}?kabar=diminta`);
    expect(await page(`${office}/buka-kembali`, 'panitia')).toContain('Menunggu persetujuan panitia lain.');
    const alone = await send(`${office}/buka-kembali/setuju`, 'panitia');
    expect([alone.status, (await alone.text()).includes('disetujui oleh panitia lain')]).toEqual([403, true]);
    expect(await b.value(session, kader[0].enrolmentId)).toMatchObject({ status: 'alpa' });
    expect((await send(`${office}/buka-kembali/setuju`, 'panitia2')).headers.get('Location')).toBe(
      `${office}?kabar=dibuka`,
    );
    expect(await b.value(session, kader[0].enrolmentId)).toMatchObject({
      status: 'hadir',
      heads: 1,
      open: false,
    });
  });

  it('lists the certificates that a reopening touches, those first that have something waiting', async () => {
    await send(`${office}/kunci`, 'panitia');
    const { issuer_id } = await b.db
      .selectFrom('bimtek')
      .select('issuer_id')
      .where('id', '=', b.bimtekId)
      .executeTakeFirstOrThrow();
    for (const [i, one] of kader.entries())
      await b.db
        .insertInto('certificate')
        .values({
          id: newId(),
          bimtek_id: b.bimtekId,
          person_id: one.personId,
          enrolment_id: one.enrolmentId,
          kind: 'sertifikat',
          issuer_id,
          year: 2024,
          seq: i + 1,
          number: `000${i + 1}/BIMTEK-KDD/U/VI/2024`,
          for_pkdd: true,
          status: 'valid',
          by_id: b.people.panitia,
          at: wib(3, '12:00'),
        })
        .execute();
    await b.mark(b.people.ratna, newMark(session, kader[0].enrolmentId, { bases: [alpa.id] }));
    const reopen = await page(`${office}/buka-kembali`, 'panitia2');
    expect(reopen).toContain('2 sertifikat sudah terbit.');
    expect(reopen).toMatch(
      /Yulia Rahmawati.*0001\/BIMTEK-KDD.*1 sesudah kunci.*Agus Riyanto.*0002\/BIMTEK-KDD/,
    );
  });

  it('a dispensation is given with reason and task, and taken back', async () => {
    const sakit = newMark(session, kader[1].enrolmentId, { status: 'sakit', bases: [] });
    const other = await b.addSession({ start: wib(2, '08:30') });
    await b.mark(b.people.ratna, { ...sakit, sessionId: other });
    const sheet = `/sesi/${other}/presensi/${kader[1].enrolmentId}`;
    expect(await page(sheet, 'panitia')).toContain('Beri dispensasi, agar dihitung');
    expect(await page(sheet, 'ratna')).not.toContain('dispensasi');
    await page(`${sheet}/dispensasi`, 'ratna', 403);
    expect((await send(`${sheet}/dispensasi`, 'panitia', { reason: 'Rawat jalan', task: '' })).status).toBe(
      422,
    );
    const given = { reason: 'Rawat jalan', task: 'Ringkasan materi' };
    expect((await send(`${sheet}/dispensasi`, 'panitia', given)).headers.get('Location')).toBe(
      `${sheet}?kabar=dispensasi`,
    );
    expect((await send(`${sheet}/dispensasi`, 'panitia', given)).status).toBe(409);
    expect(await page(sheet, 'ratna')).toContain('Dispensasi: dihitung hadir');
    const own = (await attendanceOf(b.db, kader[1].enrolmentId)).find((row) => row.sessionId === other);
    expect(own).toMatchObject({ status: 'sakit', exempt: true });
    expect((await send(`${sheet}/dispensasi/cabut`, 'panitia2')).headers.get('Location')).toBe(
      `${sheet}?kabar=dicabut`,
    );
    expect((await b.jp(kader[1].enrolmentId)).attended).toBe(4);
  });
});

describe('what other rooms read', () => {
  it('attendanceOf says per session what stands, who made it, and what the kader said', async () => {
    await object();
    const before = await b.addSession({ start: wib(1, '08:30') });
    await b.moveTo(kader[0], 'G', wib(3, '11:00'));
    await b.addSession({ start: wib(3, '13:00') });
    const after = await b.addSession({ start: wib(3, '13:00'), classes: ['G'] });
    const rows = await attendanceOf(b.db, kader[0].enrolmentId);
    expect(rows.map((row) => [row.sessionId, row.status, row.planned])).toEqual([
      [before, null, true],
      [session, 'alpa', true],
      [after, null, true],
    ]);
    expect(rows[1]).toMatchObject({
      at: wib(3, '12:00'),
      byName: 'Ratna Wulandari',
      source: 'roll-call',
      open: false,
      beforeJoining: false,
      afterEnd: false,
      objection: { state: 'open', says: 'Saya hadir sejak pukul 08.20', reason: null, afterClosing: false },
    });
    const today = await attendanceOf(b.db, kader[0].enrolmentId, {
      from: wib(3, '00:00'),
      to: wib(3, '12:00'),
    });
    expect(today.map((row) => row.sessionId)).toEqual([session]);
  });

  it('sessionProgress counts members, not those who joined later or had left', async () => {
    await b.addKader({ joined: wib(4, '08:00') });
    await b.addKader({ ended: wib(2, '08:00') });
    const empty = await b.addSession({ start: wib(4, '08:30') });
    await b.mark(b.people.panitia, newMark(session, kader[1].enrolmentId, { status: 'izin' }));
    await object();
    expect(await sessionProgress(b.db, b.bimtekId)).toEqual([
      {
        sessionId: session,
        members: 2,
        marked: 2,
        unmarked: 0,
        questions: 1,
        objections: 1,
        finished: false,
      },
      { sessionId: empty, members: 3, marked: 0, unmarked: 3, questions: 0, objections: 0, finished: false },
    ]);
    expect(await sessionProgress(b.db, b.bimtekId, [empty])).toHaveLength(1);
  });
});
