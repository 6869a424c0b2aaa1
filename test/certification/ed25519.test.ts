import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkEd25519, hashes } from './read-proof.ts';

const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const P = 2n ** 255n - 19n;
const littleEndian = (value: bigint): Buffer =>
  Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse();

/** The verdict of OpenSSL; a key that it cannot read is a refusal. */
function openssl(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  const x = Buffer.from(publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, message, key, signature);
}
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const own = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');

describe('the hashes of the browser', () => {
  it('are those of OpenSSL for every length around the ends of blocks, and for a file', () => {
    const file = Buffer.alloc(100_000, 'Bekal ');
    for (const length of [...Array(260).keys(), file.length])
      for (const name of ['sha256', 'sha512'] as const) {
        const bytes = file.subarray(0, length);
        expect(Buffer.from(hashes[name](bytes)).toString('hex'), `${name} of ${length}`).toBe(
          createHash(name).update(bytes).digest('hex'),
        );
      }
  });
});

describe('the signature check of the browser', () => {
  // RFC 8032, 7.1: TEST 1, 2, 3 and SHA(abc): public key, message, signature.
  it.each([
    [
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    ],
    [
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      '72',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ],
    [
      'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
      'af82',
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    ],
    [
      'ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf',
      'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
      'dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704',
    ],
  ])('takes the test vector of the RFC with the key %s', (key, message, signature) => {
    expect(checkEd25519(hex(signature), hex(message), hex(key))).toBe(true);
    expect(checkEd25519(hex(signature), hex(`${message}00`), hex(key))).toBe(false);
  });

  it('says what OpenSSL says of 1,000 messages, half of them with a changed signature, message or key', () => {
    const change = fc.constantFrom('none', 'none', 'none', 'signature', 'message', 'key');
    let taken = 0;
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), change, fc.nat(), (message, what, place) => {
        const signature = sign(null, message, privateKey);
        const [s, m, k] = [Buffer.from(signature), Buffer.from(message), Buffer.from(own)];
        const target = { none: null, signature: s, message: m, key: k }[what];
        if (target?.length) target[place % target.length]! ^= 1 << (place % 8);
        const verdict = checkEd25519(s, m, k);
        taken += Number(verdict);
        expect(verdict).toBe(openssl(s, m, k));
      }),
      { numRuns: 1000 },
    );
    expect(taken).toBeGreaterThan(300);
  });

  it('refuses s written a second way, as OpenSSL does', () => {
    const message = Buffer.from('Bekal');
    const signature = sign(null, message, privateKey);
    const s = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`);
    for (const times of [1n, 2n, 7n]) {
      const other = Buffer.concat([signature.subarray(0, 32), littleEndian(s + times * ORDER)]);
      expect([checkEd25519(other, message, own), openssl(other, message, own)]).toEqual([false, false]);
    }
    expect(checkEd25519(signature, message, own)).toBe(true);
  });

  it('refuses points of small order, off the curve, or written a second way, as key and as R', () => {
    const small = [
      littleEndian(0n),
      littleEndian(1n),
      littleEndian(P - 1n),
      hex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'),
      hex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'),
    ];
    const strange = [littleEndian(2n), littleEndian(P), littleEndian(P + 1n), littleEndian(2n ** 255n + 1n)];
    const message = Buffer.from('Bekal');
    const signature = sign(null, message, privateKey);
    for (const point of [...small, ...strange]) {
      const [asR, zero] = [
        Buffer.concat([point, signature.subarray(32)]),
        Buffer.concat([point, Buffer.alloc(32)]),
      ];
      expect([checkEd25519(asR, message, own), openssl(asR, message, own)]).toEqual([false, false]);
      expect([checkEd25519(zero, message, own), openssl(zero, message, own)]).toEqual([false, false]);
      // With a key of small order anybody can sign some messages: OpenSSL lets it pass, the page does not.
      for (const n of Array(16).keys()) expect(checkEd25519(zero, Buffer.from([n]), point)).toBe(false);
    }
  });

  it('refuses what is not 64 and 32 bytes long', () => {
    const message = Buffer.from('Bekal');
    const signature = sign(null, message, privateKey);
    expect(checkEd25519(signature.subarray(1), message, own)).toBe(false);
    expect(checkEd25519(Buffer.concat([signature, Buffer.alloc(1)]), message, own)).toBe(false);
    expect(checkEd25519(signature, message, own.subarray(1))).toBe(false);
    expect(checkEd25519(signature, message, Buffer.concat([own, Buffer.alloc(1)]))).toBe(false);
  });
});
