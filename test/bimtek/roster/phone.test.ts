import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPhone } from '../../../src/bimtek/roster/phone.ts';

const read = (text: string) => {
  const phone = readPhone(text);
  return phone.ok ? phone.value : phone.refusal;
};

describe('a phone number', () => {
  it.each([
    '081200000001',
    '0812-0000-0001',
    '0812 0000 0001',
    '0812.0000.0001',
    '(0812) 0000 0001',
    '0812/0000/0001',
    '81200000001',
    '6281200000001',
    '+6281200000001',
    '+62 812-0000-0001',
    '+62 0812 0000 0001',
    '006281200000001',
    '62 812 0000 0001',
    'WA: 0812 0000 0001',
    'No. HP 0812-0000-0001',
    '081200000001 (WA)',
    '\u202a0812-0000-0001\u202c',
    '081200000001 / 0812-0000-0001',
  ])('%j is +6281200000001', (text) => {
    expect(read(text)).toBe('+6281200000001');
  });

  it.each([
    ['', { reason: 'phone-empty' }],
    [' - ', { reason: 'phone-empty' }],
    ['0', { reason: 'phone-empty' }],
    ['0812-0000', { reason: 'phone-length', digits: 8 }],
    ['08120000000123', { reason: 'phone-length', digits: 14 }],
    ['0812OOOO0001', { reason: 'phone-letters' }],
    ['tidak punya', { reason: 'phone-letters' }],
    ['02112345678', { reason: 'phone-not-mobile' }],
    ['0612345678', { reason: 'phone-not-mobile' }],
    ['+999 1234 5678', { reason: 'phone-not-mobile' }],
    ['+60 12-345 6789', { reason: 'phone-foreign', phone: '+60123456789' }],
    [
      '0812-0000-0001 / 0813-1111-2222',
      { reason: 'phone-two', phones: ['+6281200000001', '+6281311112222'] },
    ],
    ['081200000001, 081311112222', { reason: 'phone-two', phones: ['+6281200000001', '+6281311112222'] }],
    ['081200000001 081311112222', { reason: 'phone-two', phones: ['+6281200000001', '+6281311112222'] }],
    ['0812-0000-0001 atau 0755-212345', { reason: 'phone-two', phones: ['+6281200000001'] }],
  ])('%j is refused', (text, refusal) => {
    expect(read(text)).toEqual(refusal);
  });

  it('means the same however it is written', () => {
    const subscriber = fc.integer({ min: 10_000_000, max: 99_999_999 }).map(String);
    const start = fc.constantFrom('0', '62', '+62', '+62 ', '+62 0', '', '0062');
    const between = fc.constantFrom('', ' ', '-', '.');
    fc.assert(
      fc.property(subscriber, start, between, (number, before, sign) => {
        const written = `${before}812${sign}${number.slice(0, 4)}${sign}${number.slice(4)}`;
        expect(read(written)).toBe(`+62812${number}`);
      }),
    );
  });

  it('read once stays the same when read again', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 +-/628'), maxLength: 18 }), (text) => {
        const phone = readPhone(text);
        expect(phone.ok ? readPhone(phone.value) : phone).toEqual(phone);
      }),
    );
  });
});
