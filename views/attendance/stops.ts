import type { Unfinished } from '../../src/attendance/unfinished.ts';

/** What stops the closing: the words and the place on the page of presensi where it is settled. */
export const stops = (left: Unfinished): { words: string; href: string }[] => [
  ...(left.unmarked > 0
    ? [{ words: `${left.unmarked} orang belum ditandai pada ${left.unmarkedSessions} sesi`, href: '#sesi' }]
    : []),
  ...(left.questions > 0 ? [{ words: `${left.questions} pertanyaan belum dijawab`, href: '#tanya' }] : []),
  ...(left.objections > 0
    ? [{ words: `${left.objections} keberatan belum dijawab`, href: '#keberatan' }]
    : []),
];
