import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealNik } from '../../src/account/index.ts';
import { changeSession, enrolPerson, type SessionFields } from '../../src/bimtek/index.ts';
import { newId } from '../../src/id.ts';
import { addPerson } from '../fixtures/account.ts';
import {
  addKader,
  BEFORE,
  type Bimtek,
  granted,
  inTransaction,
  makeBimtek,
  planned,
  sessionFields,
  VILLAGES,
  wib,
} from '../fixtures/bimtek.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';

let house: TestHouse;
let bimtek: Bimtek;
/** Cookies by role. */
let as: Record<'panitia' | 'outsider' | 'reader' | 'ratna' | 'deni' | 'admin' | 'kader' | 'korkab', string>;
let kader: { personId: string; enrolmentId: string; no: string };

const run = <Value>(act: Parameters<typeof inTransaction<Value>>[1]) => inTransaction(house.db, act);
const path = (rest = '') => `/kelola/bimtek/${bimtek.bimtekId}${rest}`;
const get = (at: string, cookie: string) => house.get(at, { cookie });
const post = (at: string, fields: Record<string, string | string[]>, cookie: string) =>
  house.post(at, { _key: newId(), ...fields }, { cookie });
const plan = async (day: string, from: string, to: string, more: Partial<SessionFields> = {}) => {
  const wish = sessionFields(bimtek, [day, from, to], more);
  return { id: await planned(house, bimtek, wish), wish };
};

beforeAll(async () => {
  house = await openHouse({ at: BEFORE });
  bimtek = await makeBimtek(house);
  const other = await makeBimtek(house);
  kader = await addKader(house, bimtek, { name: 'Yulia Rahmawati' });
  const reader = await addPerson(house, { password: false, grants: [{ role: 'panitia', allBimtek: true }] });
  const korkab = await addPerson(house, {
    password: false,
    grants: [{ role: 'korkab', regencyCode: '13.02' }],
  });
  const { people } = bimtek;
  const cookie = (personId: string) => house.signInAs(personId);
  as = {
    panitia: await cookie(people.panitia),
    outsider: await cookie(other.people.panitia),
    reader: await cookie(reader),
    ratna: await cookie(people.ratna),
    deni: await cookie(people.deni),
    admin: await cookie(people.admin),
    kader: await cookie(kader.personId),
    korkab: await cookie(korkab),
  };
});
afterAll(() => house.close());

