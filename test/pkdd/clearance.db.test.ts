import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revokeCertificate } from '../../src/certification/index.ts';
import { newId } from '../../src/id.ts';
import { clearKader, endAssignment, endDecree } from '../../src/pkdd/index.ts';
import { type Cast, openCast } from '../fixtures/cast.ts';

/** Nagari of the story by 1 July. */
const WAITING = '13.02.06.2003'; // Ira Novita: certified, SK confirmed, not cleared
const CLEARED = '13.02.12.2001'; // Fajri Ramadhan
const FORMED = '13.02.07.2001'; // Yulia Rahmawati
const SUSPENDED = '13.02.08.2001'; // Bustanul Arifin
const NO_DECREE = '13.02.05.2002'; // Leni Marlina: certified, SK never recorded

let cast: Cast;
beforeAll(async () => void (cast = await openCast('pkdd')));
afterAll(() => cast.close());

const page = async (last: string, code: string) => {
  const response = await cast.get(`/pantau/nagari/${code}`, { cookie: await cast.as(last) });
  return { status: response.status, text: await response.text() };
};
const press = async (last: string, path: string, fields: Record<string, string> = {}) =>
  cast.post(path, { _key: newId(), ...fields }, { cookie: await cast.as(last) });
const clearanceOf = (code: string) =>
  cast.db.selectFrom('clearance').selectAll().where('village_code', '=', code).executeTakeFirst();

describe('clearing for PKDD', () => {
  it('is refused with the reason where the SK is missing', async () => {
    const response = await press('0301', `/pantau/nagari/${NO_DECREE}/boleh`);
    expect(response.status).toBe(409);
    expect(await response.text()).toContain('SK kader belum dicatat. Catat SK dulu.');
    expect(await clearanceOf(NO_DECREE)).toBeUndefined();
  });

  it('stands on certificate, SK and assignment once the korkab presses, however often', async () => {
    const before = await page('0301', WAITING);
    expect(before.text).toContain('Setujui mulai PKDD');
    const key = newId();
    const cookie = await cast.as('0301');
    for (let times = 0; times < 2; times++)
      expect((await cast.post(`/pantau/nagari/${WAITING}/boleh`, { _key: key }, { cookie })).status).toBe(
        303,
      );
    expect(await clearanceOf(WAITING)).toMatchObject({
      person_id: cast.person('0006'),
      status: 'valid',
      confirmed: true,
      active: true,
    });
    const events = await cast.db
      .selectFrom('audit_event')
      .select('act')
      .where('subject_id', '=', WAITING)
      .execute();
    expect(events.filter((event) => event.act === 'kader-cleared')).toHaveLength(1);
    expect((await page('0301', WAITING)).text).toContain('Bentuk tim RKDD');
  });

  it('is the korkab of the own regency alone', async () => {
    expect((await press('0302', `/pantau/nagari/${CLEARED}/boleh`)).status).toBe(404);
    expect((await press('0101', `/pantau/nagari/${FORMED}/boleh`)).status).toBe(403);
    expect((await press('0401', `/pantau/nagari/${CLEARED}/boleh`)).status).toBe(403);
    expect((await page('0302', CLEARED)).status).toBe(404);
  });

  it('is never for oneself', async () => {
    const now = cast.clock.now();
    const self = { villageCode: CLEARED, by: cast.person('0003') };
    expect(await cast.db.transaction().execute((trx) => clearKader(trx, self, now))).toEqual({
      ok: false,
      refusal: { reason: 'self' },
    });
  });

  it('is shown as suspended with its reason, and lifted by clearing again only when the certificate is valid', async () => {
    expect((await page('0301', SUSPENDED)).text).toContain('Nama pada SK berbeda dengan nama pada KTP');
    expect((await press('0301', `/pantau/nagari/${SUSPENDED}/boleh`)).status).toBe(409);
    const kader = await (await cast.get('/pkdd', { cookie: await cast.as('0011') })).text();
    expect(kader).toContain('Ditangguhkan');
  });

  it('cannot outlive the SK: ending it suspends in the same transaction', async () => {
    const row = await clearanceOf(CLEARED);
    const wish = { decreeId: row!.decree_id, by: cast.person('0301'), reason: 'SK dicabut wali nagari' };
    await cast.db.transaction().execute((trx) => endDecree(trx, wish, cast.clock.now()));
    expect(await clearanceOf(CLEARED)).toBeUndefined();
    const standing = await cast.db
      .selectFrom('standing')
      .select('clearance')
      .where('enrolment_id', '=', cast.enrolment('0003'))
      .executeTakeFirstOrThrow();
    expect(standing.clearance).toBe('suspended');
  });

  it('cannot outlive the assignment', async () => {
    const row = await clearanceOf('13.02.13.2001');
    const wish = { assignmentId: row!.assignment_id, by: cast.person('0301'), reason: 'Pindah' };
    const ended = await cast.db.transaction().execute((trx) => endAssignment(trx, wish, cast.clock.now()));
    expect(ended.ok).toBe(true);
    expect(await clearanceOf('13.02.13.2001')).toBeUndefined();
  });

  it('is refused by the database itself when a certificate is revoked beside it', async () => {
    const row = await clearanceOf(FORMED);
    const revoke = cast.db
      .updateTable('certificate')
      .set({ status: 'revoked' })
      .where('id', '=', row!.certificate_id)
      .execute();
    await expect(revoke).rejects.toMatchObject({ code: '23503' });
    const act = { certificateId: row!.certificate_id, by: cast.person('0401'), reason: 'Data palsu' };
    expect(
      (await cast.db.transaction().execute((trx) => revokeCertificate(trx, act, cast.clock.now()))).ok,
    ).toBe(true);
    expect(await clearanceOf(FORMED)).toBeUndefined();
  });
});

