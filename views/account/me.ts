import type { PasswordRefusal } from '../../src/account/me/change-password.ts';
import type { Device, Me, RoleLine } from '../../src/account/me/queries.ts';
import type { Role } from '../../src/database/schema.ts';
import type { Shell } from '../../src/http/page.ts';
import { actButton, EMPTY, errorSummary, field, fieldReason, type Filled, form } from '../ui/form.ts';
import { dateTime, dayOf, maskNik, phone, plainDate } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon, type IconName } from '../ui/icons.ts';
import { heading, main, page } from '../ui/layout.ts';
import { notice, refusal, stamp } from '../ui/notice.ts';
import { fullName, ownNameFields } from './own-name.ts';
import { ROLE_NAMES, scopeWords, spanWords } from './roles.ts';

const ZONE = 'Asia/Jakarta';

export type MeState = {
  kabar?: string | undefined;
  nikShown?: boolean;
  name?: Filled;
  alreadyConfirmed?: boolean;
  password?: Filled;
  passwordRefusal?: PasswordRefusal;
};

const NOTICES = {
  nama: 'Nama disahkan. Nama ini yang tercetak di sertifikat.',
  sandi: 'Kata sandi diganti. HP lain sudah dikeluarkan.',
};
const LABELS = {
  name: 'Nama lengkap',
  current: 'Kata sandi sekarang',
  password: 'Kata sandi baru',
  again: 'Kata sandi baru, sekali lagi',
};

/** The person's own page: what Bekal knows of them, their password, their devices, their way out. */
export function mePage(shell: Shell, me: Me, state: MeState): Html {
  const wrong = Boolean(state.name ?? state.password ?? state.passwordRefusal);
  return page(
    shell,
    { title: wrong ? 'Perlu diperbaiki: Saya' : 'Saya' },
    main(
      heading('Saya', { below: fullName(me) }),
      notice(state.kabar, NOTICES),
      errorSummary(state.name ?? state.password ?? EMPTY, LABELS),
      state.alreadyConfirmed && refusal(html`<p>Nama Anda sudah disahkan. Bila keliru, hubungi panitia.</p>`),
      state.passwordRefusal && passwordRefusal(state.passwordRefusal),
      html`<div class="tumpuk longgar dua"><div class="tumpuk longgar">${nameSection(shell, me, state)}${dataSection(shell, me, state)}${passwordSection(shell, state)}${secondStepSection(shell, me)}</div><div class="tumpuk longgar">${areas(shell, me.roles)}${roles(shell, me.roles)}${devices(shell, me.devices)}${phoneSection()}</div></div>`,
      html`<form method="post" action="/keluar" class="selebar-isian"><button class="tombol kedua lebar">Keluar</button></form>`,
    ),
  );
}

function nameSection(shell: Shell, me: Me, { name }: MeState): Part {
  const printed = shell.person?.roles.has('kader') || shell.person?.roles.has('pelatih');
  if (me.nameConfirmedAt || !printed) return '';
  return html`<section class="kartu utama"><div class="pita"></div><div class="dalam tumpuk"><h2>Sahkan nama Anda</h2><p class="redup">Nama ini tercetak di sertifikat. Salah ketik boleh dibetulkan sekarang.</p>${form(
    shell,
    { action: '/saya/nama' },
    ownNameFields(me, name ?? EMPTY),
    html`<button class="tombol">Sahkan nama</button>`,
  )}</div></section>`;
}

function dataSection(shell: Shell, me: Me, { nikShown }: MeState): Html {
  const code = `${me.participantCode.slice(0, 4)}-${me.participantCode.slice(4)}`;
  return html`<section class="kartu"><div class="dalam tumpuk"><h2>Data saya</h2><dl class="rinci"><dt>Nama</dt><dd>${fullName(me)}${
    me.nameConfirmedAt && html` ${stamp('selesai', 'Disahkan')}`
  }</dd><dt>Nomor HP</dt><dd>${me.phone ? phone(me.phone) : 'Belum ada'}</dd><dt>Kode peserta</dt><dd>${code}</dd><dt>NIK</dt><dd id="nik">${
    me.nik ? (nikShown ? me.nik : maskNik(me.nik)) : 'Belum ada'
  }</dd>${me.noticeAt && html`<dt>Pemberitahuan data</dt><dd>Disetujui ${plainDate(dayOf(me.noticeAt, ZONE))}</dd>`}</dl>${
    me.nik && !nikShown && html`<div>${actButton(shell, '/saya/nik#nik', 'Tampilkan NIK')}</div>`
  }${me.phone && !me.phoneSignsIn && html`<p class="mungil">Nomor HP ini dipakai orang lain juga. Masuk dengan kode peserta.</p>`}<p class="mungil redup">Ada yang keliru? Hubungi panitia. <a href="/privasi">Data dan hak Anda</a></p></div></section>`;
}

