import { expect, test } from 'vitest';
import { base32, hotp, matchStep, otpauth, stepAt } from '../../src/account/second-step/otp.ts';
import { openSecret, sealSecret, spareCodes } from '../../src/account/second-step/secret.ts';
import { keysFrom } from '../../src/keys.ts';

const SECRET = Buffer.from('12345678901234567890');
const keys = keysFrom(Buffer.alloc(32, 7));

test('counters 0 to 9 give the codes of RFC 4226, appendix D', () => {
  expect(Array.from({ length: 10 }, (_, counter) => hotp(SECRET, counter))).toEqual(
    '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' '),
  );
});

test.each([
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
])('second %i gives the code of RFC 6238, appendix B', (seconds, code) => {
  expect(hotp(SECRET, stepAt(new Date(seconds * 1000)), 8)).toBe(code);
});

test('a code is taken half a minute early or late, and no more', () => {
  const at = new Date(1111111111_000);
  const now = stepAt(at);
  const taken = [-2, -1, 0, 1, 2].map((off) => matchStep(SECRET, hotp(SECRET, now + off), at));
  expect(taken).toEqual([null, now - 1, now, now + 1, null]);
  for (const typed of ['', '12345', '1234567', 'abcdef', '１２３４５６'])
    expect(matchStep(SECRET, typed, at)).toBeNull();
});

test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('base 32 of %j is that of RFC 4648', (plain, coded) => {
  expect(base32(Buffer.from(plain))).toBe(coded);
});

test('the address for the app names Bekal, the person and the secret', () => {
  expect(otpauth(SECRET, '+6281200000201')).toBe(
    'otpauth://totp/Bekal%3A%2B6281200000201?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Bekal',
  );
});

test('a sealed secret opens for its person only, and not when a byte was altered', () => {
  const sealed = sealSecret(keys, 'a', SECRET);
  expect(openSecret(keys, 'a', sealed)).toEqual(SECRET);
  expect(openSecret(keys, 'b', sealed)).toBeNull();
  expect(openSecret(keysFrom(Buffer.alloc(32, 8)), 'a', sealed)).toBeNull();
  sealed[20] = (sealed[20] ?? 0) ^ 1;
  expect(openSecret(keys, 'a', sealed)).toBeNull();
  expect(openSecret(keys, 'a', Buffer.alloc(3))).toBeNull();
});

test('ten spare codes, each another one, the same ones each time they are derived', () => {
  const codes = spareCodes(keys, 'one');
  expect(new Set(codes).size).toBe(10);
  expect(codes.every((code) => /^[0-9A-HJKMNP-TV-Z]{10}$/.test(code))).toBe(true);
  expect(spareCodes(keys, 'one')).toEqual(codes);
  expect(spareCodes(keys, 'two').some((code) => codes.includes(code))).toBe(false);
});
