import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAdminCommand, firstAdminLink, grantRole } from '../../src/account/index.ts';
import { keysFrom } from '../../src/keys.ts';
import { CREATE_ADMIN_WORDS } from '../../views/account/create-admin-words.ts';
import { addPerson, PASSWORD } from '../fixtures/account.ts';
import { MONDAY, openHouse, type TestHouse } from '../fixtures/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
/** Every test begins in a house without people; the log stays, as it does. */
beforeEach(async () => {
  for (const table of [
    'role_grant',
    'login_session',
    'slip',
    'account',
    'person',
    'issuer',
    'setting',
    'idempotency',
  ] as const)
    await house.db.deleteFrom(table).execute();
});

const pathOf = async () => new URL((await firstAdminLink(house)) ?? 'http://localhost/none').pathname;
const FORM = {
  name: 'Hendra Saputra',
  phone: '0812-0000-0501',
  password: PASSWORD,
  again: PASSWORD,
  unit: 'bbppm-jkt',
  issuerName: 'Balai Besar Contoh',
  lines: 'Kementerian Contoh\r\n\r\n  Badan   Contoh ',
  place: 'Jakarta',
  signatoryName: 'Dr. Pejabat Contoh, M.Si.',
  signatoryTitle: 'Kepala Balai',
  signatoryNip: '',
};
const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10z" onclick="alert(1)"/></svg>';

/** A form with a file, as a browser sends it. */
function withLogo(fields: Record<string, string>, svg: string): RequestInit {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('logo', new File([svg], 'logo.svg', { type: 'image/svg+xml' }));
  return { method: 'POST', body };
}

/** The same with the header that a browser's request would carry. */
const upload = (path: string, fields: Record<string, string>, svg: string, cookie?: string) => {
  const request = new Request('http://localhost/', withLogo(fields, svg));
  const headers = { 'Content-Type': request.headers.get('Content-Type') ?? '' };
  return request
    .arrayBuffer()
    .then((body) => house.send(path, { method: 'POST', body }, { headers, ...(cookie ? { cookie } : {}) }));
};

