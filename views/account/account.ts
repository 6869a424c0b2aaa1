import type { Account, BimtekChoice } from '../../src/account/office/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { actButton, EMPTY, errorSummary, field, type Filled, form } from '../ui/form.ts';
import { dateTime, dayOf, maskPhone, phone, plainDate } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { info, notice, refusal, stamp } from '../ui/notice.ts';
import { GRANT_LABELS, grantFields } from './grant-fields.ts';
import { ROLE_NAMES, scopeWords, spanWords } from './roles.ts';

export type AccountState = {
  kabar?: string | undefined;
  grant?: Filled;
  phone?: Filled;
  /** Taking the second step off. */
  reset?: Filled;
  phoneShown?: boolean;
  /** An act on the own account was refused. */
  self?: boolean;
};

type Data = { account: Account; bimtek: BimtekChoice[]; state: AccountState; own: boolean };

const ZONE = 'Asia/Jakarta';
const LABELS = { phone: 'Nomor HP', reason: 'Alasan', ...GRANT_LABELS };
const NOTICES = {
  peran: 'Peran diberikan. Orang ini perlu masuk lagi.',
  berakhir: 'Peran diakhiri. Berlaku mulai halaman berikutnya yang dibuka.',
  aktif: 'Akun diaktifkan.',
  nonaktif: 'Akun dinonaktifkan. Semua HP-nya sudah dikeluarkan.',
  buka: 'Kunci dibuka. Orang ini boleh mencoba masuk lagi.',
  nomor: 'Nomor HP disimpan.',
  langkah: 'Langkah kedua dihapus. Semua HP-nya sudah dikeluarkan.',
};

/** One account as an admin sees it: state, roles, acts. */
export function accountPage(shell: Shell, { account, bimtek, state, own }: Data): Html {
  const filled = state.grant ?? state.phone ?? state.reset ?? EMPTY;
  return page(
    shell,
    { title: `${Object.keys(filled.fields).length > 0 ? 'Perlu diperbaiki: ' : ''}Akun ${account.name}` },
    main(
      backLink('/kelola/akun', 'Akun'),
      heading(account.name, { above: 'Akun' }),
      notice(state.kabar, NOTICES),
      errorSummary(filled, LABELS),
      state.self && refusal(html`<p>Peran dan akun sendiri hanya bisa diubah oleh admin lain.</p>`),
      html`<div class="tumpuk longgar dua"><div class="tumpuk longgar">${rolesCard(shell, account, own)}${!own && grantCard(shell, account, bimtek, state)}</div><div class="tumpuk longgar">${stateCard(shell, account, state, own)}${phoneCard(shell, account, state)}${!own && account.secondStepSince && resetCard(shell, account, state)}</div></div>`,
    ),
  );
}

function rolesCard(shell: Shell, { personId, roles, kader }: Account, own: boolean): Html {
  return html`<section class="kartu"><div class="dalam tumpuk"><h2>Peran</h2>${roles.length === 0 && !kader && html`<p class="redup">Belum ada peran.</p>`}<ul class="tumpuk">${
    kader &&
    html`<li><span class="tebal">${ROLE_NAMES.kader}</span><br><span class="mungil redup">dari daftar peserta</span></li>`
  }${roles.map(
    (line) =>
      html`<li class="baris apit lentur"><span><span class="tebal">${ROLE_NAMES[line.role]}</span><br><span class="mungil redup">${[scopeWords(line), spanWords(line, shell.now)].filter(Boolean).join(', ')}</span></span>${
        !own &&
        actButton(
          shell,
          `/kelola/akun/${personId}/peran/${line.id}/akhiri`,
          html`Akhiri<span class="kasat"> peran ${ROLE_NAMES[line.role]}</span>`,
        )
      }</li>`,
  )}</ul>${own && info(html`<p>Peran sendiri hanya bisa diubah oleh admin lain.</p>`)}</div></section>`;
}

