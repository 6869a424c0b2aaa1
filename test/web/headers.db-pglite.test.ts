import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setStage, type Stage } from '../access/actors.ts';
import { cellsOf, requestOf } from '../access/cells.ts';
import { openValues } from '../access/open-values.ts';
import { router, routesOf } from '../access/routes.ts';
import { TABLE } from '../access/table.ts';
import { type Cast, openCast } from '../fixtures/cast.ts';
import { openHouse } from '../fixtures/house.ts';

let cast: Cast;
let stage: Stage;
beforeAll(async () => {
  cast = await openCast('pkdd');
  stage = await setStage(cast);
});
afterAll(() => cast.close());

/** What is wrong with the headers of an answer. */
function problems(response: Response): string[] {
  const policy = response.headers.get('Content-Security-Policy') ?? '';
  const type = response.headers.get('Content-Type') ?? '';
  const cache = response.headers.get('Cache-Control') ?? '';
  const checks: Record<string, boolean> = {
    'default-src none': policy.includes("default-src 'none'"),
    'no inline script': !/script-src[^;]*'unsafe/.test(policy),
    'no frames': type.startsWith('text/html')
      ? policy.includes("frame-ancestors 'none'") && policy.includes("base-uri 'none'")
      : true,
    nosniff: response.headers.get('X-Content-Type-Options') === 'nosniff',
    referrer: response.headers.get('Referrer-Policy') === 'strict-origin-when-cross-origin',
    'not stored':
      cache === 'no-store' ||
      (cache.includes('immutable') && !type.startsWith('text/html')) ||
      (cache === 'public, max-age=86400' && type.startsWith('application/manifest+json')),
    'says nothing of the server': !response.headers.has('Server') && !response.headers.has('X-Powered-By'),
  };
  return Object.keys(checks).filter((name) => !checks[name]);
}

