import type { Shell } from '../../src/http/page.ts';
import { EMPTY, errorSummary, field, type Filled, form } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';
import { ISSUER_LABELS, issuerFields, unitField } from './issuer-fields.ts';

const LABELS = {
  name: 'Nama lengkap',
  phone: 'Nomor HP',
  password: 'Kata sandi',
  again: 'Kata sandi, sekali lagi',
  ...ISSUER_LABELS,
};

/** First run: the first admin and who issues, on one page behind a one-time link. */
export function firstAdminPage(shell: Shell, filled: Filled = EMPTY): Html {
  const wrong = Object.keys(filled.fields).length > 0;
  return page(
    shell,
    { title: wrong ? 'Perlu diperbaiki: Menyiapkan Bekal' : 'Menyiapkan Bekal' },
    main(
      heading('Menyiapkan Bekal', { below: 'Sekali saja: admin pertama dan penerbit sertifikat.' }),
      errorSummary(filled, LABELS),
      form(
        shell,
        { action: shell.path, class: 'tumpuk longgar selebar-isian', upload: true },
        section(
          'Admin pertama',
          field({ name: 'name', label: LABELS.name, autocomplete: 'name', filled }),
          field({
            name: 'phone',
            label: LABELS.phone,
            type: 'tel',
            autocomplete: 'tel',
            filled,
            hint: 'Dipakai untuk masuk',
          }),
          field({
            name: 'password',
            label: LABELS.password,
            type: 'password',
            autocomplete: 'new-password',
            filled,
            hint: 'Minimal 8 huruf atau angka',
          }),
          field({
            name: 'again',
            label: LABELS.again,
            type: 'password',
            autocomplete: 'new-password',
            filled,
          }),
        ),
        section(
          'Penerbit sertifikat',
          html`<p class="redup">Bisa diubah nanti di Setelan, kecuali unit.</p>`,
          unitField(filled),
          issuerFields(filled),
          field({
            name: 'logo',
            label: LABELS.logo,
            type: 'file',
            filled,
            hint: 'Boleh kosong, paling besar 50 KB',
          }),
        ),
        html`<button class="tombol lebar">Simpan dan masuk</button>`,
      ),
    ),
  );
}

const section = (title: string, ...body: Part[]): Html =>
  html`<section class="kartu"><div class="dalam tumpuk"><h2>${title}</h2>${body}</div></section>`;
