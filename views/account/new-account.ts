import type { BimtekChoice } from '../../src/account/office/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { EMPTY, errorSummary, field, type Filled, form } from '../ui/form.ts';
import { html, type Html } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { GRANT_LABELS, grantFields } from './grant-fields.ts';

const LABELS = { name: 'Nama lengkap', phone: 'Nomor HP', ...GRANT_LABELS };

/** An account for a colleague; a slip comes with it. Kader come in by the roster. */
export function newAccountPage(shell: Shell, bimtek: BimtekChoice[], filled: Filled = EMPTY): Html {
  const wrong = Object.keys(filled.fields).length > 0;
  return page(
    shell,
    { title: wrong ? 'Perlu diperbaiki: Buat akun' : 'Buat akun' },
    main(
      backLink('/kelola/akun', 'Akun'),
      heading('Buat akun', { below: 'Slip masuk langsung dibuat. Kader masuk lewat impor peserta.' }),
      errorSummary(filled, LABELS),
      form(
        shell,
        { action: '/kelola/akun', class: 'tumpuk kartu-isian' },
        field({ name: 'name', label: LABELS.name, filled, required: true }),
        field({
          name: 'phone',
          label: LABELS.phone,
          type: 'tel',
          filled,
          hint: 'Boleh kosong: masuk dengan kode peserta',
        }),
        grantFields(bimtek, filled, 'Belum ada peran'),
        html`<button class="tombol lebar">Buat akun dan slip</button>`,
      ),
    ),
  );
}
