import type { RoleLine } from '../../src/account/me/queries.ts';
import type { Role } from '../../src/database/schema.ts';
import { dayOf, plainDate } from '../ui/format.ts';

export const ROLE_NAMES: Record<Role, string> = {
  kader: 'Kader Digital',
  duta: 'Duta digital',
  pelatih: 'Pelatih',
  korkab: 'Koordinator kabupaten (korkab)',
  panitia: 'Panitia',
  admin: 'Admin',
  pemantau: 'Pemantau',
};

/** "Bimtek Kader Digital, Gelombang II" or "Kabupaten Solok": what the role is for. */
export function scopeWords(line: RoleLine): string {
  const audit = line.audit ? ', dengan catatan kegiatan' : '';
  const scope = line.allBimtek
    ? 'semua bimtek, hanya melihat'
    : [line.place, line.bimtek].filter(Boolean).join(', ');
  return `${scope}${audit}`;
}

/** "sampai 30 Juni 2024", "mulai 1 Juni 2024", or nothing for a role that is open. */
export function spanWords(line: RoleLine, now: Date): string {
  const day = (at: Date) => plainDate(dayOf(at, 'Asia/Jakarta'));
  const from = line.startsAt > now ? `mulai ${day(line.startsAt)}` : '';
  const until = line.endsAt ? `sampai ${day(line.endsAt)}` : '';
  return [from, until].filter(Boolean).join(', ');
}