describe('The pages of a bimtek', () => {
  const pages = () =>
    ['', '/kelas', '/jadwal', '/peserta', `/peserta/${kader.enrolmentId}`, '/setelan'].map(path);
  const writing = () => ['/jadwal/baru', '/jadwal/pola', '/peserta/impor'].map(path);

  it('open for its panitia', async () => {
    for (const page of [...pages(), ...writing()])
      expect([page, (await get(page, as.panitia)).status]).toEqual([page, 200]);
  });

  it('are not found by the panitia of another bimtek, to read or to write', async () => {
    for (const page of [...pages(), ...writing()])
      expect([page, (await get(page, as.outsider)).status]).toEqual([page, 404]);
    for (const page of ['/kelas', '/jadwal/baru', '/setelan', `/peserta/${kader.enrolmentId}/kelas`].map(
      path,
    ))
      expect([page, (await post(page, { letters: 'Z' }, as.outsider)).status]).toEqual([page, 404]);
  });

  it('are read, not written, by a panitia who may read all bimtek, and show neither phone nor NIK', async () => {
    for (const page of pages()) expect([page, (await get(page, as.reader)).status]).toEqual([page, 200]);
    for (const page of writing()) expect([page, (await get(page, as.reader)).status]).toEqual([page, 404]);
    expect((await post(path('/kelas'), { letters: 'Z' }, as.reader)).status).toBe(404);
    const phone = await house.db
      .selectFrom('person')
      .select('phone_e164')
      .where('id', '=', kader.personId)
      .executeTakeFirstOrThrow();
    const shown = `0${phone.phone_e164?.slice(3, 6)}-${phone.phone_e164?.slice(6, 10)}-${phone.phone_e164?.slice(10)}`;
    expect(await (await get(path(`/peserta/${kader.enrolmentId}`), as.panitia)).text()).toContain(shown);
    expect(await (await get(path(`/peserta/${kader.enrolmentId}`), as.reader)).text()).not.toContain(shown);
  });

  it.each(['ratna', 'admin', 'kader', 'korkab'] as const)('are forbidden for %s', async (who) => {
    for (const page of pages()) expect([page, (await get(page, as[who])).status]).toEqual([page, 403]);
    expect((await post(path('/kelas'), { letters: 'Z' }, as[who])).status).toBe(403);
  });

  it('lead a visitor without a login to sign in, and refuse a write', async () => {
    expect((await house.get(path())).status).toBe(303);
    expect((await house.post(path('/kelas'), { letters: 'Z' })).status).toBe(401);
  });

  it('do not show a participant, class or session of another bimtek under this address', async () => {
    const other = await makeBimtek(house);
    const stranger = await addKader(house, other);
    expect((await get(path(`/peserta/${stranger.enrolmentId}`), as.panitia)).status).toBe(404);
    expect(
      (await post(path(`/peserta/${stranger.enrolmentId}/berhenti`), { reason: 'x' }, as.panitia)).status,
    ).toBe(404);
    expect(
      (await post(path(`/kelas/${other.classes.F}/pelatih`), { person: bimtek.people.deni }, as.panitia))
        .status,
    ).toBe(404);
    expect((await get(path('/jadwal/bukan-id'), as.panitia)).status).toBe(404);
  });
});

describe('A new bimtek', () => {
  const fields = () => ({
    name: 'Bimtek Baru',
    label: 'Gelombang III',
    place: 'Padang',
    timeZone: 'Asia/Jakarta',
    startsOn: '2024-07-01',
    endsOn: '05/07/2024',
    countsForPkdd: 'ya',
    issuer: bimtek.issuerId,
  });

  it('made by a panitia is theirs at once, with rules and without a new sign-in', async () => {
    const answer = await post('/kelola/bimtek', fields(), as.panitia);
    expect(answer.status).toBe(303);
    const to = answer.headers.get('Location') ?? '';
    expect(to).toMatch(/^\/kelola\/bimtek\/[0-9a-f-]{36}\?kabar=dibuat$/);
    expect((await get(to, as.panitia)).status).toBe(200);
    const made = await house.db
      .selectFrom('bimtek')
      .select(['name', 'starts_on', 'ends_on', 'rule_no'])
      .where('id', '=', to.slice(15, 51))
      .executeTakeFirstOrThrow();
    expect(made).toEqual({ name: 'Bimtek Baru', starts_on: '2024-07-01', ends_on: '2024-07-05', rule_no: 1 });
  });

  it('made by an admin goes to the panitia named, and stays closed to the admin', async () => {
    const named = await addPerson(house, { password: false });
    expect((await post('/kelola/bimtek', fields(), as.admin)).status).toBe(409);
    const answer = await post(
      '/kelola/bimtek',
      { ...fields(), name: 'Dari admin', panitia: named },
      as.admin,
    );
    expect(answer.headers.get('Location')).toBe('/kelola?kabar=dibuat');
    const made = await house.db
      .selectFrom('bimtek')
      .select('id')
      .where('name', '=', 'Dari admin')
      .executeTakeFirstOrThrow();
    expect((await get(`/kelola/bimtek/${made.id}`, as.admin)).status).toBe(403);
    expect((await get(`/kelola/bimtek/${made.id}`, await house.signInAs(named))).status).toBe(200);
  });

  it('comes back filled, with a reason at each field, when something is missing', async () => {
    const answer = await post(
      '/kelola/bimtek',
      { ...fields(), label: '', endsOn: '2024-06-01', issuer: 'baru' },
      as.panitia,
    );
    expect(answer.status).toBe(422);
    const text = await answer.text();
    for (const says of [
      'Isi gelombang atau angkatan.',
      'Tanggal selesai harus sesudah tanggal mulai.',
      'Isi nama penyelenggara.',
      'value="Bimtek Baru"',
    ])
      expect(text).toContain(says);
  });
});