function passwordSection(shell: Shell, { password, passwordRefusal: refused }: MeState): Html {
  const filled = password ?? EMPTY;
  const open = Boolean(password ?? refused);
  return html`<section class="kartu"><div class="dalam"><details${open && html` open`}><summary>Ganti kata sandi</summary>${form(
    shell,
    { action: '/saya/sandi' },
    field({
      name: 'current',
      label: LABELS.current,
      type: 'password',
      autocomplete: 'current-password',
      filled,
    }),
    field({
      name: 'password',
      label: LABELS.password,
      type: 'password',
      autocomplete: 'new-password',
      filled,
      hint: 'Minimal 8 huruf atau angka',
    }),
    field({ name: 'again', label: LABELS.again, type: 'password', autocomplete: 'new-password', filled }),
    html`<p class="mungil redup">HP lain keluar sendiri setelah kata sandi diganti.</p><button class="tombol">Ganti kata sandi</button>`,
  )}</details></div></section>`;
}

const OFFERED: Role[] = ['pelatih', 'korkab', 'panitia', 'admin'];

function secondStepSection({ person }: Shell, { secondStep }: Me): Part {
  if (!secondStep && !OFFERED.some((role) => person?.roles.has(role))) return '';
  return html`<section class="kartu"><div class="dalam tumpuk"><h2>Langkah kedua</h2><p>${secondStep ? stamp('selesai', 'Menyala') : stamp('belum', 'Mati')}</p><p class="redup">Kode dari aplikasi di HP, selain kata sandi.</p><div><a class="tombol kedua kecil" href="/saya/langkah-kedua">${secondStep ? 'Atur' : 'Nyalakan'}</a></div></div></section>`;
}

function passwordRefusal(refused: PasswordRefusal): Part {
  switch (refused.reason) {
    case 'wrong':
      return refusal(html`<p>Kata sandi sekarang salah. Coba lagi.</p>`);
    case 'wait':
      return refusal(html`<p>Terlalu banyak percobaan. Tunggu ${refused.seconds} detik, lalu coba lagi.</p>`);
    case 'password':
    case 'password-common':
      return refusal(html`<p>${fieldReason(refused.reason, LABELS.password)}</p>`);
  }
}

const AREAS: { roles: Role[]; href: string; icon: IconName; title: string }[] = [
  { roles: ['kader'], href: '/beranda', icon: 'buku', title: 'Belajar' },
  { roles: ['kader'], href: '/sertifikat', icon: 'piala', title: 'Sertifikat saya' },
  { roles: ['kader'], href: '/pkdd', icon: 'bendera', title: 'PKDD saya' },
  { roles: ['pelatih'], href: '/kelas', icon: 'orang2', title: 'Kelas saya' },
  { roles: ['korkab', 'duta', 'pemantau'], href: '/pantau', icon: 'rumah', title: 'Pantauan wilayah' },
  { roles: ['panitia'], href: '/kelola', icon: 'kertas', title: 'Kelola bimtek' },
  { roles: ['admin'], href: '/kelola/akun', icon: 'orang2', title: 'Akun' },
  { roles: ['admin'], href: '/kelola/catatan', icon: 'kertas', title: 'Catatan kegiatan' },
  { roles: ['admin'], href: '/kelola/setelan', icon: 'kunci', title: 'Setelan' },
];

function areas({ person }: Shell, lines: RoleLine[]): Part {
  const mine = AREAS.filter(
    (area) =>
      area.roles.some((role) => person?.roles.has(role)) ||
      (area.href === '/kelola/catatan' && lines.some((line) => line.audit)),
  );
  if (mine.length === 0) return '';
  return html`<nav class="kartu" aria-label="Bagian saya"><ul class="tugas">${mine.map(
    (area) =>
      html`<li><a href="${area.href}"><span class="bulat hijau">${icon(area.icon)}</span><span class="tebal">${area.title}</span>${icon('panah', 'kecil')}</a></li>`,
  )}</ul></nav>`;
}

function roles(shell: Shell, lines: RoleLine[]): Part {
  const kader = shell.person?.roles.has('kader');
  if (lines.length === 0 && !kader) return '';
  return html`<section class="kartu"><div class="dalam tumpuk"><h2>Peran saya</h2><ul class="rapat">${kader && html`<li class="tebal">${ROLE_NAMES.kader}</li>`}${lines.map(
    (line) =>
      html`<li><span class="tebal">${ROLE_NAMES[line.role]}</span><br><span class="mungil redup">${[scopeWords(line), spanWords(line, shell.now)].filter(Boolean).join(', ')}</span></li>`,
  )}</ul></div></section>`;
}

/** No nagging: one line that says how, and what the phone holds. */
const phoneSection = (): Html =>
  html`<section class="kartu"><div class="dalam tumpuk"><h2>Bekal di HP ini</h2><p>Pasang seperti aplikasi: buka menu peramban, lalu pilih Tambahkan ke layar utama.</p><p class="tautan-lain"><a href="/hp-ini">Isi di HP ini</a></p></div></section>`;

function devices(shell: Shell, list: Device[]): Html {
  return html`<section class="kartu"><div class="dalam tumpuk"><h2>HP yang sedang masuk</h2><ul class="tumpuk">${list.map(
    (device) =>
      html`<li class="baris apit"><span><span class="tebal">${device.label}</span><br><span class="mungil redup">Masuk ${dateTime(device.since, ZONE)}${device.sharedPhone && ', HP bergantian'}</span></span>${device.current && stamp('selesai', 'HP ini')}</li>`,
  )}</ul><div>${actButton(shell, '/saya/keluar-semua', 'Keluar dari semua HP')}</div></div></section>`;
}
