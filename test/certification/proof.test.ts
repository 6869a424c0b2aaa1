import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { certificateContent, type CertificateContent } from '../../src/certification/content.ts';
import { LONGEST_ADDRESS, provenAddress } from '../../src/certification/proof/make-proof.ts';
import { shortOf, WORDS } from '../../src/certification/proof/words.ts';
import { qrModules } from '../../src/documents/qr.ts';
import { keysFrom, readKeys, rotateProofKeys } from '../../src/keys.ts';
import { TEST_KEYS } from '../fixtures/house.ts';
import { readQr } from '../documents/read-qr.ts';
import { exampleContent } from './example.ts';
import { readProof } from './read-proof.ts';

const { signer } = TEST_KEYS.proof;
const addressOf = (changes: Partial<CertificateContent> = {}, by = signer) =>
  provenAddress(certificateContent.parse(exampleContent(changes)), by);
const [before = '', proof = ''] = addressOf().split('#');
const bytes = Buffer.from(proof, 'base64url');
const withBytes = (changed: Uint8Array) => `${before}#${Buffer.from(changed).toString('base64url')}`;
const longest = {
  name: 'Muhammad Nurhidayatullah Abdurrahman Syaifuddin Kusumawardha',
  titlePrefix: 'Prof. Dr. Ir. H.',
  titleSuffix: 'S.Pd., S.Kom., M.T., Ph.D.',
};

