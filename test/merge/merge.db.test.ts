import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantRole, readActor } from '../../src/account/index.ts';
import { refreshStanding } from '../../src/certification/index.ts';
import { newId } from '../../src/id.ts';
import { takeBackUntil } from '../../src/merge/rules.ts';
import { type Cast, openCast } from '../fixtures/cast.ts';
import { addKader, granted, inTransaction, makeBimtek } from '../fixtures/bimtek.ts';

let cast: Cast;
let cookie: string;
let cleared: string;
let plain: string;
let kept: string;

beforeAll(async () => {
  cast = await openCast('pkdd');
  cookie = await cast.as('0401');
  const { rows } = await sql<{ last: string; cleared: boolean }>`
    select right(p.phone_e164, 4) as last, exists (select from clearance k where k.person_id = p.id) as cleared
    from certificate c join person p on p.id = c.person_id where c.kind = 'sertifikat' and c.status = 'valid'
    order by 1`.execute(cast.db);
  cleared = rows.find((row) => row.cleared)?.last ?? '';
  [kept = '', plain = ''] = rows.flatMap((row) => (row.cleared ? [] : [row.last]));
  for (const last of [kept, plain, cleared]) await samePhone(last);
});
afterAll(() => cast.close());

/** Gives somebody the phone of the one who is kept: a reason to ask whether they are one. */
const samePhone = (last: string) =>
  cast.db
    .updateTable('person')
    .set({ phone_e164: '+6281200007777' })
    .where('id', '=', cast.person(last))
    .execute();
const path = (act = '') => `/kelola/bimtek/${cast.bimtekId}/ganda${act}`;
const post = (act: string, fields: Record<string, string>) =>
  cast.post(path(act), { _key: newId(), ...fields }, { cookie });
const pair = (last: string) => ({ one: cast.person(kept), other: cast.person(last) });
const merge = (last: string) => post('/gabung', { ...pair(last), keep: cast.person(kept) });

const TABLES = [
  ...['person', 'account', 'enrolment', 'certificate', 'decree', 'assignment', 'clearance'],
  ...['attendance', 'standing', 'mark', 'attempt'],
] as const;
async function dump(...tables: readonly string[]): Promise<string[]> {
  const all: string[] = [];
  for (const table of tables) {
    const { rows } = await sql<{ row: string }>`
      select to_jsonb(t)::text as row from ${sql.table(table)} t order by 1`.execute(cast.db);
    all.push(...rows.map(({ row }) => `${table} ${row}`));
  }
  return all;
}
/** The standings as they are, and as they come out of the facts alone. */
async function standings(): Promise<{ kept: string[]; anew: string[] }> {
  const kept = await dump('standing');
  await inTransaction(cast.db, async (trx) => {
    await trx.deleteFrom('standing').where('bimtek_id', '=', cast.bimtekId).execute();
    await refreshStanding(trx, cast.bimtekId, 'all', cast.clock.now());
  });
  return { kept, anew: await dump('standing') };
}
const standing = (last: string) =>
  cast.db
    .selectFrom('standing')
    .selectAll()
    .where('enrolment_id', '=', cast.enrolment(last))
    .executeTakeFirst();
const mergeId = async () =>
  (await cast.db.selectFrom('person_merge').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()).id;