describe('the first admin', () => {
  test('begins at one link, the same at each start, which the database alone does not tell', async () => {
    const link = (await firstAdminLink(house)) ?? '';
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:3000\/mulai\/[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(await firstAdminLink(house)).toBe(link);
    const rows = JSON.stringify(await house.db.selectFrom('setting').selectAll().execute());
    expect(rows).not.toContain(link.split('/').at(-1));
    expect(await firstAdminLink({ ...house, keys: keysFrom(Buffer.alloc(32, 9)) })).not.toBe(link);
  });

  test('is made with issuer and logo, signed in, and the link is dead', async () => {
    const path = await pathOf();
    expect((await house.get(path)).status).toBe(200);
    const done = await upload(path, FORM, LOGO);
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/kelola/setelan?kabar=siap']);
    const cookie = (done.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
    expect((await house.get('/kelola/akun', { cookie })).status).toBe(200);
    const issuer = await house.db.selectFrom('issuer').selectAll().executeTakeFirstOrThrow();
    expect([issuer.unit, issuer.lines, issuer.signatory_nip]).toEqual([
      'BBPPM-JKT',
      ['Kementerian Contoh', 'Badan Contoh'],
      null,
    ]);
    expect(issuer.logo_svg).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10z"></path></svg>',
    );
    expect([
      await firstAdminLink(house),
      (await house.get(path)).status,
      (await house.post(path, FORM)).status,
    ]).toEqual([null, 404, 404]);
    expect((await house.post('/masuk', { who: '081200000501', password: PASSWORD })).status).toBe(303);
  });

  test('is made once by two who send at the same time', async () => {
    const path = await pathOf();
    const both = await Promise.all([
      house.post(path, FORM),
      house.post(path, { ...FORM, phone: '081200000502', unit: 'LAIN' }),
    ]);
    expect(both.map((answer) => String(answer.status)).toSorted()).toEqual(['303', '404']);
    expect(
      (await house.db.selectFrom('role_grant').select('id').where('role', '=', 'admin').execute()).length,
    ).toBe(1);
  });

  test('is not made by a wrong link, nor by the right one once somebody was admin, even for a day', async () => {
    const path = await pathOf();
    for (const wrong of ['/mulai/', '/mulai/x', `${path}X`, `/mulai/${'0'.repeat(26)}`])
      expect([wrong, (await house.get(wrong)).status]).toEqual([wrong, 404]);
    const person = await addPerson(house);
    await house.db
      .transaction()
      .execute((trx) => grantRole(trx, { personId: person, role: 'admin', endsAt: MONDAY }, null, MONDAY));
    expect([
      (await house.get(path)).status,
      (await house.post(path, FORM)).status,
      await firstAdminLink(house),
    ]).toEqual([404, 404, null]);
  });

  test.each([
    ['a weak password', { password: '12345678', again: '12345678' }],
    ['no signatory', { signatoryName: ' ' }],
    ['a phone that is none', { phone: '12' }],
    ['a unit with blanks', { unit: 'BALAI BESAR' }],
    ['five lines above the name', { lines: 'a\nb\nc\nd\ne' }],
  ])('is not made with %s, and nothing typed is lost', async (_what, wrong) => {
    const answer = await house.post(await pathOf(), { ...FORM, ...wrong });
    expect([answer.status, (await answer.text()).includes('value="Balai Besar Contoh"')]).toEqual([
      422,
      true,
    ]);
    expect(await house.db.selectFrom('person').select('id').execute()).toEqual([]);
  });

  test('is not made with a logo that is no picture', async () => {
    const answer = await upload(await pathOf(), FORM, '<html></html>');
    expect([answer.status, (await answer.text()).includes('Logo harus berkas SVG')]).toEqual([422, true]);
    expect(await house.db.selectFrom('issuer').select('id').execute()).toEqual([]);
  });
});

describe('the issuer', () => {
  test('is added, changed and given a logo by an admin, each kept in the log; its unit is its own', async () => {
    const admin = await addPerson(house, { grants: [{ role: 'admin' }] });
    const cookie = await house.signInAs(admin);
    const made = await house.post('/kelola/setelan/penerbit', FORM, { cookie });
    const path = (made.headers.get('Location') ?? '').split('?')[0] ?? '';
    expect((await house.post('/kelola/setelan/penerbit', FORM, { cookie })).status).toBe(422);
    expect((await house.post(path, { ...FORM, unit: 'LAIN', place: 'Solok' }, { cookie })).status).toBe(303);
    expect((await upload(`${path}/logo`, {}, LOGO, cookie)).status).toBe(303);
    expect((await upload(`${path}/logo`, {}, 'bukan gambar', cookie)).status).toBe(422);
    const issuer = await house.db.selectFrom('issuer').selectAll().executeTakeFirstOrThrow();
    expect([issuer.unit, issuer.place, issuer.logo_svg?.includes('onclick')]).toEqual([
      'BBPPM-JKT',
      'Solok',
      false,
    ]);
    expect((await house.post(`${path}/tanpa-logo`, {}, { cookie })).status).toBe(303);
    expect((await house.db.selectFrom('issuer').select('logo_svg').executeTakeFirst())?.logo_svg).toBeNull();
    const acts = await house.db
      .selectFrom('audit_event')
      .select('act')
      .where('subject_id', '=', issuer.id)
      .orderBy('seq')
      .execute();
    expect(acts.map(({ act }) => act)).toEqual([
      'issuer-created',
      'issuer-changed',
      'issuer-changed',
      'issuer-changed',
    ]);
  });

  test('that is not there is not found', async () => {
    const admin = await addPerson(house, { grants: [{ role: 'admin' }] });
    expect(
      (await house.get('/kelola/setelan/penerbit/apa-saja', { cookie: await house.signInAs(admin) })).status,
    ).toBe(404);
  });
});

describe('bekal create-admin', () => {
  async function run(...args: string[]) {
    const printed: string[] = [];
    let opened = 0;
    const open = async () => {
      opened++;
      return { house, close: async () => void opened-- };
    };
    const code = await createAdminCommand(args, CREATE_ADMIN_WORDS, open, (text) => printed.push(text));
    expect(opened).toBe(0);
    return { code, text: printed.join('\n') };
  }

  test('makes an admin whose printed codes sign in', async () => {
    const { code, text } = await run('--name', 'Hendra Saputra', '--phone', '0812-0000-0501', '--json');
    expect(code).toBe(0);
    const made = JSON.parse(text) as { personId: string; participantCode: string; slipCode: string };
    const fields = {
      who: made.participantCode,
      code: made.slipCode,
      password: PASSWORD,
      again: PASSWORD,
      name: 'Hendra Saputra',
      consent: 'ya',
    };
    const done = await house.post('/aktivasi', fields);
    const cookie = (done.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
    expect([done.status, (await house.get('/kelola/akun', { cookie })).status]).toEqual([303, 200]);
  });

  test('says what it did in words a person can copy', async () => {
    expect((await run('--name', 'Hendra Saputra')).text).toMatch(
      /kode peserta {2}[0-9A-Z]{4}-[0-9A-Z]{4}\n.*kode masuk {4}[0-9A-Z]{4}-[0-9A-Z]{4} .*WIB/,
    );
  });

  test.each([
    [['--help'], 0],
    [[], 2],
    [['--name', ' '], 2],
    [['--name', 'A', '--phone', '12'], 2],
    [['--nama', 'A'], 2],
  ] as [string[], number][])('%j opens nothing and ends with %i', async (args, code) => {
    expect((await run(...args)).code).toBe(code);
    expect(await house.db.selectFrom('person').select('id').execute()).toEqual([]);
  });
});
