import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createPerson } from '../../src/account/index.ts';
import { confirmArrival } from '../../src/desk/confirm-arrival.ts';
import { newId } from '../../src/id.ts';
import { readPdf } from '../documents/read-pdf.ts';
import { type Cast, openCast } from '../fixtures/cast.ts';
import { TEST_KEYS } from '../fixtures/house.ts';

// The first badge waits for the compiler: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let cast: Cast;
let one: string;
let other: string;
let base: string;
beforeAll(async () => {
  cast = await openCast('pelatihan');
  one = await cast.as('0401');
  other = await cast.as('0402');
  base = `/kelola/bimtek/${cast.bimtekId}/registrasi`;
});
afterAll(() => cast.close());

const get = async (path: string, cookie = one) => cast.get(`${base}${path}`, { cookie });
const post = (path: string, fields: Record<string, string> = {}, cookie = one) =>
  cast.post(`${base}${path}`, fields, { cookie });
const at = (last: string) => `/${cast.enrolment(last)}`;
const standing = (last: string) =>
  cast.db
    .selectFrom('arrival')
    .selectAll()
    .where('enrolment_id', '=', cast.enrolment(last))
    .where('undone_at', 'is', null)
    .execute();
const events = (last: string) =>
  cast.db
    .selectFrom('audit_event')
    .select(['act', 'actor_id'])
    .where('subject_id', '=', cast.enrolment(last))
    .where('act', 'in', ['arrival-confirmed', 'arrival-undone', 'letter-received'])
    .orderBy('seq')
    .execute();
const facts = (last: string) =>
  cast.db
    .selectFrom('enrolment as e')
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .innerJoin('account as a', 'a.person_id', 'p.id')
    .select([
      'e.participant_no',
      'e.class_id',
      'p.name',
      'p.phone_e164',
      'a.participant_code',
      'a.login_phone',
    ])
    .where('e.id', '=', cast.enrolment(last))
    .executeTakeFirstOrThrow();
const seenIn = (page: string) => /name="seen" value="([^"]+)"/.exec(page)?.[1] ?? '';