describe('the headers of every answer', () => {
  test('keep scripts, frames, sniffing and stores out, whether the door opens or not', async () => {
    const open = await openValues(cast);
    const wrong: string[] = [];
    let asked = 0;
    for (const route of routesOf(router())) {
      const rule = TABLE[route];
      if (!rule) continue;
      const cells = cellsOf(route, rule, stage.actors);
      for (const expected of ['opens', 403, 404, 401, 'to sign-in']) {
        const cell = cells.find((one) => one.expected === expected);
        if (!cell) continue;
        const { path, init } = requestOf(route, rule, cell.place, stage, open);
        const headers = init.headers as Record<string, string>;
        const response = await cast.undone(() =>
          cast.send(path, init, { headers, ...(cell.actor.cookie ? { cookie: cell.actor.cookie } : {}) }),
        );
        asked++;
        wrong.push(...problems(response).map((problem) => `${route} ${response.status}: ${problem}`));
      }
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(2 * routesOf(router()).length);
  });

  test('promise https for a year where the address is https, and nowhere else', async () => {
    const secure = await openHouse({ env: { BEKAL_ORIGIN: 'https://bekal.example' } });
    const promise = (await secure.get('/')).headers.get('Strict-Transport-Security');
    await secure.close();
    expect(promise).toBe('max-age=31536000; includeSubDomains');
    expect((await cast.get('/')).headers.has('Strict-Transport-Security')).toBe(false);
  });
});

describe('a write from elsewhere', () => {
  const ours = 'http://localhost';
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const post = async (headers: Record<string, string>, body = 'nama=a') =>
    (
      await cast.undone(async () =>
        cast.send('/saya/nama', { method: 'POST', body }, { cookie: await cast.as('0001'), headers }),
      )
    ).status;

  test.each([
    ['a foreign origin', { Origin: 'https://jahat.example' }],
    ['the origin null', { Origin: 'null' }],
    ['no origin and no word of the browser', { Origin: '' }],
    ['another scheme', { Origin: 'https://localhost' }],
    ['another port', { Origin: 'http://localhost:8080' }],
    ['a name that begins like ours', { Origin: 'http://localhost.jahat.example' }],
    ['our origin, but the browser says cross-site', { Origin: ours, 'Sec-Fetch-Site': 'cross-site' }],
    ['our origin, but the browser says same-site', { Origin: ours, 'Sec-Fetch-Site': 'same-site' }],
    [
      'a foreign origin that claims same-origin',
      { Origin: 'https://jahat.example', 'Sec-Fetch-Site': 'same-origin' },
    ],
  ])('from %s is refused', async (_what, headers) => {
    expect(await post({ ...form, ...headers })).toBe(403);
  });

  test.each(['application/json', 'text/plain', 'application/xml', ''])(
    'of the type "%s" is refused',
    async (type) => {
      expect(await post({ 'Content-Type': type }, '{"nama":"a"}')).toBe(415);
    },
  );

  test('from our own page is taken', async () => {
    expect(await post({ ...form, Origin: ours })).toBe(422);
    expect(await post({ ...form, 'Sec-Fetch-Site': 'same-origin' })).toBe(422);
  });
});

describe('an address', () => {
  test.each([
    '/.env',
    '/.git/HEAD',
    '/package.json',
    '/src/main.ts',
    '/node_modules/hono/package.json',
    '/s/..%2fpackage.json',
    '/s/%2e%2e/package.json',
    '/s/app.css',
    '/s/app.css.map',
    '/s%5c..%5cpackage.json',
    '//saya',
    '/saya/',
    '/SAYA',
    '/%73aya/..;/saya',
    '/saya%00',
    '/kelola%2fakun',
    '/v/%00',
    '/kelola/akun/..%2f..%2fetc%2fpasswd',
    '/a%ff',
  ])('%s leads nowhere', async (path) => {
    const response = await cast.get(path, { cookie: await cast.as('0501') });
    expect([path, response.status]).toEqual([path, 404]);
  });

  test('with a zero byte in its query leads nowhere, on every page that takes one', async () => {
    const open = await openValues(cast);
    const wrong: string[] = [];
    for (const route of routesOf(router()).filter((one) => one.startsWith('GET '))) {
      const rule = TABLE[route];
      const cell = rule && cellsOf(route, rule, stage.actors).find((one) => one.expected === 'opens');
      if (!rule || !cell) continue;
      const { path } = requestOf(route, rule, cell.place, stage, open);
      const { status } = await cast.get(
        `${path}${path.includes('?') ? '&' : '?'}q=a%00b&cari=%00`,
        cell.actor.cookie ? { cookie: cell.actor.cookie } : {},
      );
      if (status !== 404 && status !== 200 && status !== 303) wrong.push(`${route}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('a body', () => {
  const send = async (path: string, init: RequestInit, last?: string) =>
    cast.undone(async () =>
      cast.send(
        path,
        { method: 'POST', ...init },
        {
          headers: (init.headers ?? {}) as Record<string, string>,
          ...(last ? { cookie: await cast.as(last) } : {}),
        },
      ),
    );

  test('with a zero byte, in a value, a name or the key, is refused', async () => {
    for (const body of ['says=a%00b', 'a%00b=says', '_key=%00', 'who=%00&password=x'])
      for (const path of ['/masuk', '/verifikasi', '/aktivasi'])
        expect(
          (await send(path, { body, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }))
            .status,
        ).toBe(400);
  });

  test('that is no form, whatever it says it is, is refused', async () => {
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' };
    expect((await send('/masuk', { body: 'bukan formulir', headers })).status).toBe(400);
    expect((await send('/masuk', { body: '--x\r\nrusak', headers })).status).toBe(400);
  });

  test('of more than 64 KB is refused on every form, and without a login nobody sends more to the uploads either', async () => {
    const body = `a=${'b'.repeat(65 * 1024)}`;
    const headers = {
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': String(body.length),
    };
    expect((await send('/masuk', { body, headers })).status).toBe(413);
    expect((await send('/rktl', { body, headers }, '0001')).status).toBe(413);
    const upload = await send(`/kelola/bimtek/${cast.bimtekId}/peserta/impor`, { body, headers });
    expect(upload.status).toBe(401);
    expect(await upload.text()).not.toContain('bbbbbbbb');
  });
});

describe('the way on after signing in', () => {
  const EVIL = [
    '//jahat.example',
    '/\\jahat.example',
    'https:jahat.example',
    'https://jahat.example',
    'javascript:alert(1)',
    '%2f%2fjahat.example',
    '/%2f%2fjahat.example',
    '/%5cjahat.example',
    '/\tjahat',
    '\\\\jahat.example',
    '',
    'saya',
    '/%09/jahat.example',
    '/\n/jahat',
  ];

  test.each(EVIL)('stays on this site for next=%j', async (next) => {
    const to = (response: Response) =>
      new URL(response.headers.get('Location') ?? '', 'http://localhost').origin;
    const asked = await cast.get(`/masuk?next=${encodeURIComponent(next)}`, {
      cookie: await cast.as('0001'),
    });
    expect([asked.status, to(asked)]).toEqual([303, 'http://localhost']);
    const signedIn = await cast.undone(() =>
      cast.post('/masuk', { who: '081200000001', password: 'bekal-demo-2024', next }),
    );
    expect([signedIn.status, to(signedIn)]).toEqual([303, 'http://localhost']);
  });

  test('leads to the page that was asked for', async () => {
    const signedIn = await cast.undone(() =>
      cast.post('/masuk', { who: '081200000001', password: 'bekal-demo-2024', next: '/rktl?kabar=draf' }),
    );
    expect(signedIn.headers.get('Location')).toBe('/rktl?kabar=draf');
  });
});
