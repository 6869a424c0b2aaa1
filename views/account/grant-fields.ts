import type { BimtekChoice } from '../../src/account/office/queries.ts';
import { checkbox, field, type Filled, select } from '../ui/form.ts';
import { html, type Html } from '../ui/html.ts';
import { ROLE_NAMES } from './roles.ts';

export const GRANT_LABELS = {
  role: 'Peran',
  bimtek: 'Bimtek',
  province: 'Provinsi',
  regency: 'Kabupaten',
  villages: 'Kode nagari atau desa',
  from: 'Mulai',
  until: 'Sampai',
};

const ROLES = ['panitia', 'pelatih', 'korkab', 'duta', 'pemantau', 'admin'] as const;

/** Which role, for what, from when to when. What a role does not need stays empty. */
export function grantFields(bimtek: BimtekChoice[], filled: Filled, none?: string): Html {
  const roles = ROLES.map((value) => ({ value, label: ROLE_NAMES[value] }));
  return html`${select({ name: 'role', label: GRANT_LABELS.role, filled, choices: [{ value: '', label: none ?? 'Pilih' }, ...roles] })}
${select({ name: 'bimtek', label: GRANT_LABELS.bimtek, filled, hint: 'Untuk panitia', choices: [{ value: '', label: 'Tidak ada' }, ...bimtek.map(({ id, name, label }) => ({ value: id, label: `${name}, ${label}` }))] })}
<div class="deret">${field({ name: 'regency', label: GRANT_LABELS.regency, filled, hint: 'Untuk korkab atau pemantau, misalnya 13.02' })}${field({ name: 'province', label: GRANT_LABELS.province, filled, hint: 'Untuk pemantau, misalnya 13' })}</div>
${field({ name: 'villages', label: GRANT_LABELS.villages, filled, rows: 3, hint: 'Untuk duta, satu kode per baris, misalnya 13.02.10.2001' })}
<div class="deret">${field({ name: 'from', label: GRANT_LABELS.from, type: 'date', filled, hint: 'Kosong: sekarang' })}${field({ name: 'until', label: GRANT_LABELS.until, type: 'date', filled, hint: 'Kosong: tanpa batas' })}</div>
${checkbox({ name: 'allBimtek', label: 'Semua bimtek, hanya melihat (panitia, pemantau)', checked: filled.values['allBimtek'] !== undefined })}
${checkbox({ name: 'audit', label: 'Boleh melihat catatan kegiatan (pemantau)', checked: filled.values['audit'] !== undefined })}`;
}
