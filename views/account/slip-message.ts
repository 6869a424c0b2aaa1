import type { SlipBimtek } from '../../src/account/slips/participants.ts';
import type { SlipContent } from '../../src/account/slips/slip-content.ts';
import { dayOf, plainDate } from '../ui/format.ts';

const shown = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

/** The WhatsApp text of a slip (ux.md section 5); the address opens the form with both codes filled in. */
export function slipMessage(origin: string, slip: SlipContent, bimtek: SlipBimtek | null): string {
  const what = bimtek ? ` untuk bimtek di ${bimtek.place}` : '';
  const address = `${origin}/aktivasi?k=${slip.participantCode}&c=${slip.code}`;
  const key = slip.phoneSignsIn ? 'nomor HP ini' : `kode peserta ${shown(slip.participantCode)}`;
  const until = plainDate(dayOf(slip.expiresAt, bimtek?.timeZone ?? 'Asia/Jakarta'));
  return `Assalamualaikum/Salam, ${slip.name}. Ini kode masuk Bekal${what}: ${shown(slip.code)}. Buka ${address}, ketik ${key} dan kode itu. Berlaku sampai ${until}. Jangan dibagikan.`;
}

/** Opens WhatsApp with the text; without a phone the sender picks the person. */
export const whatsAppLink = (phone: string | null, text: string): string =>
  `https://wa.me/${phone ? phone.replace(/^\+/, '') : ''}?text=${encodeURIComponent(text)}`;
