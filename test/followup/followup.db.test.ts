import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEvaluations } from '../../src/followup/index.ts';
import { newId } from '../../src/id.ts';
import { type Cast, openCast } from '../fixtures/cast.ts';

let cast: Cast;
const LAST_SESSION = new Date('2024-06-08T06:00:00Z');
beforeAll(async () => void (cast = await openCast('pelatihan')));
afterAll(() => cast.close());

const PLAN = {
  'activity-1': 'Melatih pedagang',
  'target-1': '12 orang',
  'time-1': 'Juli 2024',
  'person-1': 'Kader',
  'indicator-1': 'Punya 3 foto',
  act: 'kirim',
};
const GRADES = { material: '4', trainers: '3', room: '2', organisers: '4', usefulness: '4', advice: '' };
const send = async (last: string, path: string, fields: Record<string, string>) =>
  cast.post(path, { _key: newId(), ...fields }, { cookie: await cast.as(last) });
const standing = (last: string) =>
  cast.db
    .selectFrom('standing')
    .select(['rktl', 'l4', 'l5', 'r4'])
    .where('enrolment_id', '=', cast.enrolment(last))
    .executeTakeFirstOrThrow();
const see = async (last: string, path: string) =>
  (await cast.get(path, { cookie: await cast.as(last) })).text();

describe('RKTL', () => {
  it('is not sent before the last session opens it, but kept as a draft', async () => {
    expect((await send('0001', '/rktl', PLAN)).status).toBe(409);
    expect((await send('0001', '/rktl', { ...PLAN, act: 'draf' })).status).toBe(303);
    expect(await see('0001', '/rktl')).toContain('Melatih pedagang');
    expect(await see('0002', '/rktl')).not.toContain('Melatih pedagang');
  });

  it('goes to the trainer of the class, is sent back, sent again and accepted', async () => {
    cast.clock.set(LAST_SESSION);
    expect((await send('0001', '/rktl', PLAN)).status).toBe(303);
    expect((await send('0001', '/rktl', PLAN)).status).toBe(409);
    expect(await standing('0001')).toMatchObject({ rktl: 'submitted', l4: 'open', r4: 'waiting' });
    const path = `/periksa/rktl/${cast.enrolment('0001')}/1`;
    expect(await see('0201', '/periksa')).toContain('Yulia Rahmawati');
    expect((await cast.get(path, { cookie: await cast.as('0301') })).status).toBe(404); // korkab only after seven days
    expect((await send('0201', path, { decision: 'revise', comment: '' })).status).toBe(422);
    expect((await send('0201', path, { decision: 'revise', comment: 'Sasaran kurang jelas' })).status).toBe(
      303,
    );
    expect(await see('0001', '/rktl')).toContain('Sasaran kurang jelas');
    expect((await send('0001', '/rktl', { ...PLAN, 'target-1': '12 pedagang pasar' })).status).toBe(303);
    expect(
      (await send('0201', `/periksa/rktl/${cast.enrolment('0001')}/2`, { decision: 'accepted' })).status,
    ).toBe(303);
    expect(
      (await send('0202', `/periksa/rktl/${cast.enrolment('0001')}/2`, { decision: 'revise', comment: 'x' }))
        .status,
    ).toBe(409);
    expect(await standing('0001')).toMatchObject({ rktl: 'accepted', l4: 'met' });
  });

  it('may be reviewed by the korkab of the regency after it waited seven days, and by no other', async () => {
    expect((await send('0002', '/rktl', PLAN)).status).toBe(303);
    const path = `/periksa/rktl/${cast.enrolment('0002')}/1`;
    cast.clock.set(new Date(LAST_SESSION.getTime() + 7 * 86_400_000));
    expect((await cast.get(path, { cookie: await cast.as('0302') })).status).toBe(404);
    expect((await cast.get(path, { cookie: await cast.as('0301') })).status).toBe(200);
    expect((await send('0301', path, { decision: 'accepted' })).status).toBe(303);
  });

  it('names the row and column that is missing and keeps what was typed', async () => {
    const response = await send('0003', '/rktl', { ...PLAN, 'indicator-1': '' });
    expect(response.status).toBe(409);
    const page = await response.text();
    expect(page).toContain('Kegiatan 1: isi kolom Tanda berhasil');
    expect(page).toContain('Melatih pedagang');
  });
});

describe('the evaluation', () => {
  it('counts once each and keeps no row, hash or transaction number that leads from answers to a person', async () => {
    cast.clock.set(new Date(LAST_SESSION.getTime() + 3_600_000));
    for (const last of ['0001', '0002', '0003', '0004'])
      expect((await send(last, '/evaluasi', GRADES)).status).toBe(303);
    expect((await send('0001', '/evaluasi', { ...GRADES, material: '1' })).status).toBe(303);
    const sealed = await cast.db.selectFrom('evaluation_box').selectAll().execute();
    expect(sealed).toHaveLength(4);
    expect(
      await cast.db.selectFrom('idempotency').select('route').where('route', '=', 'POST /evaluasi').execute(),
    ).toEqual([]);
    expect(await openEvaluations(cast.db, cast.keys.evaluation, cast.clock.now())).toBe(0); // fewer than five
    expect((await send('0005', '/evaluasi', GRADES)).status).toBe(303);
    expect(await openEvaluations(cast.db, cast.keys.evaluation, cast.clock.now())).toBe(5);
    expect(await openEvaluations(cast.db, cast.keys.evaluation, cast.clock.now())).toBe(0);
    const { rows } = await sql<{
      joined: number;
    }>`select count(*)::int as joined from evaluation_answer a, evaluation_done d where a.xmin = d.xmin`.execute(
      cast.db,
    );
    expect(rows[0]!.joined).toBe(0);
    expect(await standing('0001')).toMatchObject({ l5: 'met' });
  });

  it('asks for every grade and keeps those that were chosen', async () => {
    const response = await send('0006', '/evaluasi', { ...GRADES, room: '' });
    expect(response.status).toBe(422);
    const page = await response.text();
    expect(page).toContain('Pilih ruang dan sarana mendukung dari daftar.');
    expect(page).toContain('name="material" value="4" checked');
  });

  it('shows panitia of the bimtek the mixed answers, nobody else', async () => {
    expect(await see('0401', `/kelola/bimtek/${cast.bimtekId}/evaluasi`)).toContain(
      '5 jawaban terbuka, 0 masih tersegel',
    );
    expect(
      (await cast.get(`/kelola/bimtek/${cast.bimtekId}/evaluasi`, { cookie: await cast.as('0201') })).status,
    ).toBe(403);
  });
});