describe('Two records of one person', () => {
  it('stand side by side in the queue, with what each has', async () => {
    const page = await (await cast.get(path(), { cookie })).text();
    expect(page).toContain('Nomor HP sama');
    expect(page).toContain('Data 1');
    expect(page).toContain('Bukan orang yang sama');
    expect(page.match(/ganda\/gabung/g)).toHaveLength(3); // each of three with each other
  });

  it('become one: marks, attempts and certificates of both stay, and taking back gives what was before', async () => {
    const before = await dump(...TABLES);
    const frozen = await dump('certificate_revision', 'certificate_event');
    const [one, other] = [await standing(kept), await standing(plain)];
    expect((await merge(plain)).headers.get('Location')).toBe(`${path()}?kabar=digabung`);

    const together = await standing(kept);
    expect(await standing(plain)).toBeUndefined();
    expect(together?.post_attempts).toBe((one?.post_attempts ?? 0) + (other?.post_attempts ?? 0));
    expect(together?.half_jp_attended).toBeGreaterThanOrEqual(one?.half_jp_attended ?? 0);
    expect(together?.due).toBeNull();
    const now = await standings();
    expect(now.kept).toEqual(now.anew);
    expect(await dump('certificate_revision', 'certificate_event')).toEqual(frozen);
    const papers = await cast.db
      .selectFrom('certificate')
      .select('number')
      .where('person_id', 'in', [cast.person(kept), cast.person(plain)])
      .execute();
    const own = await (await cast.get('/sertifikat', { cookie: await cast.as(plain) })).text();
    expect(papers).toHaveLength(2);
    for (const { number } of papers) expect(own).toContain(number);
    const session = { personId: cast.person(plain), idHash: new Uint8Array(), sharedPhone: false };
    expect((await readActor(cast.db, session, cast.clock.now()))?.personId).toBe(cast.person(kept));
    const people = `/kelola/bimtek/${cast.bimtekId}/peserta/${cast.enrolment(kept)}`;
    expect(await (await cast.get(people, { cookie })).text()).toContain('Menggabungkan data ganda');

    await post('/kembalikan', { merge: await mergeId() });
    expect(await dump(...TABLES)).toEqual(before);
    const after = await standings();
    expect(after.kept).toEqual(after.anew);
    expect((await post('/kembalikan', { merge: await mergeId() })).status).toBe(409);
  });

  it('have the other one kept where a clearance stands on its own certificate, and then keep that clearance', async () => {
    expect((await merge(cleared)).status).toBe(409);
    const before = await dump(...TABLES);
    const fields = { ...pair(cleared), keep: cast.person(cleared) };
    expect((await post('/gabung', fields)).status).toBe(303);
    expect(
      await cast.db
        .selectFrom('clearance')
        .select('village_code')
        .where('person_id', '=', cast.person(cleared))
        .execute(),
    ).toHaveLength(1);
    await post('/kembalikan', { merge: await mergeId() });
    expect(await dump(...TABLES)).toEqual(before);
  });

  it('can be parted for thirty days and not after', async () => {
    await cast.undone(async () => {
      await merge(plain);
      const now = cast.clock.now();
      cast.clock.set(new Date(takeBackUntil(now).getTime() + 1000));
      cookie = await cast.as('0401');
      const late = await post('/kembalikan', { merge: await mergeId() });
      expect(late.status).toBe(409);
      expect(await late.text()).toContain('Sudah lewat 30 hari');
      cast.clock.set(now);
    });
    cookie = await cast.as('0401');
  });

  it('are not merged with whoever has a role, is of another bimtek, or sits at the desk', async () => {
    const grant = { personId: cast.person(plain), role: 'pelatih' as const };
    await cast.undone(async () => {
      granted(
        await inTransaction(cast.db, (trx) => grantRole(trx, grant, cast.person('0501'), cast.clock.now())),
      );
      const refused = await merge(plain);
      expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('punya peran')]);
    });
    await cast.undone(async () => {
      const elsewhere = await makeBimtek(cast);
      const stranger = await addKader(cast, elsewhere, { name: 'Kader Lain' });
      await cast.db
        .updateTable('person')
        .set({ phone_e164: '+6281200007777' })
        .where('id', '=', stranger.personId)
        .execute();
      expect(await (await cast.get(path(), { cookie })).text()).not.toContain('Kader Lain');
      const fields = { one: cast.person(kept), other: stranger.personId, keep: cast.person(kept) };
      expect((await post('/gabung', fields)).status).toBe(409);
      expect((await post('/berbeda', { one: fields.one, other: fields.other })).status).toBe(409);
    });
    const self = { one: cast.person('0401'), other: cast.person(kept), keep: cast.person(kept) };
    expect((await post('/gabung', self)).status).toBe(403);
    expect((await post('/gabung', pair(plain))).status).toBe(422);
  });

  it('are asked about no more once a human called them two, until the question is opened again', async () => {
    await post('/berbeda', pair(plain));
    const page = await (await cast.get(path(), { cookie })).text();
    expect(page.match(/ganda\/gabung/g)).toHaveLength(2);
    expect(page).toContain('Tinjau lagi');
    expect((await merge(plain)).status).toBe(409);
    await post('/tinjau', pair(plain));
    expect((await (await cast.get(path(), { cookie })).text()).match(/ganda\/gabung/g)).toHaveLength(3);
  });
});
