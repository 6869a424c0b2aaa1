import type { EvidenceType } from '../../database/schema.ts';

/** What each begins with, in hex; dots are any byte. */
const STARTS: readonly [EvidenceType, RegExp][] = [
  ['image/jpeg', /^ffd8ff/],
  ['image/png', /^89504e470d0a1a0a/],
  ['image/webp', /^52494646.{8}57454250/],
  ['application/pdf', /^255044462d/],
];

/** What a file is by its first bytes, whatever its name says. */
export function fileType(bytes: Uint8Array): EvidenceType | undefined {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  return STARTS.find(([, pattern]) => pattern.test(start))?.[0];
}

const ENDINGS: Readonly<Record<EvidenceType, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
};

/** A name of our own: what the file was called on a phone is nobody's business. */
export const fileName = (sessionNo: number, { id, type }: { id: string; type: EvidenceType }): string =>
  `bukti-sesi-${sessionNo}-${id.slice(-6)}.${ENDINGS[type]}`;
