import type { Issuer } from '../../src/account/settings/queries.ts';
import { field, type Filled } from '../ui/form.ts';
import { html, type Html } from '../ui/html.ts';

export const ISSUER_LABELS = {
  unit: 'Unit dalam nomor sertifikat',
  issuerName: 'Nama lembaga',
  lines: 'Baris di atas nama lembaga',
  place: 'Kota penerbitan',
  signatoryName: 'Nama penandatangan',
  signatoryTitle: 'Jabatan penandatangan',
  signatoryNip: 'NIP penandatangan',
  logo: 'Logo (SVG)',
};

export const unitField = (filled: Filled): Html =>
  field({
    name: 'unit',
    label: ISSUER_LABELS.unit,
    filled,
    hint: 'Huruf besar dan angka, misalnya BBPPM. Tidak bisa diubah.',
  });

/** Who issues and who signs, as printed on certificates. */
export function issuerFields(filled: Filled, issuer?: Issuer): Html {
  return html`${field({ name: 'issuerName', label: ISSUER_LABELS.issuerName, value: issuer?.name ?? null, filled })}
${field({ name: 'lines', label: ISSUER_LABELS.lines, value: issuer?.lines.join('\n') ?? null, filled, rows: 3, hint: 'Nama kementerian dan badan, paling banyak 4 baris. Boleh kosong.' })}
${field({ name: 'place', label: ISSUER_LABELS.place, value: issuer?.place ?? null, filled })}
${field({ name: 'signatoryName', label: ISSUER_LABELS.signatoryName, value: issuer?.signatoryName ?? null, filled, hint: 'Lengkap dengan gelar' })}
${field({ name: 'signatoryTitle', label: ISSUER_LABELS.signatoryTitle, value: issuer?.signatoryTitle ?? null, filled })}
${field({ name: 'signatoryNip', label: ISSUER_LABELS.signatoryNip, value: issuer?.signatoryNip ?? null, filled, hint: 'Boleh kosong' })}`;
}