function grantCard(
  shell: Shell,
  { personId }: Account,
  bimtek: BimtekChoice[],
  { grant }: AccountState,
): Html {
  return html`<section class="kartu"><div class="dalam"><details${grant && html` open`}><summary>Beri peran</summary>${form(
    shell,
    { action: `/kelola/akun/${personId}/peran` },
    grantFields(bimtek, grant ?? EMPTY),
    html`<button class="tombol">Beri peran</button>`,
  )}</details></div></section>`;
}

function stateCard(shell: Shell, account: Account, { phoneShown }: AccountState, own: boolean): Html {
  const { personId, participantCode: code } = account;
  const act = (path: string, label: Part, tone = 'kedua kecil') =>
    actButton(shell, `/kelola/akun/${personId}/${path}`, label, { class: tone });
  return html`<section class="kartu"><div class="dalam tumpuk"><h2>Keadaan</h2><dl class="rinci"><dt>Akun</dt><dd>${stateStamp(account)}</dd><dt>Nomor HP</dt><dd id="nomor">${
    account.phone ? (phoneShown ? phone(account.phone) : maskPhone(account.phone)) : 'Belum ada'
  }</dd><dt>Kode peserta</dt><dd>${code.slice(0, 4)}-${code.slice(4)}</dd><dt>Pertama masuk</dt><dd>${
    account.firstSignedInAt ? dateTime(account.firstSignedInAt, ZONE) : 'Belum pernah'
  }</dd><dt>HP yang masuk</dt><dd>${account.logins}</dd><dt>Langkah kedua</dt><dd>${account.secondStepSince ? `Menyala sejak ${plainDate(dayOf(account.secondStepSince, ZONE))}` : 'Mati'}</dd><dt>Salah sandi</dt><dd>${account.failed} kali${
    account.lockedUntil && html`, terkunci sampai ${dateTime(account.lockedUntil, ZONE)}`
  }</dd></dl>${account.phone && !account.phoneSignsIn && html`<p class="mungil">Nomor HP ini dipakai orang lain. Orang ini masuk dengan kode peserta.</p>`}<div class="apit-aksi kiri">${
    account.phone && !phoneShown && act('tampilkan#nomor', 'Tampilkan nomor')
  }${account.failed > 0 && act('buka', 'Buka kunci')}${!own && html`<a class="tombol kedua kecil" href="/slip/${personId}">${icon('kode', 'kecil')}Slip masuk</a>`}${
    !own && (account.active ? act('nonaktif', 'Nonaktifkan') : act('aktif', 'Aktifkan', 'kecil'))
  }</div><p class="tautan-lain"><a href="/kelola/catatan?orang=${personId}">Catatan kegiatan orang ini</a></p></div></section>`;
}

const stateStamp = ({ active, hasPassword }: Account): Html =>
  !active
    ? stamp('galat', 'Dinonaktifkan')
    : hasPassword
      ? stamp('selesai', 'Aktif')
      : stamp('awas', 'Belum pernah masuk');

function phoneCard(shell: Shell, { personId }: Account, state: AccountState): Html {
  return html`<section class="kartu"><div class="dalam"><details${state.phone && html` open`}><summary>Ganti nomor HP</summary>${form(
    shell,
    { action: `/kelola/akun/${personId}/nomor` },
    field({
      name: 'phone',
      label: LABELS.phone,
      type: 'tel',
      filled: state.phone ?? EMPTY,
      hint: 'Nomor ini dipakai untuk masuk',
    }),
    html`<button class="tombol">Simpan</button>`,
  )}</details></div></section>`;
}

/** For someone who lost phone and spare codes. */
function resetCard(shell: Shell, { personId }: Account, { reset }: AccountState): Html {
  return html`<section class="kartu"><div class="dalam"><details${reset && html` open`}><summary>Hapus langkah kedua</summary>${form(
    shell,
    { action: `/kelola/akun/${personId}/langkah-kedua` },
    html`<p class="redup">Hanya bila HP dan kode cadangannya hilang. Pastikan dulu bahwa ini benar orangnya.</p>`,
    field({
      name: 'reason',
      label: LABELS.reason,
      filled: reset ?? EMPTY,
      hint: 'Tersimpan di catatan kegiatan',
    }),
    html`<button class="tombol kedua">Hapus langkah kedua</button>`,
  )}</details></div></section>`;
}
