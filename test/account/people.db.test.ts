import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createAccount,
  createPerson,
  endRole,
  findPersonByNik,
  grantRole,
  issueSlips,
  openNik,
  sealNik,
  slipCode,
  updatePerson,
} from '../../src/account/index.ts';
import { newId } from '../../src/id.ts';
import { keysFrom } from '../../src/keys.ts';
import { addPerson } from '../fixtures/account.ts';
import { MONDAY, openHouse, TEST_KEYS, type TestHouse } from '../fixtures/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const NIK = '1302104107900000';

describe('a NIK', () => {
  test('comes out as it went in, and two seals of it share no bytes of the cipher', () => {
    const one = sealNik(TEST_KEYS, NIK);
    const two = sealNik(TEST_KEYS, NIK);
    expect(openNik(TEST_KEYS, one.nik_cipher)).toBe(NIK);
    expect(one.nik_cipher).toHaveLength(12 + 16 + 16);
    expect(Buffer.from(one.nik_cipher).equals(Buffer.from(two.nik_cipher))).toBe(false);
    expect(Buffer.from(one.nik_hmac).equals(Buffer.from(two.nik_hmac))).toBe(true);
  });

  test('does not open with another key or after any byte was altered', () => {
    const sealed = Buffer.from(sealNik(TEST_KEYS, NIK).nik_cipher);
    expect(() => openNik(keysFrom(Buffer.alloc(32, 8)), sealed)).toThrow('unable to authenticate');
    for (let at = 0; at < sealed.length; at++) {
      const altered = Buffer.from(sealed);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(() => openNik(TEST_KEYS, altered)).toThrow('unable to authenticate');
    }
  });

  test('finds its person, is nowhere in the row as text, and belongs to one person', async () => {
    const id = await addPerson(house, { nik: NIK });
    expect(await findPersonByNik(house.db, house.keys, NIK)).toBe(id);
    expect(await findPersonByNik(house.db, house.keys, '1302104107910000')).toBeUndefined();
    const row = await house.db
      .selectFrom('person')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(
      JSON.stringify({ ...row, nik_cipher: Buffer.from(row.nik_cipher ?? []).toString('latin1') }),
    ).not.toContain(NIK);
    await expect(addPerson(house, { nik: NIK })).rejects.toThrow(/person_nik/);
  });
});

describe('an account', () => {
  test('has a participant code of 8 Crockford characters that nobody else has', async () => {
    const codes = await house.db.transaction().execute(async (trx) => {
      const made = [];
      for (let i = 0; i < 30; i++) {
        const person = await createPerson(trx, house.keys, { name: `Orang ${i}` }, MONDAY);
        made.push((await createAccount(trx, person, { active: true }, MONDAY)).participantCode);
      }
      return made;
    });
    expect(new Set(codes).size).toBe(30);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  });

  test('goes without a login phone when the number signs in another active account', async () => {
    const phone = '+6281200008001';
    await addPerson(house, { phone });
    const second = await house.db.transaction().execute(async (trx) => {
      const id = await createPerson(trx, house.keys, { name: 'Nomor Sama', phone }, MONDAY);
      return createAccount(trx, id, { phone, active: true }, MONDAY);
    });
    expect(second.loginPhone).toBeNull();
  });

  test('takes a number over that only a deactivated account has', async () => {
    const phone = '+6281200008002';
    await addPerson(house, { phone, active: false });
    const second = await addPerson(house, { phone });
    const row = await house.db
      .selectFrom('account')
      .select('login_phone')
      .where('person_id', '=', second)
      .executeTakeFirst();
    expect(row).toEqual({ login_phone: phone });
  });

  test('is made once a person', async () => {
    const id = await addPerson(house);
    await expect(
      house.db.transaction().execute((trx) => createAccount(trx, id, { active: true }, MONDAY)),
    ).rejects.toThrow('has an account already');
  });
});