describe('Planning a session', () => {
  const fields = () => ({
    day: '2024-06-03',
    start: '19.30',
    end: '00:30',
    jp: '1,5',
    topic: 'Malam RKTL',
    subject: '',
    room: 'Aula',
    counted: 'ya',
    classes: [bimtek.classes.F, bimtek.classes.G],
  });

  it('asks once about an end before the start, and keeps what was typed', async () => {
    const asked = await post(path('/jadwal/baru'), fields(), as.panitia);
    expect(asked.status).toBe(422);
    const text = await asked.text();
    expect(text).toContain('Beri tanda jika sesi selesai hari berikutnya.');
    expect(text).toContain('value="Malam RKTL"');
    expect(text.match(/checked/g)).toHaveLength(3);
    const answer = await post(path('/jadwal/baru'), { ...fields(), overnight: 'ya' }, as.panitia);
    expect(answer.headers.get('Location')).toBe(path('/jadwal?hari=2024-06-03&kabar=ditambah'));
    const row = await house.db
      .selectFrom('session')
      .select(['starts_at', 'ends_at', 'half_jp', 'subject'])
      .where('topic', '=', 'Malam RKTL')
      .executeTakeFirstOrThrow();
    expect(row).toEqual({
      starts_at: wib('06-03', '19:30'),
      ends_at: wib('06-04', '00:30'),
      half_jp: 3,
      subject: 'Malam RKTL',
    });
  });

  it('warns about a clash of room and class and about the Friday prayer, and keeps the session', async () => {
    await plan('06-07', '11:00', '12:30');
    await plan('06-07', '12:00', '13:00', { topic: 'Lain' });
    const text = await (await get(path('/jadwal?hari=2024-06-07'), as.panitia)).text();
    expect(text).toContain('Melewati waktu salat Jumat (11.30–13.30)');
    expect(text).toContain('Batavia 2, Kelas F, Ratna Wulandari sama dengan Sesi 3: Lain pukul 12.00');
    expect(text).toContain('<b>2 sesi perlu diperiksa.</b>');
  });

  it('sent twice with the same key has one effect', async () => {
    const again = {
      ...fields(),
      topic: 'Sekali saja',
      start: '07:00',
      end: '08:00',
      day: '2024-06-05',
      _key: newId(),
    };
    expect((await house.post(path('/jadwal/baru'), again, { cookie: as.panitia })).status).toBe(303);
    expect((await house.post(path('/jadwal/baru'), again, { cookie: as.panitia })).status).toBe(303);
    expect(
      await house.db.selectFrom('session').select('id').where('topic', '=', 'Sekali saja').execute(),
    ).toHaveLength(1);
  });

  it('copies a pattern of the day, and names the line that is wrong', async () => {
    const pattern = {
      classes: [bimtek.classes.G],
      together: 'sendiri',
      firstDay: '2024-06-01',
      lastDay: '2024-06-02',
      room: '',
      start1: '08:00',
      end1: '09:30',
      jp1: '2',
      topic1: 'Pagi',
      counted1: 'ya',
      start2: '10:00',
      end2: '',
      jp2: '2',
      topic2: 'Siang',
    };
    const wrong = await post(path('/jadwal/pola'), pattern, as.panitia);
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('href="#end2"');
    const made = await post(path('/jadwal/pola'), { ...pattern, end2: '11:30' }, as.panitia);
    expect(made.headers.get('Location')).toBe(path('/jadwal?hari=2024-06-01&kabar=dibuat&n=4'));
    const rows = await house.db
      .selectFrom('session')
      .select('counted')
      .where('topic', '=', 'Siang')
      .execute();
    expect(rows).toEqual([{ counted: false }, { counted: false }]);
  });

  it('cancels with a reason only, and puts the session back', async () => {
    const { id } = await plan('06-08', '08:00', '09:00', { topic: 'Penutup' });
    expect((await post(path(`/jadwal/${id}/batal`), { reason: '' }, as.panitia)).status).toBe(422);
    expect((await post(path(`/jadwal/${id}/batal`), { reason: 'Listrik padam' }, as.panitia)).status).toBe(
      303,
    );
    expect(await (await get(path(`/jadwal/${id}`), as.panitia)).text()).toContain(
      'Sesi ini dibatalkan: Listrik padam.',
    );
    expect((await post(path(`/jadwal/${id}/pulih`), {}, as.panitia)).status).toBe(303);
    expect((await post(path(`/jadwal/${id}/hapus`), {}, as.panitia)).status).toBe(303);
    expect((await get(path(`/jadwal/${id}`), as.panitia)).status).toBe(404);
  });
});

