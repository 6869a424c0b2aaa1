import { describe, expect, it } from 'vitest';
import {
  digitsAt,
  digitsFit,
  readPass,
  readToken,
  tokenAt,
  tokenFits,
  writePass,
} from '../../src/attendance/hall/code.ts';
import {
  outOfHours,
  PASS_SECONDS,
  readDigits,
  secondsLeft,
  STEP_SECONDS,
  stepAt,
} from '../../src/attendance/hall/rules.ts';
import { hmac } from '../../src/keys.ts';
import { TEST_KEYS } from '../fixtures/house.ts';

const key = TEST_KEYS.checkIn;
const code = '018f0000-0000-7000-8000-00000000000a';
const other = '018f0000-0000-7000-8000-00000000000b';
const now = new Date('2024-06-03T01:40:00Z'); // the first moment of a step
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const step = stepAt(now);
const phone = 'a'.repeat(32);

const taken = (text: string, at: Date, opening = code): boolean => {
  const token = readToken(text);
  return token !== null && token.codeId === opening && tokenFits(key, token, at);
};

describe('the code on the wall', () => {
  it('is the same for 15 seconds and another one after that', () => {
    const at = (seconds: number) => digitsAt(key, code, stepAt(later(seconds)));
    expect(at(0)).toMatch(/^\d{6}$/);
    expect(at(14.999)).toBe(at(0));
    expect(at(15)).not.toBe(at(0));
    expect([0, 0.4, 14, 14.999].map((seconds) => secondsLeft(later(seconds)))).toEqual([15, 15, 1, 1]);
  });

  it('is taken in its own step and the next, 30 seconds in all, and not a moment longer or earlier', () => {
    const digits = digitsAt(key, code, step);
    const token = tokenAt(key, code, step);
    const answers = [-0.001, 0, 29.999, 30].map((seconds) => [
      digitsFit(key, code, digits, later(seconds)),
      taken(token, later(seconds)),
    ]);
    expect(answers).toEqual([
      [false, false],
      [true, true],
      [true, true],
      [false, false],
    ]);
  });

  it('fits an address that a phone reads from the back of a hall', () => {
    expect(tokenAt(key, code, step)).toMatch(/^[\w-]{35}$/);
  });

  it('accepts none of 10,000 forged, stale, foreign or future addresses', () => {
    const right = readToken(tokenAt(key, code, step))!;
    const forged = (n: number): string => {
      const bytes = Buffer.concat([
        Buffer.from(code.replaceAll('-', ''), 'hex'),
        hmac(Buffer.from('guess'), String(n)).subarray(0, 10),
      ]);
      return bytes.toString('base64url');
    };
    const oneBitOff = (n: number): string => {
      const mac = Buffer.from(right.mac);
      mac[(n >> 3) % 10]! ^= 1 << (n & 7);
      return Buffer.concat([Buffer.from(code.replaceAll('-', ''), 'hex'), mac]).toString('base64url');
    };
    const wrong = Array.from({ length: 2000 }, (_, n) => [
      forged(n),
      oneBitOff(n),
      tokenAt(key, code, step - 2 - n),
      tokenAt(key, code, step + 1 + n),
      tokenAt(key, other, step - (n % 2)).replace(/^.{21}/, tokenAt(key, code, step).slice(0, 21)),
    ]).flat();
    expect(wrong.length).toBe(10_000);
    expect(wrong.filter((text) => taken(text, now))).toEqual([]);
    expect(taken(tokenAt(key, code, step - 1), now)).toBe(true);
  });

  it('accepts none of 10,000 stale, foreign or future digits but those that chance makes equal', () => {
    const rightNow = new Set([digitsAt(key, code, step), digitsAt(key, code, step - 1)]);
    const wrong = Array.from({ length: 3334 }, (_, n) => [
      digitsAt(key, code, step - 2 - n),
      digitsAt(key, code, step + 1 + n),
      digitsAt(key, other, step - n),
    ])
      .flat()
      .slice(0, 10_000);
    expect(wrong.filter((digits) => digitsFit(key, code, digits, now))).toEqual(
      wrong.filter((digits) => rightNow.has(digits)),
    );
    expect(wrong.filter((digits) => rightNow.has(digits))).toEqual([]);
  });

  it('is spread over the million: no digits come up more often than chance allows', () => {
    const seen = new Map<string, number>();
    for (let n = 0; n < 5000; n++) {
      const first = digitsAt(key, code, n).slice(0, 1);
      seen.set(first, (seen.get(first) ?? 0) + 1);
    }
    expect([...seen.keys()].toSorted()).toEqual([...'0123456789']);
    expect(Math.max(...seen.values()) - Math.min(...seen.values())).toBeLessThan(150);
  });

  it.each(['', 'abc', '%00', 'A'.repeat(35), 'A'.repeat(36), `${'A'.repeat(34)}=`, '🙂'.repeat(9)])(
    'reads "%s" as no token that fits',
    (text) => expect(taken(text, now)).toBe(false),
  );
});

describe('a scan that waits for the sign-in', () => {
  const pass = writePass(key, code, phone, now);

  it('is redeemed for five minutes by the phone that scanned', () => {
    expect(readPass(key, pass, phone, later(PASS_SECONDS))).toEqual({ codeId: code, scannedAt: now });
    expect(readPass(key, pass, phone, later(PASS_SECONDS + 0.001))).toBeNull();
    expect(readPass(key, pass, phone, later(-0.001))).toBeNull();
    expect(readPass(key, pass, 'b'.repeat(32), now)).toBeNull();
  });

  it('cannot be altered: every bit counts', () => {
    const bytes = Buffer.from(pass, 'base64url');
    const accepted = Array.from({ length: bytes.length * 8 }, (_, bit) => {
      const altered = Buffer.from(bytes);
      altered[bit >> 3]! ^= 1 << (bit & 7);
      return readPass(key, altered.toString('base64url'), phone, later(60));
    }).filter((read) => read !== null);
    expect(accepted).toEqual([]);
    expect(readPass(key, 'x', phone, now)).toBeNull();
  });
});

describe('the doors of a session', () => {
  it('are open from an hour before its start until its end', () => {
    const session = { startsAt: now, endsAt: later(5400) };
    const at = (seconds: number) => outOfHours(session, later(seconds));
    expect([-3601, -3600, 0, 5400, 5401].map(at)).toEqual(['early', null, null, null, 'over']);
  });

  it.each([
    ['482913', '482913'],
    [' 482 913 ', '482913'],
    ['482-913', '482913'],
    ['48291', null],
    ['4829133', null],
    ['48291a', null],
    ['４８２９１３', null],
    ['', null],
  ])('read "%s" as the digits %s', (typed, read) => expect(readDigits(typed)).toBe(read));

  it('show each code for as long as the law of the design says', () => expect(STEP_SECONDS).toBe(15));
});