describe('changing a person', () => {
  test('another name takes the confirmation away; the same name, written with more spaces, does not', async () => {
    const id = await addPerson(house, { name: 'Yusra Malin' });
    await house.db.updateTable('person').set({ name_confirmed_at: MONDAY }).where('id', '=', id).execute();
    const change = (name: string) =>
      house.db.transaction().execute((trx) => updatePerson(trx, house.keys, id, { name }, null, MONDAY));
    expect(await change('  Yusra   Malin ')).toEqual({ fields: [], confirmationLost: false });
    expect(await change('Yusra Malin Sutan')).toEqual({ fields: ['name'], confirmationLost: true });
    const row = await house.db
      .selectFrom('person')
      .select(['name', 'name_key', 'name_confirmed_at'])
      .where('id', '=', id)
      .executeTakeFirst();
    expect(row).toEqual({
      name: 'Yusra Malin Sutan',
      name_key: 'yusra malin sutan',
      name_confirmed_at: null,
    });
  });

  test('a new phone signs in from then on, and the audit tells fields without contents', async () => {
    const id = await addPerson(house, { phone: '+6281200008003', nik: '1302104107920000' });
    await house.db
      .transaction()
      .execute((trx) =>
        updatePerson(trx, house.keys, id, { phone: '+6281200008004', nik: '1302104107930000' }, null, MONDAY),
      );
    const account = await house.db
      .selectFrom('account')
      .select('login_phone')
      .where('person_id', '=', id)
      .executeTakeFirst();
    expect(account).toEqual({ login_phone: '+6281200008004' });
    const event = await house.db
      .selectFrom('audit_event')
      .select('detail')
      .where('act', '=', 'person-changed')
      .where('subject_id', '=', id)
      .executeTakeFirst();
    expect(event).toEqual({ detail: { fields: ['phone', 'nik'] } });
  });
});

describe('a role', () => {
  const grant = (by: string | null, wish: Parameters<typeof grantRole>[1]) =>
    house.db.transaction().execute((trx) => grantRole(trx, wish, by, MONDAY));

  test('is refused to oneself, without its scope, and when it ends before it starts', async () => {
    const id = await addPerson(house);
    expect(await grant(id, { personId: id, role: 'admin' })).toEqual({
      ok: false,
      refusal: { reason: 'self' },
    });
    for (const role of ['duta', 'korkab', 'panitia', 'pemantau'] as const)
      expect(await grant(null, { personId: id, role })).toEqual({ ok: false, refusal: { reason: 'scope' } });
    const endsAt = new Date(MONDAY.getTime() - 1);
    expect(await grant(null, { personId: id, role: 'admin', endsAt })).toEqual({
      ok: false,
      refusal: { reason: 'dates' },
    });
    expect(
      await house.db.selectFrom('role_grant').select('id').where('person_id', '=', id).execute(),
    ).toEqual([]);
  });

  test('ends once, and never by its holder', async () => {
    const id = await addPerson(house);
    const given = await grant(null, { personId: id, role: 'admin' });
    if (!given.ok) throw new Error(given.refusal.reason);
    const end = (by: string | null) =>
      house.db.transaction().execute((trx) => endRole(trx, given.value, by, MONDAY));
    expect(await end(id)).toEqual({ ok: false, refusal: { reason: 'self' } });
    expect(await end(null)).toEqual({ ok: true, value: { personId: id } });
    expect(await end(null)).toEqual({ ok: false, refusal: { reason: 'gone' } });
  });

  test('given, ends the logins that the person had', async () => {
    const id = await addPerson(house);
    await house.signInAs(id);
    await grant(null, { personId: id, role: 'admin' });
    expect(
      await house.db.selectFrom('login_session').select('label').where('person_id', '=', id).execute(),
    ).toEqual([]);
  });
});

describe('a login slip', () => {
  test('has a code of its own that is nowhere in the database, and a new slip kills the old one', async () => {
    const id = await addPerson(house, { password: false });
    const expiresAt = new Date('2024-06-08T00:00:00Z');
    const issue = () =>
      house.db.transaction().execute((trx) => issueSlips(trx, [id, id], { expiresAt, byId: null }, MONDAY));
    const [first] = await issue();
    const [second, ...more] = await issue();
    expect(more).toEqual([]);
    const codes = [first, second].map((slip) => slipCode(house.keys, slip?.slipId ?? ''));
    expect(new Set(codes).size).toBe(2);
    const rows = await house.db
      .selectFrom('slip')
      .selectAll()
      .where('person_id', '=', id)
      .orderBy('id')
      .execute();
    expect(rows.map((row) => row.void_at)).toEqual([MONDAY, null]);
    const events = await house.db
      .selectFrom('audit_event')
      .selectAll()
      .where('subject_id', '=', id)
      .execute();
    for (const code of codes) expect(JSON.stringify([rows, events])).not.toContain(code);
  });

  test('depends on its id and the key', () => {
    const id = newId();
    expect(slipCode(TEST_KEYS, id)).toBe(slipCode(TEST_KEYS, id));
    expect(slipCode(TEST_KEYS, id)).not.toBe(slipCode(keysFrom(Buffer.alloc(32, 8)), id));
    expect(slipCode(TEST_KEYS, id)).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  });
});
