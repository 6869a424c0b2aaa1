import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openNik } from '../../src/account/index.ts';
import { readRules, sessionsOf } from '../../src/bimtek/index.ts';
import { refreshStanding } from '../../src/certification/index.ts';
import { newId } from '../../src/id.ts';
import { type Cast, openCast } from '../fixtures/cast.ts';
import { inTransaction } from '../fixtures/bimtek.ts';

let cast: Cast;
let cookie: string;
beforeAll(async () => {
  cast = await openCast('pelatihan');
  cookie = await cast.as('0401');
});
afterAll(() => cast.close());

const at = (rest: string) => `/kelola/bimtek/${cast.bimtekId}${rest}`;
const get = async (rest: string) => (await cast.get(at(rest), { cookie })).text();
const post = (rest: string, fields: Record<string, string | string[]>) =>
  cast.post(at(rest), { _key: newId(), ...fields }, { cookie });
const bimtek = (id: string) =>
  cast.db.selectFrom('bimtek').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const standings = () => cast.db.selectFrom('standing').selectAll().orderBy('enrolment_id').execute();

/** Size, women and people of each regency in a class. */
async function makeup(classId: string): Promise<Record<string, number>> {
  const rows = await cast.db
    .selectFrom('enrolment as e')
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .innerJoin('village as v', 'v.code', 'e.village_code')
    .select(['p.sex', 'v.regency_code as regency'])
    .where('e.class_id', '=', classId)
    .execute();
  const regencies = Object.fromEntries(
    [...Map.groupBy(rows, ({ regency }) => regency)].map(([code, all]) => [code, all.length]),
  );
  return { ...regencies, size: rows.length, women: rows.filter(({ sex }) => sex === 'P').length };
}

describe('Dividing the people of a bimtek', () => {
  const all = () => ({
    dari: [cast.classId('F'), cast.classId('G')],
    ke: [cast.classId('F'), cast.classId('G')],
  });
  const query = (wish: Record<string, string | string[]>) => {
    const search = new URLSearchParams();
    for (const [name, values] of Object.entries(wish))
      for (const one of [values].flat()) search.append(name, one);
    return `/kelas/bagi?${search.toString()}`;
  };
  const planIn = (page: string) => /name="rencana" value="([0-9a-f]{32})"/.exec(page)?.[1] ?? '';

  it('shows the plan first, then moves exactly those people, evenly, with numbers and past sessions kept', async () => {
    const before = await cast.db.selectFrom('enrolment').select(['id', 'class_id']).execute();
    const page = await get(query(all()));
    expect(page).toContain('36 menjadi <b>24</b>');
    expect(await cast.db.selectFrom('enrolment').select(['id', 'class_id']).execute()).toEqual(before);
    await cast.undone(async () => {
      const done = await post('/kelas/bagi', { ...all(), rencana: planIn(page) });
      expect(done.headers.get('Location')).toBe(at('/kelas?kabar=dibagi'));
      const [f, g] = [await makeup(cast.classId('F')), await makeup(cast.classId('G'))];
      for (const key of Object.keys(f))
        expect(Math.abs((f[key] ?? 0) - (g[key] ?? 0))).toBeLessThanOrEqual(1);
      const kept = await standings();
      await inTransaction(cast.db, (trx) => refreshStanding(trx, cast.bimtekId, 'all', cast.clock.now()));
      expect(await standings()).toEqual(kept);
      const moved = await cast.db
        .selectFrom('class_membership')
        .select('enrolment_id')
        .where('since', '=', cast.clock.now())
        .execute();
      expect(moved).toHaveLength(12);
      const again = await post('/kelas/bagi', { ...all(), rencana: planIn(page) });
      expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('Data berubah')]);
    });
  });

  it('keeps who is placed, and nobody above the limit: the rest is said to find no room', async () => {
    const wish = { dari: [cast.classId('F')], ke: [cast.classId('G')], [`maks.${cast.classId('G')}`]: '20' };
    const page = await get(query(wish));
    expect(page).toContain('12 menjadi <b>20</b>');
    expect(page).toContain('28 orang tidak muat');
    await cast.undone(async () => {
      await post('/kelas/bagi', { ...wish, rencana: planIn(page) });
      expect((await makeup(cast.classId('G')))['size']).toBe(20);
    });
  });
});