describe('The rules of a bimtek', () => {
  it('are changed by their form as typed', async () => {
    const rules = {
      attendance_percent: '85',
      post_test: '72,5',
      post_attempts: '3',
      grace_hours: '24',
      late_answers: 'hold',
      time_limit_minutes: '',
      time_factor: '1.5',
      late_tolerance_minutes: '15',
      minutes_per_jp: '45',
      require_modules: 'ya',
      require_post_test: 'ya',
      require_rktl: 'ya',
      require_evaluation: 'ya',
      require_name: 'ya',
      pass_days: '30',
      number_pattern: '{seq:0000}/BIMTEK-KDD/{unit}/{romanMonth}/{year}',
      number_pattern_sket: '{seq:0000}/SKET-KDD/{unit}/{romanMonth}/{year}',
      predicate_bands: '90 sangat baik\n80 baik',
      label_pkdd: 'PKDD',
      label_rkdd: 'RKDD',
    };
    expect((await post(path('/setelan'), rules, as.panitia)).headers.get('Location')).toBe(
      path('/setelan?kabar=disimpan'),
    );
    const row = await house.db
      .selectFrom('rule_version')
      .select('body')
      .where('bimtek_id', '=', bimtek.bimtekId)
      .orderBy('no', 'desc')
      .executeTakeFirstOrThrow();
    expect(row.body).toMatchObject({
      attendance_percent: 85,
      post_test_bp: 7250,
      time_limit_minutes: null,
      time_factor: 1.5,
      checkin: false,
      predicate_bands: [
        { from_bp: 9000, label: 'sangat baik' },
        { from_bp: 8000, label: 'baik' },
      ],
    });
    const wrong = await post(path('/setelan'), { ...rules, number_pattern: '{seq}' }, as.panitia);
    expect(wrong.status).toBe(409);
    expect(await wrong.text()).toContain('Pola nomor harus memuat {seq} dan {year}');
  });
});