describe('the search', () => {
  test('has the cursor, and leads straight to the one whom it means', async () => {
    const { participant_no: no, participant_code: code } = await facts('0001');
    expect(await (await get('')).text()).toMatch(/<input id="q"[^>]* autofocus>/);
    const spelt = no.toLowerCase().replace('-0', '').replace('-', '');
    for (const typed of [
      no,
      spelt,
      code,
      `${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase(),
      'yulia rahm',
    ]) {
      const answer = await get(`?q=${encodeURIComponent(typed)}`);
      expect([typed, answer.status, answer.headers.get('Location')]).toEqual([
        typed,
        303,
        `${base}${at('0001')}`,
      ]);
    }
    expect(await (await get(at('0001'))).text()).toMatch(/<button class="tombol lebar" autofocus>/);
  });

  test('gives a list when it means several, with the first one under Enter', async () => {
    const page = await (await get('?q=a')).text();
    expect(page).toContain('30 orang cocok');
    expect(page.match(/ autofocus/g)).toHaveLength(1);
    expect(page).toMatch(/<li><a href="[^"]+" autofocus>/);
  });

  test('finds by village, and nobody of another bimtek or with signs of a pattern', async () => {
    const { village } = await cast.db
      .selectFrom('enrolment as e')
      .innerJoin('village as v', 'v.code', 'e.village_code')
      .select('v.name as village')
      .where('e.id', '=', cast.enrolment('0002'))
      .executeTakeFirstOrThrow();
    const answer = await get(`?q=${encodeURIComponent(village)}`);
    const to = answer.headers.get('Location') ?? (await answer.text());
    expect(to).toContain(cast.enrolment('0002'));
    for (const typed of ['%', '_', '\\', 'zzzz'])
      expect(await (await get(`?q=${encodeURIComponent(typed)}`)).text()).toContain(
        'Tidak ada peserta yang cocok',
      );
  });
});

describe('an arrival', () => {
  test('is confirmed by Enter, kept in the log, and the desk is ready for the next one', () =>
    cast.undone(async () => {
      const answer = await post(`${at('0003')}/datang`, { kloter: '2', letter: 'ya' });
      const to = answer.headers.get('Location') ?? '';
      expect([answer.status, to]).toEqual([
        303,
        `${base}?kabar=datang&peserta=${cast.enrolment('0003')}&kloter=2`,
      ]);
      const [row] = await standing('0003');
      expect(row).toMatchObject({
        by_id: cast.person('0401'),
        kloter: '2',
        letter: true,
        at: cast.clock.now(),
      });
      expect(await events('0003')).toEqual([{ act: 'arrival-confirmed', actor_id: cast.person('0401') }]);
      const page = await (await cast.get(to, { cookie: one })).text();
      expect(page).toContain((await facts('0003')).name);
      expect(page).toContain('1 dari 48 peserta sudah datang');
      expect(page).toMatch(/name="kloter" value="2"/);
      expect(page).toMatch(/<input id="q"[^>]* autofocus>/);
    }));

  test('is confirmed once: the second desk sees who was first and when', () =>
    cast.undone(async () => {
      await post(`${at('0004')}/datang`);
      const second = await post(`${at('0004')}/datang`, {}, other);
      expect(second.status).toBe(409);
      const page = await second.text();
      const first = await cast.db
        .selectFrom('person')
        .select('name')
        .where('id', '=', cast.person('0401'))
        .executeTakeFirstOrThrow();
      expect(page).toContain(`sudah dicatat meja lain: ${first.name}, 08.00 WIB`);
      expect(await standing('0004')).toHaveLength(1);
    }));

  test('at two desks in the same moment is one', async () => {
    const wish = {
      bimtekId: cast.bimtekId,
      enrolmentId: cast.enrolment('0005'),
      kloter: null,
      letter: false,
    };
    const desks = ['0401', '0402'].map((last) =>
      cast.db
        .transaction()
        .execute((trx) => confirmArrival(trx, { ...wish, by: cast.person(last) }, cast.clock.now())),
    );
    const results = await Promise.all(desks);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.refusal.reason === 'already')).toHaveLength(1);
    expect(await standing('0005')).toHaveLength(1);
    await cast.db.deleteFrom('arrival').execute();
  });

  test('is taken back and made again; an old page takes back nothing new', () =>
    cast.undone(async () => {
      await post(`${at('0006')}/datang`);
      const [first] = await standing('0006');
      const arrival = first?.id ?? '';
      expect((await post(`${at('0006')}/batal`, { arrival })).status).toBe(303);
      expect(await standing('0006')).toEqual([]);
      await post(`${at('0006')}/datang`, {}, other);
      for (const stale of [arrival, newId(), 'bukan-id'])
        expect((await post(`${at('0006')}/batal`, { arrival: stale })).status).toBe(409);
      expect(await standing('0006')).toHaveLength(1);
      expect((await events('0006')).map(({ act }) => act)).toEqual([
        'arrival-confirmed',
        'arrival-undone',
        'arrival-confirmed',
      ]);
      const all = await cast.db
        .selectFrom('arrival')
        .select('undone_by')
        .orderBy('at')
        .orderBy('id')
        .execute();
      expect(new Set(all.map((row) => row.undone_by))).toEqual(new Set([cast.person('0401'), null]));
    }));

  test('may lack its surat tugas, which comes later, once', () =>
    cast.undone(async () => {
      await post(`${at('0007')}/datang`);
      const arrival = (await standing('0007'))[0]?.id ?? '';
      expect((await post(`${at('0007')}/surat`, { arrival })).status).toBe(303);
      expect((await standing('0007'))[0]?.letter).toBe(true);
      expect((await post(`${at('0007')}/surat`, { arrival })).status).toBe(409);
    }));

  test('is nobody’s to say of themselves', () =>
    cast.undone(async () => {
      const person = cast.person('0401');
      await cast.db
        .updateTable('enrolment')
        .set({ person_id: person })
        .where('id', '=', cast.enrolment('0008'))
        .execute();
      expect((await post(`${at('0008')}/datang`)).status).toBe(403);
      expect(await standing('0008')).toEqual([]);
      expect((await post(`${at('0008')}/datang`, {}, other)).status).toBe(303);
    }));
});

describe('a correction at the desk', () => {
  const form = async (last: string, change: Record<string, string> = {}) => {
    const { name, phone_e164: phone, class_id: classId } = await facts(last);
    const seen = seenIn(await (await get(at(last))).text());
    return { name, phone: phone ?? '', class: classId, seen, ...change };
  };

  test('changes name, phone and class in one act', () =>
    cast.undone(async () => {
      const change = { name: 'Yulia Rahmawati Putri', phone: '0812 0000 7777', class: cast.classId('G') };
      const answer = await post(`${at('0001')}/data`, await form('0001', change));
      expect([answer.status, answer.headers.get('Location')]).toEqual([
        303,
        `${base}${at('0001')}?kabar=nama`,
      ]);
      expect(await facts('0001')).toMatchObject({
        name: 'Yulia Rahmawati Putri',
        phone_e164: '+6281200007777',
        login_phone: '+6281200007777',
        class_id: cast.classId('G'),
      });
    }));

  test('of another desk in the meantime is not written over', () =>
    cast.undone(async () => {
      const mine = await form('0002', { phone: '081200007771' });
      const theirs = await form('0002', { phone: '081200007772' });
      expect((await post(`${at('0002')}/data`, theirs, other)).status).toBe(303);
      const answer = await post(`${at('0002')}/data`, mine);
      expect(answer.status).toBe(409);
      expect(await answer.text()).toContain('baru saja diubah di meja lain');
      expect((await facts('0002')).phone_e164).toBe('+6281200007772');
    }));

  test('keeps what was typed when it cannot be read', async () => {
    const answer = await post(`${at('0002')}/data`, await form('0002', { name: '', phone: '12' }));
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('Nomor HP harus 10 sampai 13 angka.');
    expect(page).toContain('value="12"');
  });
});

describe('who is on no list', () => {
  const walkIn = (more: Record<string, string> = {}) => ({
    name: 'Murni Asih',
    phone: '081200007001',
    village: '13.02.03.2001',
    class: cast.classId('F'),
    kloter: '3',
    ...more,
  });
  const madeBy = async (answer: Response) => {
    const id = /registrasi\/([0-9a-f-]{36})/.exec(answer.headers.get('Location') ?? '')?.[1] ?? '';
    return cast.db
      .selectFrom('enrolment as e')
      .innerJoin('person as p', 'p.id', 'e.person_id')
      .innerJoin('arrival as r', 'r.enrolment_id', 'e.id')
      .leftJoin('slip as s', 's.person_id', 'p.id')
      .leftJoin('assignment as t', (join) => join.onRef('t.person_id', '=', 'p.id').on('t.active', '=', true))
      .select([
        'p.id',
        'p.name',
        'e.participant_no',
        'e.joined_at',
        'e.village_code',
        'r.kloter',
        's.id as slip',
        't.village_code as kader_of',
      ])
      .where('e.id', '=', id)
      .executeTakeFirstOrThrow();
  };

  test('is enrolled from now on, has come, has a slip and the free village', () =>
    cast.undone(async () => {
      const answer = await post('/baru', walkIn());
      expect(answer.headers.get('Location')).toMatch(/kabar=baru&kloter=3$/);
      expect(await madeBy(answer)).toMatchObject({
        name: 'Murni Asih',
        participant_no: 'F-37',
        joined_at: cast.clock.now(),
        kloter: '3',
        slip: expect.any(String),
        kader_of: '13.02.03.2001',
      });
    }));

  test('in a village that has a kader is enrolled without its assignment, and the desk is told', () =>
    cast.undone(async () => {
      const { village_code: village } = await cast.db
        .selectFrom('enrolment')
        .select('village_code')
        .where('id', '=', cast.enrolment('0002'))
        .executeTakeFirstOrThrow();
      const answer = await post('/baru', walkIn({ village }));
      expect(answer.headers.get('Location')).toContain('kabar=baru-tanpa-tugas');
      expect(await madeBy(answer)).toMatchObject({ village_code: village, kader_of: null });
    }));

  test('with a NIK that Bekal knows stays one person, and is not enrolled twice', () =>
    cast.undone(async () => {
      const nik = '1302030101900000';
      const first = await madeBy(await post('/baru', walkIn({ nik })));
      const again = await post('/baru', walkIn({ nik, name: 'Murni A.' }), other);
      expect(again.status).toBe(409);
      expect(await again.text()).toContain('sudah terdaftar di bimtek ini');
      const people = await cast.db
        .selectFrom('person')
        .select('id')
        .where('name', 'in', ['Murni Asih', 'Murni A.'])
        .execute();
      expect(people).toEqual([{ id: first.id }]);
    }));

  test('with a name or a phone that is known is asked about, and is who the desk says', () =>
    cast.undone(async () => {
      const first = await madeBy(await post('/baru', walkIn()));
      await cast.db
        .updateTable('enrolment')
        .set({ ended_at: cast.clock.now(), end_reason: 'pulang' })
        .where('person_id', '=', first.id)
        .execute();
      for (const alike of [{ phone: '081200007002', name: 'MURNI  asih' }, { name: 'Orang Lain' }]) {
        const asked = await post('/baru', walkIn(alike));
        expect(asked.status).toBe(409);
        expect(await asked.text()).toContain(
          `<input type="radio" name="person" value="${first.id}" required>`,
        );
      }
      const another = await madeBy(await post('/baru', walkIn({ person: 'new', phone: '081200007003' })));
      expect(another.id).not.toBe(first.id);
    }));

  test('and is who the desk says, also without a NIK', () =>
    cast.undone(async () => {
      const facts = { name: 'Murni A.', titlePrefix: '', titleSuffix: '', sex: null, nik: null };
      const phone = '+6281200007004';
      const known = await cast.db
        .transaction()
        .execute((trx) => createPerson(trx, TEST_KEYS, { ...facts, phone }, cast.clock.now()));
      const answer = await post('/baru', walkIn({ phone, person: known }));
      expect((await madeBy(answer)).id).toBe(known);
    }));

  test('who is a participant already is found, not enrolled a second time', () =>
    cast.undone(async () => {
      await post('/baru', walkIn());
      const asked = await post('/baru', walkIn({ person: newId() }), other);
      expect([asked.status, (await asked.text()).includes('sudah terdaftar di bimtek ini')]).toEqual([
        409,
        true,
      ]);
    }));

  test('may name the village; of several the desk chooses', () =>
    cast.undone(async () => {
      const unclear = await post('/baru', walkIn({ village: 'Koto' }));
      expect(unclear.status).toBe(422);
      const page = await unclear.text();
      expect(page).toMatch(/<input type="radio" name="village" value="13\.02\./);
      expect(page).toContain('value="Murni Asih"');
      const missing = await post('/baru', walkIn({ village: 'Negeri Antah' }));
      expect([missing.status, (await missing.text()).includes('name="village"')]).toEqual([422, true]);
    }));
});

describe('the counts', () => {
  test('go by hour, kloter, class and kabupaten', () =>
    cast.undone(async () => {
      const start = cast.clock.now();
      await post(`${at('0001')}/datang`, { kloter: '1' });
      await post(`${at('0026')}/datang`, { kloter: '1' });
      cast.clock.set(new Date(start.getTime() + 3_600_000));
      await post(`${at('0014')}/datang`);
      cast.clock.set(start);
      const page = (await (await get('/rekap')).text()).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
      for (const line of [
        '08.00–09.00 WIB 2',
        '09.00–10.00 WIB 1',
        'Tanpa kloter 1',
        'Kabupaten Solok 2 25',
        'Kabupaten Pringsewu 1 10',
        'Kelas F 36'.replace('Kelas ', '').replace('F ', 'F 2 '),
        'G 1 12',
      ])
        expect(page).toContain(line);
    }));
});

describe('name badges', () => {
  const badges = async (query: string) => {
    const answer = await get(`/tanda-pengenal.pdf?${query}`);
    expect(answer.headers.get('Content-Type')).toBe('application/pdf');
    return readPdf(new Uint8Array(await answer.arrayBuffer()));
  };

  test('stand eight on a sheet: of a class, of a kabupaten, of the chosen ones', async () => {
    expect((await badges(`kelas=${cast.classId('F')}`)).pages).toHaveLength(5);
    expect((await badges(`kabupaten=13.02&kelas=${cast.classId('G')}`)).pages).toHaveLength(2);
    const { participant_no: no, participant_code: code } = await facts('0001');
    const { participant_no: another } = await facts('0014');
    const two = await badges(`no=${no}&no=${another}`);
    const text = two.pages.flatMap(({ lines }) => lines.map((line) => line.trim()));
    expect(two.pages).toHaveLength(1);
    expect(text.filter((line) => line === no || line === another)).toHaveLength(2);
    expect(text).toContain(`${code.slice(0, 4)}-${code.slice(4)}`);
    expect(two.tagged).toBe(true);
  });

  test('of nobody are not there', async () => {
    expect((await get('/tanda-pengenal.pdf?no=Z-99')).status).toBe(404);
  });
});
