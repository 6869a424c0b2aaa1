import { field, type Filled } from '../ui/form.ts';
import { html, type Html } from '../ui/html.ts';

type OwnName = { name: string; titlePrefix: string | null; titleSuffix: string | null };

/** The own name with titles in three fields, under the line as it will stand on the certificate. */
export function ownNameFields(own: OwnName, filled: Filled): Html {
  const shown = fullName({
    name: filled.values['name'] ?? own.name,
    titlePrefix: filled.values['titlePrefix'] ?? own.titlePrefix,
    titleSuffix: filled.values['titleSuffix'] ?? own.titleSuffix,
  });
  return html`<p class="nama-sertifikat">${shown}</p>${field({ name: 'name', label: 'Nama lengkap', value: own.name, autocomplete: 'name', filled, hint: 'Seperti di KTP' })}<div class="deret">${field(
    { name: 'titlePrefix', label: 'Gelar depan', value: own.titlePrefix, filled, hint: 'Boleh kosong' },
  )}${field({ name: 'titleSuffix', label: 'Gelar belakang', value: own.titleSuffix, filled, hint: 'Boleh kosong' })}</div>`;
}

/** "Dr. Afrida Yenti, S.Pd." */
export const fullName = ({ name, titlePrefix, titleSuffix }: OwnName): string =>
  `${titlePrefix ? `${titlePrefix} ` : ''}${name}${titleSuffix ? `, ${titleSuffix}` : ''}`;