describe('A participant', () => {
  const at = (rest = '') => path(`/peserta/${kader.enrolmentId}${rest}`);

  it('gets a corrected name, and the standing carries it', async () => {
    const data = {
      name: 'Yulia Rahmawati Putri',
      titlePrefix: '',
      titleSuffix: 'S.Pd',
      sex: 'P',
      phone: '0812 0000 8700',
    };
    expect((await post(at('/data'), data, as.panitia)).status).toBe(303);
    const row = await house.db
      .selectFrom('standing')
      .select('name_key')
      .where('enrolment_id', '=', kader.enrolmentId)
      .executeTakeFirstOrThrow();
    expect(row.name_key).toBe('yulia rahmawati putri');
    expect((await post(at('/data'), { ...data, phone: '12' }, as.panitia)).status).toBe(422);
  });

  it('gets an SK with its assignment, confirmed by the panitia', async () => {
    expect((await post(at('/sk'), { number: '188/1/2024', dated: '2024-05-02' }, as.panitia)).status).toBe(
      303,
    );
    expect((await post(at('/sk/sahkan'), {}, as.panitia)).status).toBe(303);
    const row = await house.db
      .selectFrom('standing')
      .select('decree')
      .where('enrolment_id', '=', kader.enrolmentId)
      .executeTakeFirstOrThrow();
    expect(row.decree).toBe('confirmed');
    const text = await (await get(at(), as.panitia)).text();
    expect(text).toContain('188/1/2024, 2 Mei 2024');
    expect(text).toContain('Sudah disahkan');
  });

  it('is not confirmed, moved or ended by themselves as panitia of the same bimtek', async () => {
    const both = await addPerson(house, {
      password: false,
      grants: [{ role: 'panitia', bimtekId: bimtek.bimtekId }],
    });
    const cookie = await house.signInAs(both);
    const own = granted(
      await run((trx) =>
        enrolPerson(
          trx,
          {
            bimtekId: bimtek.bimtekId,
            personId: both,
            villageCode: VILLAGES[2],
            classId: bimtek.classes.F,
            joinedAt: BEFORE,
            by: null,
          },
          BEFORE,
        ),
      ),
    );
    const mine = (rest: string) => path(`/peserta/${own.enrolmentId}/${rest}`);
    await post(mine('sk'), { number: '188/2/2024', dated: '2024-05-02' }, cookie);
    for (const [act, fields] of [
      ['sk/sahkan', {}],
      ['kelas', { class: bimtek.classes.G }],
      ['bergabung', { day: '2024-05-01', time: '07:00' }],
      ['berhenti', { reason: 'x' }],
      ['penugasan', { endReason: 'x' }],
    ] as const)
      expect([act, (await post(mine(act), fields, cookie)).status]).toEqual([act, 403]);
  });

  it('shows the NIK only when asked, and the showing is logged', async () => {
    const nik = '1302056206900000';
    await house.db
      .updateTable('person')
      .set(sealNik(house.keys, nik))
      .where('id', '=', kader.personId)
      .execute();
    expect(await (await get(at(), as.panitia)).text()).not.toContain(nik);
    const shown = await post(at('/nik'), {}, as.panitia);
    expect(await shown.text()).toContain(nik);
    const logged = await house.db
      .selectFrom('audit_event')
      .select('detail')
      .where('act', '=', 'nik-revealed')
      .where('subject_id', '=', kader.personId)
      .execute();
    expect(logged).toEqual([{ detail: {} }]);
    expect((await post(at('/nik'), {}, as.reader)).status).toBe(404);
  });

  it('is found by name, number, place, class and state; another’s search finds nobody', async () => {
    const names = async (query: string, cookie = as.panitia) => {
      const text = await (await get(path(`/peserta?${query}`), cookie)).text();
      return text.includes('Yulia Rahmawati Putri');
    };
    expect(await names('q=rahmawati')).toBe(true);
    expect(await names(`q=${kader.no}`)).toBe(true);
    expect(await names('q=zzz')).toBe(false);
    expect(await names('q=%25')).toBe(false);
    expect(await names('kelas=F&kabupaten=13.02')).toBe(true);
    expect(await names('kelas=G')).toBe(false);
    expect(await names('status=tanpa-sk')).toBe(false);
    expect(await names('status=berhenti')).toBe(false);
    expect(await names('status=apa-saja&sesudah=x')).toBe(true);
  });
});

