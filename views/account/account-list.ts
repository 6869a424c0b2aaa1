import type { AccountRow } from '../../src/account/office/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { maskPhone } from '../ui/format.ts';
import { html, type Html } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';
import { empty, stamp } from '../ui/notice.ts';
import { searchBox } from '../ui/search.ts';
import { ROLE_NAMES } from './roles.ts';

const A_PAGE = 50;

/** All accounts, by name. */
export function accountListPage(shell: Shell, { q, rows }: { q: string; rows: AccountRow[] }): Html {
  const shown = rows.slice(0, A_PAGE);
  const last = rows.length > A_PAGE ? shown.at(-1) : undefined;
  return page(
    shell,
    { title: q ? `Akun: ${q}` : 'Akun' },
    main(
      html`<div class="baris apit lentur">${heading('Akun', { below: 'Orang yang boleh masuk, dan perannya.' })}<a class="tombol" href="/kelola/akun/baru">Buat akun</a></div>`,
      html`<form method="get" action="/kelola/akun" role="search">${searchBox('Cari nama, nomor HP, atau kode peserta', q)}</form>`,
      shown.length > 0
        ? html`<div class="kartu"><ul class="tugas">${shown.map(item)}</ul></div>`
        : empty(
            'Belum ada akun yang cocok. Ubah pencarian.',
            html`<p class="tautan-lain"><a href="/kelola/akun">Tampilkan semua</a></p>`,
          ),
      last &&
        html`<p><a class="tombol kedua" href="/kelola/akun?${new URLSearchParams({ q, sesudah: last.personId }).toString()}">Berikutnya</a></p>`,
    ),
  );
}

function item(row: AccountRow): Html {
  const roles = row.roles.map((role) => ROLE_NAMES[role]).join(', ') || 'Belum ada peran';
  const state = !row.active
    ? stamp('galat', 'Dinonaktifkan')
    : row.hasPassword
      ? stamp('selesai', 'Aktif')
      : stamp('awas', 'Belum pernah masuk');
  return html`<li><a href="/kelola/akun/${row.personId}"><span class="bulat">${initials(row.name)}</span><span><span class="tebal">${row.name}</span><br><span class="mungil redup">${roles}${row.phone && `. ${maskPhone(row.phone)}`}</span></span>${state}</a></li>`;
}

const initials = (name: string): string =>
  name
    .split(' ')
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('');
