import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cleanName,
  crockford,
  lifetimeOf,
  passwordProblem,
  readCode,
  sameNameMended,
  showCode,
  slipEnd,
  waitAfter,
} from '../../src/account/rules.ts';
import type { Role } from '../../src/database/schema.ts';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const code = fc
  .array(fc.constantFrom(...CROCKFORD), { minLength: 8, maxLength: 8 })
  .map((chars) => chars.join(''));

describe('a code', () => {
  test('is read as it was shown, in small letters, with spaces, and with O, I and L for what they look like', () => {
    fc.assert(
      fc.property(code, (made) => {
        const typed = showCode(made)
          .toLowerCase()
          .replaceAll('0', 'o')
          .replaceAll('1', 'l')
          .replace('-', ' - ');
        expect(readCode(typed, 8)).toBe(made);
      }),
    );
  });

  test('made of any bytes is one that can be read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 32 }), (bytes) => {
        const made = crockford(bytes, 8);
        expect(readCode(made, 8)).toBe(made);
      }),
    );
  });

  test('of another length or with other signs is none', () => {
    for (const typed of ['', 'K7PM4QX', 'K7PM4QXDD', 'K7PM-4QXU', 'K7PM!4QXD', '１２３４５６７８'])
      expect(readCode(typed, 8)).toBeNull();
  });
});

describe('a new password', () => {
  const own = ['+6281200000001', '4HXQ7M2C'];
  test.each(['tujuh77', '', '       '])('%j is too short', (password) => {
    expect(passwordProblem(password, own)).toBe('password');
  });
  test.each([
    'password',
    'PASSWORD',
    'Bismillah',
    '12345678',
    '87654321',
    'aaaaaaaa',
    'abcdefgh',
    '23456789',
    'desacerdas',
  ])('%s is guessed first', (password) => {
    expect(passwordProblem(password, own)).toBe('password-common');
  });
  test.each(['081200000001', '0812-0000-0001', '+6281200000001', '6281200000001', '4hxq7m2c', '4HXQ-7M2C'])(
    '%s is the own number or code',
    (password) => {
      expect(passwordProblem(password, own)).toBe('password-common');
    },
  );
  test.each(['bekal-demo-2024', 'sawah pagi cerah', 'ギターを弾く人です', 'x'.repeat(3) + 'y'.repeat(5)])(
    '%s is taken',
    (password) => {
      expect(passwordProblem(password, own)).toBeNull();
    },
  );
});

describe('the own name', () => {
  test.each([
    ['Dewi Susanti', 'Dewi Susanty'],
    ['Dewi Susanti', 'dewi  susanti'],
    ['Muhamad Iqbal', 'Muhammad Iqbal'],
    ['Afrida', 'Afrida Yenti'],
    ['Afrida Yenti Binti Ahmad', 'Afrida Yenti'],
    ["Nu'man Arif", 'Numan Arif'],
  ])('%s may be mended to %s', (before, after) => {
    expect(sameNameMended(before, after)).toBe(true);
  });
  test.each([
    ['Dewi Susanti', 'Bustanul Arifin'],
    ['Dewi Susanti', 'Dewi Marlina'],
    ['Siti', 'Budi'],
    ['Leni Marlina', 'Reni Martina Sari'],
  ])('%s is not %s', (before, after) => {
    expect(sameNameMended(before, after)).toBe(false);
  });
  test('loses control characters and signs that turn the direction of writing', () => {
    expect(cleanName(' Dewi\u202E \n Susanti\u0000 ')).toBe('Dewi Susanti');
  });
});

test('five wrong passwords are free, then the wait doubles up to a quarter of an hour', () => {
  expect([0, 5, 6, 7, 8, 15, 16, 60].map(waitAfter)).toEqual([0, 0, 2, 4, 8, 900, 900, 900]);
});

test('a slip ends with day 1 in the time zone of the bimtek, or three days from now when that is later', () => {
  const now = new Date('2024-05-20T01:00:00Z');
  const end = (timeZone: string, at = now) => slipEnd({ startsOn: '2024-05-30', timeZone }, at).toISOString();
  expect(end('Asia/Jakarta')).toBe('2024-05-30T16:59:59.000Z');
  expect(end('Asia/Makassar')).toBe('2024-05-30T15:59:59.000Z');
  expect(end('Asia/Jayapura')).toBe('2024-05-30T14:59:59.000Z');
  expect(end('Asia/Jakarta', new Date('2024-06-03T01:00:00Z'))).toBe('2024-06-06T01:00:00.000Z');
  expect(slipEnd(null, now).toISOString()).toBe('2024-05-23T01:00:00.000Z');
});

test('the strictest role decides how long a login lasts, and a shared phone is stricter', () => {
  const hours = (roles: Role[], shared = false) => {
    const { idle, absolute } = lifetimeOf(new Set(roles), shared);
    return [idle / 3600, absolute / 3600];
  };
  expect(hours(['kader'])).toEqual([14 * 24, 60 * 24]);
  expect(hours(['kader', 'pelatih', 'duta'])).toEqual([14 * 24, 60 * 24]);
  expect(hours(['kader', 'korkab'])).toEqual([12, 7 * 24]);
  expect(hours(['panitia'])).toEqual([12, 7 * 24]);
  expect(hours(['pemantau'])).toEqual([12, 7 * 24]);
  expect(hours(['panitia', 'admin'])).toEqual([2, 12]);
  expect(hours(['kader'], true)).toEqual([2, 12]);
});
