import type { AdminWords } from '../../src/account/command.ts';
import { dateTime } from '../ui/format.ts';

/** What `bekal create-admin` prints. */
export const CREATE_ADMIN_WORDS: AdminWords = {
  help: `create-admin --name "NAMA LENGKAP" [--phone 08...] [--json]

Membuat akun admin dan menampilkan kode sekali pakai untuk masuk pertama kali (berlaku tiga hari).
Tanpa --phone orang itu masuk dengan kode peserta. Basis data bawaan tidak boleh sedang dipakai:
hentikan Bekal dulu.

Kode keluar: 0 dibuat, 1 ditolak, 2 salah pakai.`,
  made: ({ participantCode, slipCode, expiresAt }) => `Admin dibuat. Buka /aktivasi, lalu ketik:
  kode peserta  ${participantCode}
  kode masuk    ${slipCode}   (sampai ${dateTime(expiresAt, 'Asia/Jakarta')})`,
  refused: (reason) => `Tidak dibuat: ${reason}.`,
};
