import type { SlipState } from '../../src/account/slips/participants.ts';
import type { Tone } from '../ui/notice.ts';

/** Where a person stands on the way in, as colour and word. */
export const SLIP_STATES: Record<SlipState, { tone: Tone; word: string }> = {
  active: { tone: 'selesai', word: 'Aktif' },
  inactive: { tone: 'belum', word: 'Dinonaktifkan' },
  none: { tone: 'belum', word: 'Belum dibuat' },
  made: { tone: 'awas', word: 'Dibuat' },
  sent: { tone: 'jalan', word: 'Dikirim' },
  expired: { tone: 'galat', word: 'Lewat waktu' },
  dead: { tone: 'galat', word: 'Kode mati' },
};
