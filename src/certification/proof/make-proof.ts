import { sign } from 'node:crypto';
import type { ProofSigner } from '../../proof-keys.ts';
import { type CertificateContent, fullName } from '../content.ts';
import { cbor } from './cbor.ts';
import { shortOf } from './words.ts';

/** Letters of a whole address: a QR of version 14 holds 362 bytes at level M, and 73 modules are read from 32 mm. */
export const LONGEST_ADDRESS = 340;
/** Layout and algorithm: 1 is what stands below, signed with Ed25519. */
const VERSION = 1;
const SIGNATURE = 64;

const dayNumber = (day: string): number => Date.parse(day) / 86_400_000;

/** What is left out when all does not fit: titles, and what stands behind the first `most` signs of the long texts. */
type Cut = { titles: boolean; most: number };
const CUTS: readonly Cut[] = [
  ...[160, 40, 24].map((most) => ({ titles: true, most })),
  ...[160, 40, 24, 12, 6].map((most) => ({ titles: false, most })),
];

function cutAt(text: string, most: number): string {
  const signs = [...shortOf(text)];
  return signs.length <= most
    ? signs.join('')
    : `${signs
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** Version, key, and what the paper says as a list; no score, no NIK, no birth date. */
function bodyOf(content: CertificateContent, keyId: number, { titles, most }: Cut): Buffer {
  const { bimtek } = content;
  const start = dayNumber(bimtek.startsOn);
  const withTitles = fullName(content);
  const statement = content.kind === 'surat-keterangan';
  const said = cbor([
    statement ? 1 : 0,
    content.revision,
    shortOf(titles ? withTitles : content.name),
    titles || withTitles === content.name ? 0 : 1,
    content.participantNo,
    cutAt(content.regency, most),
    shortOf(content.number),
    cutAt(bimtek.name, most),
    cutAt(bimtek.place, most),
    start,
    dayNumber(bimtek.endsOn) - start,
    dayNumber(content.issuedOn) - start,
    statement ? content.jpAttendedHalf : content.jpPlannedHalf,
    content.jpPlannedHalf,
    cutAt(content.issuer.name, most),
  ]);
  return Buffer.concat([Buffer.from([VERSION, keyId]), said]);
}

/** The signature covers the serial too, which stands in the path: a proof moved to another address fails. */
function signed(body: Buffer, content: CertificateContent, secret: ProofSigner['secret']): string {
  const message = Buffer.concat([
    Buffer.from('bekal certificate'),
    Buffer.from(content.serial, 'base64url'),
    body,
  ]);
  return Buffer.concat([body, sign(null, message, secret)]).toString('base64url');
}

/**
 * The address of a paper with its proof behind the '#', which browsers keep to themselves: what the paper says, signed,
 * at most `LONGEST_ADDRESS` letters. Long titles and names of offices are cut, never the name or the number; where even
 * that does not fit the address stays without proof. Source: trust.md 3.1.
 */
export function provenAddress(content: CertificateContent, { id, secret }: ProofSigner): string {
  const letters = (bytes: number) => Math.ceil((bytes * 4) / 3);
  const room = LONGEST_ADDRESS - content.verifyUrl.length - 1;
  for (const cut of CUTS) {
    const body = bodyOf(content, id, cut);
    if (letters(body.length + SIGNATURE) <= room)
      return `${content.verifyUrl}#${signed(body, content, secret)}`;
  }
  return content.verifyUrl;
}
