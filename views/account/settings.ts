import type { Issuer } from '../../src/account/settings/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { actButton, EMPTY, errorSummary, field, type Filled, form } from '../ui/form.ts';
import { count } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, notice } from '../ui/notice.ts';
import { drawing } from '../ui/rich-text.ts';
import { ISSUER_LABELS, issuerFields, unitField } from './issuer-fields.ts';

/** Settings of the house: who issues certificates and who signs them. */
export function settingsPage(shell: Shell, issuers: Issuer[], kabar: string | undefined): Html {
  return page(
    shell,
    { title: 'Setelan' },
    main(
      html`<div class="baris apit lentur">${heading('Setelan', { below: 'Penerbit sertifikat. Batas lulus dan aturan lain ada di tiap bimtek.' })}<a class="tombol" href="/kelola/setelan/penerbit/baru">Tambah penerbit</a></div>`,
      notice(kabar, { siap: 'Bekal siap dipakai. Berikutnya: buat akun panitia, lalu bimtek.' }),
      issuers.length > 0 ? html`<ul class="deret">${issuers.map(card)}</ul>` : empty('Belum ada penerbit.'),
    ),
  );
}

const card = (issuer: Issuer): Html =>
  html`<li class="kartu"><div class="dalam tumpuk"><div class="baris">${logoOf(issuer.logo)}<div><p class="mungil redup">${issuer.unit}</p><h2>${issuer.name}</h2></div></div><dl class="rinci"><dt>Penandatangan</dt><dd>${issuer.signatoryName}</dd><dt>Jabatan</dt><dd>${issuer.signatoryTitle}</dd><dt>Kota</dt><dd>${issuer.place}</dd><dt>Bimtek</dt><dd>${count(issuer.bimtek)}</dd></dl><div><a class="tombol kedua kecil" href="/kelola/setelan/penerbit/${issuer.id}">Ubah<span class="kasat"> ${issuer.name}</span></a></div></div></li>`;

const logoOf = (logo: string | null): Part =>
  logo && html`<span class="logo-penerbit">${drawing(logo)}</span>`;

export type IssuerState = { filled?: Filled; kabar?: string | undefined };

const NOTICES = {
  dibuat: 'Penerbit ditambahkan.',
  disimpan: 'Setelan disimpan. Berlaku untuk sertifikat yang terbit mulai sekarang.',
  logo: 'Logo disimpan.',
  tanpa: 'Logo dihapus.',
};

/** One issuer: texts and logo. */
export function issuerPage(shell: Shell, issuer: Issuer, { filled = EMPTY, kabar }: IssuerState): Html {
  const path = `/kelola/setelan/penerbit/${issuer.id}`;
  return page(
    shell,
    { title: `${Object.keys(filled.fields).length > 0 ? 'Perlu diperbaiki: ' : ''}Penerbit ${issuer.unit}` },
    main(
      backLink('/kelola/setelan', 'Setelan'),
      heading(issuer.name, {
        above: `Penerbit ${issuer.unit}`,
        below: 'Sertifikat yang sudah terbit tidak berubah.',
      }),
      notice(kabar, NOTICES),
      errorSummary(filled, ISSUER_LABELS),
      html`<div class="tumpuk longgar dua">${form(shell, { action: path, class: 'tumpuk kartu-isian' }, issuerFields(filled, issuer), html`<button class="tombol">Simpan</button>`)}<section class="kartu"><div class="dalam tumpuk"><h2>Logo</h2>${
        issuer.logo ? logoOf(issuer.logo) : html`<p class="redup">Tanpa logo.</p>`
      }${form(shell, { action: `${path}/logo`, upload: true }, field({ name: 'logo', label: ISSUER_LABELS.logo, type: 'file', filled, hint: 'Paling besar 150 KB' }), html`<button class="tombol kedua">Pasang logo</button>`)}${
        issuer.logo && actButton(shell, `${path}/tanpa-logo`, 'Hapus logo')
      }</div></section></div>`,
    ),
  );
}

export function newIssuerPage(shell: Shell, filled: Filled = EMPTY): Html {
  return page(
    shell,
    {
      title: Object.keys(filled.fields).length > 0 ? 'Perlu diperbaiki: Tambah penerbit' : 'Tambah penerbit',
    },
    main(
      backLink('/kelola/setelan', 'Setelan'),
      heading('Tambah penerbit', { below: 'Tiap penerbit menghitung nomor sertifikatnya sendiri.' }),
      errorSummary(filled, ISSUER_LABELS),
      form(
        shell,
        { action: '/kelola/setelan/penerbit', class: 'tumpuk kartu-isian' },
        unitField(filled),
        issuerFields(filled),
        html`<button class="tombol">Tambah penerbit</button>`,
      ),
    ),
  );
}