describe('Copying a bimtek', () => {
  const fields = { name: 'Bimtek Salinan', label: 'Gelombang III', place: 'Jakarta', startsOn: '2024-08-15' };

  it('shows moved days with Fridays and fixed holidays, and makes nothing', async () => {
    const page = await get(`/salin?${new URLSearchParams(fields).toString()}`);
    expect(page).toContain('15 s.d. 24 Agustus 2024');
    expect(page).toContain('Sabtu, 17 Agustus 2024: hari libur nasional, Hari Kemerdekaan.');
    expect(await get('/salin?startsOn=&name=')).toContain('Isi tanggal mulai.');
    expect(await cast.db.selectFrom('bimtek').select('id').execute()).toHaveLength(1);
  });

  it('makes one like it: classes, moved sessions, rules, course versions; once', async () => {
    await cast.undone(async () => {
      const key = { _key: newId() };
      const one = await cast.post(at('/salin'), { ...key, ...fields, trainers: 'ya' }, { cookie });
      const two = await cast.post(at('/salin'), { ...key, ...fields, trainers: 'ya' }, { cookie });
      expect(two.headers.get('Location')).toBe(one.headers.get('Location'));
      const copy =
        /bimtek\/([0-9a-f-]{36})\?kabar=disalin/.exec(one.headers.get('Location') ?? '')?.[1] ?? '';
      const [from, to] = [await bimtek(cast.bimtekId), await bimtek(copy)];
      expect([to.starts_on, to.ends_on, to.issuer_id, to.counts_for_pkdd, to.motif]).toEqual([
        ...['2024-08-15', '2024-08-24', from.issuer_id, from.counts_for_pkdd, from.motif],
      ]);
      expect(await readRules(cast.db, copy)).toEqual(await readRules(cast.db, cast.bimtekId));
      const shape = async (bimtekId: string, days: number) =>
        (await sessionsOf(cast.db, { bimtekId }))
          .filter(({ cancelReason }) => cancelReason === null)
          .map((one) => ({
            ...{
              at: one.startsAt.getTime() + days * 86_400_000,
              topic: one.topic,
              jp: one.halfJp,
              room: one.room,
            },
            ...{
              classes: one.classes.map(({ letter }) => letter),
              counted: one.counted,
              named: one.named.toSorted(),
            },
          }))
          .toSorted((a, b) => a.at - b.at || JSON.stringify(a).localeCompare(JSON.stringify(b)));
      expect(await shape(copy, 0)).toEqual(await shape(cast.bimtekId, 77));
      const courses = (id: string) =>
        cast.db
          .selectFrom('bimtek_course')
          .select(['course_id', 'version_no'])
          .where('bimtek_id', '=', id)
          .execute();
      expect(await courses(copy)).toEqual(await courses(cast.bimtekId));
      expect(
        await cast.db.selectFrom('enrolment').select('id').where('bimtek_id', '=', copy).execute(),
      ).toEqual([]);
      const again = await post('/salin', fields);
      expect([again.status, await again.text()]).toEqual([409, expect.stringContaining('sudah ada')]);
    });
  });
});

describe('Replacing a kader', () => {
  const next = {
    ...{ reason: 'mengundurkan diri', name: 'Pengganti Contoh', sex: 'P', nik: '1302094101990000' },
    ...{ phone: '0812-0000-9901', number: '141/77/2024', dated: '2024-06-02' },
  };
  const path = () => `/peserta/${cast.enrolment('0002')}/ganti`;

  it('ends the one before with all that is theirs, and the new one begins with nothing', async () => {
    await cast.undone(async () => {
      const old = await cast.db
        .selectFrom('enrolment')
        .selectAll()
        .where('id', '=', cast.enrolment('0002'))
        .executeTakeFirstOrThrow();
      const facts = (id: string) =>
        cast.db.selectFrom('mark').select('id').where('enrolment_id', '=', id).orderBy('id').execute();
      const marks = await facts(old.id);
      const done = await post(path(), next);
      const to =
        /peserta\/([0-9a-f-]{36})\?kabar=pengganti/.exec(done.headers.get('Location') ?? '')?.[1] ?? '';
      const rows = await cast.db
        .selectFrom('standing as s')
        .innerJoin('enrolment as e', 'e.id', 's.enrolment_id')
        .select([
          's.enrolment_id as id',
          's.ended',
          's.village_code',
          's.class_id',
          's.half_jp_attended',
          's.decree',
        ])
        .select('e.end_reason')
        .where('s.enrolment_id', 'in', [old.id, to])
        .orderBy('s.ended', 'desc')
        .execute();
      const place = { village_code: old.village_code, class_id: old.class_id };
      expect(rows).toMatchObject([
        { ...place, id: old.id, ended: true, end_reason: 'mengundurkan diri' },
        { ...place, id: to, ended: false, half_jp_attended: 0, decree: 'recorded' },
      ]);
      expect(marks.length).toBeGreaterThan(0);
      expect(await facts(old.id)).toEqual(marks);
      expect(await facts(to)).toEqual([]);
      const active = await cast.db
        .selectFrom('assignment as a')
        .innerJoin('person as p', 'p.id', 'a.person_id')
        .select('p.name')
        .where('a.village_code', '=', old.village_code)
        .where('a.active', '=', true)
        .execute();
      expect(active).toEqual([{ name: 'Pengganti Contoh' }]);
    });
  });

  it('is refused for somebody who takes part already, another name for a NIK, and what is not filled in', async () => {
    const { nik_cipher: cipher } = await cast.db
      .selectFrom('person')
      .select('nik_cipher')
      .where('id', '=', cast.person('0003'))
      .executeTakeFirstOrThrow();
    const nik = openNik(cast.keys, cipher ?? new Uint8Array());
    const { name } = await cast.db
      .selectFrom('person')
      .select('name')
      .where('id', '=', cast.person('0003'))
      .executeTakeFirstOrThrow();
    expect((await post(path(), { ...next, nik, name })).status).toBe(409);
    expect(await (await post(path(), { ...next, nik })).text()).toContain('sudah terdaftar atas nama lain');
    const wrong = await post(path(), { ...next, nik: '123', dated: '' });
    expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('NIK harus 16 angka.')]);
  });
});