describe('the proof in a QR', () => {
  it('says who, what, where, when, how long, by whom and under which number, and nothing more', () => {
    expect(readProof(addressOf())).toEqual({
      reason: '',
      serial: 'AAECAwQFBgcICQoLDA0ODw',
      paper: {
        kind: 'sertifikat',
        revision: 0,
        name: 'Yulia Rahmawati',
        withoutTitles: false,
        participantNo: 'F-35',
        regency: 'Kabupaten Solok',
        number: '0021/BIMTEK-KDD/BPI/VI/2024',
        bimtek: 'Bimbingan Teknis Kader Digital Desa Cerdas',
        place: 'Jakarta',
        startsOn: '2024-05-30',
        endsOn: '2024-06-08',
        issuedOn: '2024-06-10',
        halfJp: 144,
        ofHalfJp: 144,
        issuer: 'Nama instansi penyelenggara',
      },
    });
  });

  it('of a surat keterangan counts the JP of its holder; a Pengganti says which', () => {
    const { paper } = readProof(addressOf({ kind: 'surat-keterangan', jpAttendedHalf: 117, revision: 2 }));
    expect([paper?.kind, paper?.halfJp, paper?.ofHalfJp, paper?.revision]).toEqual([
      'surat-keterangan',
      117,
      144,
      2,
    ]);
  });

  it('is the same for the same paper: Ed25519 draws no lots', () => {
    expect(addressOf()).toBe(addressOf());
    expect(addressOf({ serial: 'BAECAwQFBgcICQoLDA0ODw' }).split('#')[1]).not.toBe(proof);
  });

  it('fails with any one bit of it, of its serial, or of its letters changed: 0 accepted', () => {
    const serial = Buffer.from(exampleContent().serial, 'base64url');
    let accepted = 0;
    for (const [place, byte] of [...serial, ...bytes].entries())
      for (let bit = 0; bit < 8; bit++) {
        const whole = Buffer.concat([serial, bytes]);
        whole[place] = byte ^ (1 << bit);
        const [path, rest] = [whole.subarray(0, 16), whole.subarray(16)].map((b) => b.toString('base64url'));
        const read = readProof(`https://bekal.example/v/${path}#${rest}`);
        accepted += Number(read.reason === '' || read.paper !== null);
      }
    expect(accepted).toBe(0);
    // Letters that say the same bytes in another way: base64url leaves two or four bits of the last one unused.
    const last = proof.at(-1) ?? '';
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.replace(last, ''))
      expect(readProof(`${before}#${proof.slice(0, -1)}${letter}`).paper, letter).toBeNull();
  });

  it('tells why it is not taken', () => {
    const changed = (place: number, value: number) =>
      withBytes(bytes.map((b, i) => (i === place ? value : b)));
    const reasons = {
      'another layout or algorithm': changed(0, 2),
      'a key nobody knows': changed(1, 9),
      'a letter of the name': changed(bytes.indexOf('Yulia'), 74),
      'a signature of zeros': withBytes(Buffer.concat([bytes.subarray(0, -64), Buffer.alloc(64)])),
      'cut short': withBytes(bytes.subarray(0, -1)),
      'cut very short': withBytes(bytes.subarray(0, 60)),
      'one byte more': withBytes(Buffer.concat([bytes, Buffer.alloc(1)])),
      'the serial of another paper': `https://bekal.example/v/BAECAwQFBgcICQoLDA0ODw#${proof}`,
      'base64 with padding': `${before}#${bytes.toString('base64')}==`,
      'letters of base45': `${before}#NCFOXN%TSMAHN-H5L`,
      'no proof': before,
      'an empty proof': `${before}#`,
      'no serial': `https://bekal.example/v/#${proof}`,
      'another address': 'https://bekal.example/masuk',
      nothing: '',
    };
    const read = Object.entries(reasons).map(([what, text]) => [what, readProof(text).reason]);
    expect(Object.fromEntries(read)).toEqual({
      'another layout or algorithm': 'version',
      'a key nobody knows': 'unknown-key',
      'a letter of the name': 'signature',
      'a signature of zeros': 'signature',
      'cut short': 'signature',
      'cut very short': 'broken',
      'one byte more': 'signature',
      'the serial of another paper': 'signature',
      'base64 with padding': 'broken',
      'letters of base45': 'broken',
      'no proof': 'no-proof',
      'an empty proof': 'no-proof',
      'no serial': 'no-serial',
      'another address': 'no-serial',
      nothing: 'no-serial',
    });
  });

  it('is read from pasted text that was broken into lines', () => {
    const text = addressOf();
    expect(readProof(`  ${text.slice(0, 80)}\n${text.slice(80, 200)} \r\n${text.slice(200)}\n`).reason).toBe(
      '',
    );
  });

  it('has room in a QR of version 14 with the longest names, and the name stays whole', () => {
    const bimtek = {
      ...exampleContent().bimtek,
      name: 'Bimbingan Teknis Penguatan Kapasitas Kader '.repeat(3),
    };
    const issuer = { name: 'Pusat Pelatihan Sumber Daya Manusia Desa '.repeat(3), unit: 'BPI', ministry: [] };
    const host = `https://${'verifikasi-'.repeat(4)}.kemendesa.example`;
    const verifyUrl = `${host}/v/AAECAwQFBgcICQoLDA0ODw`;
    const address = addressOf({ ...longest, bimtek, issuer, verifyUrl });
    expect(address.length).toBeLessThanOrEqual(LONGEST_ADDRESS);
    expect(qrModules(address).length).toBeLessThanOrEqual(17 + 4 * 14);
    const { reason, paper } = readProof(address);
    expect([reason, paper?.name, paper?.withoutTitles, paper?.number]).toEqual([
      '',
      longest.name,
      true,
      '0021/BIMTEK-KDD/BPI/VI/2024',
    ]);
    expect(paper?.issuer).toMatch(/^Pusat Pelatihan .*…$/);
    expect(readQr(qrModules(address))).toBe(address);
  });

  it('keeps every text within the limit, whatever a paper says, and reads it back', () => {
    const text = (most: number) =>
      fc
        .string({
          unit: fc.constantFrom(...'aeinrsWŁđ ', 'Desa ', 'Kota ', ' dan '),
          minLength: 1,
          maxLength: most,
        })
        .map((long) => long.slice(0, most));
    fc.assert(
      fc.property(text(60), text(80), text(160), text(160), (name, number, course, office) => {
        const bimtek = { ...exampleContent().bimtek, name: course };
        const address = addressOf({
          name,
          number,
          bimtek,
          issuer: { name: office, unit: 'B', ministry: [] },
        });
        expect(address.length).toBeLessThanOrEqual(LONGEST_ADDRESS);
        const { reason, paper } = readProof(address);
        if (address === before) return expect(reason).toBe('no-proof');
        expect([reason, paper?.name, paper?.number]).toEqual(['', name, number]);
        return undefined;
      }),
      { numRuns: 40 },
    );
  });

  it('is left out where a name and a number of four bytes a letter have no room: the address stays', () => {
    expect(addressOf({ name: '𝕐'.repeat(30), number: '𝟘'.repeat(40) })).toBe(before);
  });

  it('carries nothing of scores, predicate, NIK or signatory', () => {
    expect(addressOf({ predicate: 'sangat baik' })).toBe(addressOf());
    expect(addressOf({ signatory: { name: 'Lain', title: 'Lain' }, jpAttendedHalf: 120 })).toBe(addressOf());
  });
});

