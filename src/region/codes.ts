/** Kemendagri codes: province 13, regency 13.02, district 13.02.07, village 13.02.07.2001. Pure. */

export const provinceOf = (code: string): string => code.slice(0, 2);
export const regencyOf = (code: string): string => code.slice(0, 5);
export const districtOf = (code: string): string => code.slice(0, 8);

/** A village code written with or without dots or spaces -> with dots; undefined unless it has ten digits. */
export function villageCode(text: string): string | undefined {
  const digits = text.replace(/[\s.\-_/]/g, '');
  if (!/^\d{10}$/.test(digits)) return undefined;
  return `${digits.slice(0, 2)}.${digits.slice(2, 4)}.${digits.slice(4, 6)}.${digits.slice(6)}`;
}

/** A regency code with or without the dot -> with it; undefined unless it has four digits. */
export function regencyCode(text: string): string | undefined {
  const digits = text.replace(/[\s.]/g, '');
  return /^\d{4}$/.test(digits) ? `${digits.slice(0, 2)}.${digits.slice(2)}` : undefined;
}

export type VillageTerm = 'nagari' | 'pekon' | 'kalurahan' | 'gampong' | 'desa' | 'kelurahan';

/** Of Lampung's regencies these call the village pekon: Lampung Barat, Tanggamus, Pringsewu, Pesisir Barat. */
const PEKON: ReadonlySet<string> = new Set(['18.04', '18.06', '18.10', '18.13']);
/** Of West Sumatra these have desa: Kepulauan Mentawai, Kota Sawahlunto, Kota Pariaman. */
const DESA_OF_13: ReadonlySet<string> = new Set(['13.09', '13.73', '13.77']);

/** The region's own word for its villages, by regency code ('13.02') or village code: a kelurahan is one anywhere. */
export function villageTerm(code: string): VillageTerm {
  if (code.length > 8 && code[9] === '1') return 'kelurahan';
  const regency = regencyOf(code);
  if (PEKON.has(regency)) return 'pekon';
  switch (provinceOf(code)) {
    case '11':
      return 'gampong';
    case '13':
      return DESA_OF_13.has(regency) ? 'desa' : 'nagari';
    case '34':
      return 'kalurahan';
    default:
      return 'desa';
  }
}