describe('The own timetable', () => {
  it('shows the changed session until the kader says to know, and a look alone changes nothing', async () => {
    const { id, wish } = await plan('06-04', '14:45', '16:15', { topic: 'Layanan publik' });
    granted(
      await run((trx) =>
        changeSession(
          trx,
          {
            ...wish,
            startsAt: wib('06-04', '15:15'),
            endsAt: wib('06-04', '16:45'),
            sessionId: id,
            bimtekId: bimtek.bimtekId,
            by: null,
          },
          house.clock.now(),
        ),
      ),
    );
    const seen = () =>
      house.db.selectFrom('timetable_seen').select('no').where('person_id', '=', kader.personId).execute();
    const text = await (await get('/jadwal', as.kader)).text();
    expect(text).toContain('semula 14.45–16.15 WIB');
    expect(await seen()).toEqual([]);
    const version = /name="seen" value="([^"]+)"/.exec(text)?.[1] ?? '';
    expect((await post('/jadwal/tahu', { seen: version }, as.kader)).headers.get('Location')).toBe(
      '/jadwal?kabar=tahu',
    );
    expect(await (await get('/jadwal', as.kader)).text()).not.toContain('semula');
    expect(await seen()).toHaveLength(1);
    granted(
      await run((trx) =>
        changeSession(
          trx,
          { ...wish, room: 'Aula', sessionId: id, bimtekId: bimtek.bimtekId, by: null },
          house.clock.now(),
        ),
      ),
    );
    expect(await (await get('/jadwal', as.kader)).text()).toContain('semula 15.15–16.45 WIB, Batavia 2');
  });

  it('marks nothing seen in a bimtek that is not theirs', async () => {
    const other = await makeBimtek(house);
    await post('/jadwal/tahu', { seen: `${other.bimtekId}:5` }, as.kader);
    expect(
      await house.db
        .selectFrom('timetable_seen')
        .select('no')
        .where('bimtek_id', '=', other.bimtekId)
        .execute(),
    ).toEqual([]);
    expect((await post('/jadwal/tahu', { seen: 'kacau' }, as.kader)).status).toBe(303);
  });

  it('is a calendar file in UTC with lines of at most 75 bytes', async () => {
    await plan('06-05', '13:00', '14:30', {
      topic:
        'Topik yang panjang, dengan koma; titik koma dan kata-kata sampai lewat batas satu baris kalender',
      room: 'Ruang Batavia 2',
    });
    const answer = await get('/jadwal.ics', as.kader);
    expect(answer.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8');
    const text = await answer.text();
    const lines = text.split('\r\n');
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect(text.replaceAll('\r\n ', '')).toContain(
      'Topik yang panjang\\, dengan koma\\; titik koma dan kata-kata sampai lewat batas satu baris kalender',
    );
    expect(lines).toContain('DTSTART:20240605T060000Z');
    expect(lines.filter((line) => line === 'BEGIN:VEVENT').length).toBe(
      lines.filter((line) => line === 'END:VEVENT').length,
    );
  });

  it('of a pelatih shows their classes’ sessions', async () => {
    expect(await (await get('/jadwal', as.ratna)).text()).toContain('Layanan publik');
    expect(await (await get('/jadwal', as.deni)).text()).not.toContain('Layanan publik');
    expect((await get('/jadwal', as.panitia)).status).toBe(403);
  });
});

describe('The classes of a pelatih', () => {
  it('are those they teach: another’s class is not found, other roles are refused', async () => {
    expect((await get(`/kelas/${bimtek.classes.F}`, as.ratna)).status).toBe(200);
    expect((await get(`/kelas/${bimtek.classes.G}`, as.ratna)).status).toBe(404);
    expect((await get(`/kelas/${bimtek.classes.F}`, as.deni)).status).toBe(404);
    for (const who of ['panitia', 'kader', 'admin'] as const)
      expect((await get('/kelas', as[who])).status).toBe(403);
  });

  it('show who is in them with where they stand, without NIK and phone', async () => {
    const text = await (await get(`/kelas/${bimtek.classes.F}`, as.ratna)).text();
    expect(text).toContain('Yulia Rahmawati Putri');
    expect(text).toContain('Nagari ');
    expect(text).not.toContain('8700');
    expect(text).not.toContain('1302056206900000');
  });

  it('lead to the presensi of today’s sessions', async () => {
    const { id } = await plan('06-06', '08:30', '10:00', { topic: 'Hari ini' });
    house.clock.set(wib('06-06', '09:00'));
    const text = await (await get('/kelas', await house.signInAs(bimtek.people.ratna))).text();
    house.clock.set(BEFORE);
    expect(text).toContain(`href="/sesi/${id}/presensi"`);
  });
});