describe('the frequent words', () => {
  it('never change: papers in the hands of people are read with them', () => {
    expect(createHash('sha256').update(JSON.stringify(WORDS)).digest('hex')).toBe(
      '668bb62c36e4b01f5dcf6e7b40ac2184b5878e1ad20f05a4e7bc01d03713e76a',
    );
    expect(WORDS.length).toBe(31);
  });

  it('make a text shorter and are put back whole', () => {
    const back = (short: string) =>
      // oxlint-disable-next-line no-control-regex -- the signs of words
      short.replaceAll(/[\x01-\x1f]/g, (sign) => WORDS[sign.charCodeAt(0) - 1] ?? '?');
    expect(shortOf('Bimbingan Teknis Kader Digital Desa Cerdas').length).toBe(3);
    const text = fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.constantFrom(...'aDes ')), { maxLength: 9 });
    fc.assert(fc.property(text, (parts) => back(shortOf(parts.join(''))) === parts.join('')));
  });
});

describe('the keys of papers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bekal-keys-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('come from the root key: the same on each start, others for another root', () => {
    expect(readKeys(folder).proof.ring).toEqual(readKeys(folder).proof.ring);
    expect(TEST_KEYS.proof.ring).toEqual(keysFrom(Buffer.alloc(32, 7)).proof.ring);
    const foreign = keysFrom(Buffer.alloc(32, 8)).proof;
    expect(foreign.ring[0]?.publicKey).not.toBe(TEST_KEYS.proof.ring[0]?.publicKey);
    expect(readProof(addressOf(), foreign.ring).reason).toBe('signature');
  });

  it('are rotated: the next one signs, papers of the former stay good, a page of before says it knows no such key', () => {
    const old = readKeys(folder).proof;
    const ring = rotateProofKeys(folder, '2024-06-12');
    expect(ring.map(({ id, until }) => [id, until])).toEqual([
      [1, '2024-06-19'],
      [2, null],
    ]);
    const { signer: next, ring: read } = readKeys(folder).proof;
    expect([next.id, read]).toEqual([2, ring]);
    expect(readProof(addressOf({}, old.signer), ring).reason).toBe('');
    expect(readProof(addressOf({}, next), ring).reason).toBe('');
    expect(readProof(addressOf({}, next), old.ring).reason).toBe('unknown-key');
    expect(statSync(join(folder, 'proof-keys.json')).mode & 0o777).toBe(0o600);
  });

  it('that were retired take no paper dated after their last day', () => {
    const { ring } = readKeys(folder).proof;
    const first = {
      ...keysFrom(Buffer.from(readFileSync(join(folder, 'bekal.key'), 'utf8'), 'base64')).proof,
    };
    expect(readProof(addressOf({ issuedOn: '2024-06-19' }, first.signer), ring).reason).toBe('');
    expect(readProof(addressOf({ issuedOn: '2024-06-20' }, first.signer), ring)).toEqual({
      reason: 'retired',
      serial: exampleContent().serial,
      paper: null,
    });
  });

  it('do not start with a ring of another root key, or one that cannot be read', () => {
    writeFileSync(join(folder, 'bekal.key'), Buffer.alloc(32, 9).toString('base64'));
    expect(() => readKeys(folder)).toThrow('does not belong to bekal.key');
    writeFileSync(join(folder, 'proof-keys.json'), '[]');
    expect(() => readKeys(folder)).toThrow('Too small');
  });
});