describe('the steps after clearance', () => {
  const STEP = {
    kind: 'rkdd-sk',
    no: '1',
    on_date: '2024-06-29',
    place: 'Kantor wali nagari',
    men: '9',
    women: '12',
    evidence: 'SK tim 12/2024',
  };
  const steps = () =>
    cast.db.selectFrom('pkdd_step').selectAll().where('village_code', '=', WAITING).execute();

  it('are recorded once by the kader, and confirmed by someone else', async () => {
    const step = newId();
    expect((await press('0006', '/pkdd/langkah', { step, ...STEP })).status).toBe(303);
    expect((await press('0006', '/pkdd/langkah', { step, ...STEP })).status).toBe(303);
    expect(await steps()).toHaveLength(1);
    expect((await press('0006', `/pantau/nagari/${WAITING}/langkah/${step}/setujui`)).status).toBe(403);
    expect((await press('0301', `/pantau/nagari/${WAITING}/langkah/${step}/setujui`)).status).toBe(303);
    expect((await page('0301', WAITING)).text).toContain('PKDD terbentuk');
  });

  it('are refused for a day that has not come, and without clearance', async () => {
    expect(
      (
        await press('0006', '/pkdd/langkah', {
          step: newId(),
          ...STEP,
          kind: 'sosialisasi',
          on_date: '2024-08-01',
        })
      ).status,
    ).toBe(409);
    expect((await press('0004', '/pkdd/langkah', { step: newId(), ...STEP })).status).toBe(409);
  });

  it('come back filled with a reason at each wrong field', async () => {
    const response = await press('0006', '/pkdd/langkah', {
      step: newId(),
      ...STEP,
      kind: 'sosialisasi',
      place: '',
      men: 'banyak',
    });
    const text = await response.text();
    expect(response.status).toBe(422);
    expect(text).toContain('Isi tempat.');
    expect(text).toContain('Laki-laki harus berupa angka.');
    expect(text).toContain('SK tim 12/2024');
  });
});

describe('the SK of a kader', () => {
  it('is typed by the kader, confirmed by the korkab, and lets the korkab clear', async () => {
    expect((await press('0004', '/pkdd/sk', { number: '188.47/50/2024', dated: '2024-06-25' })).status).toBe(
      303,
    );
    expect((await press('0102', `/pantau/nagari/${NO_DECREE}/sk/sahkan`)).status).toBe(403);
    expect((await press('0301', `/pantau/nagari/${NO_DECREE}/sk/sahkan`)).status).toBe(303);
    expect((await press('0301', `/pantau/nagari/${NO_DECREE}/boleh`)).status).toBe(303);
    expect(await clearanceOf(NO_DECREE)).toMatchObject({ person_id: cast.person('0004') });
  });
});
