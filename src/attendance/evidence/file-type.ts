import type { EvidenceType } from '../../database/schema.ts';

const STARTS: readonly [EvidenceType, RegExp][] = [
  ['image/jpeg', /^\u00ff\u00d8\u00ff/],
  ['image/png', /^\u0089PNG\r\n\u001a\n/],
  ['image/webp', /^RIFF[^]{4}WEBP/],
  ['application/pdf', /^%PDF-/],
];

/** What a file is by its first bytes, whatever its name says. */
export function fileType(bytes: Uint8Array): EvidenceType | undefined {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
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
