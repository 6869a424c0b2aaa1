import type { SlipRefusal } from '../../src/account/activation/check-slip.ts';
import type { Newcomer } from '../../src/account/activation/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { checkbox, EMPTY, errorSummary, field, type Filled, form } from '../ui/form.ts';
import { phone } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';
import { info } from '../ui/notice.ts';
import { ownNameFields } from './own-name.ts';
import { noticePoints } from './privacy-notice.ts';

const LABELS = {
  who: 'Nomor HP atau kode peserta',
  code: 'Kode masuk',
  password: 'Kata sandi',
  again: 'Kata sandi, sekali lagi',
  name: 'Nama lengkap',
  consent: 'Pemberitahuan data',
};

/** Step 1: what stands on the slip. */
export function slipCodePage(shell: Shell, filled: Filled, refusal?: SlipRefusal): Html {
  const wrong = refusal !== undefined || Object.keys(filled.fields).length > 0;
  return page(
    shell,
    { title: wrong ? 'Perlu diperbaiki: Masuk pertama kali' : 'Masuk pertama kali' },
    main(
      heading('Masuk pertama kali', {
        above: 'Langkah 1 dari 2',
        below: 'Ketik yang tertulis di slip masuk Anda.',
      }),
      errorSummary(filled, LABELS),
      refusal && slipRefusal(refusal),
      form(
        shell,
        { action: '/aktivasi', class: 'tumpuk kartu-isian' },
        field({
          name: 'who',
          label: LABELS.who,
          autocomplete: 'username',
          filled,
          hint: 'Misalnya 0812-3456-7890',
        }),
        field({
          name: 'code',
          label: LABELS.code,
          autocomplete: 'one-time-code',
          filled,
          hint: '8 huruf dan angka, misalnya K7PM-4QXD',
        }),
        html`<button class="tombol lebar">Lanjut</button>`,
      ),
      html`<ul class="tautan-lain"><li><a href="/masuk">Sudah punya kata sandi? Masuk</a></li><li><a href="/lupa-sandi">Slip hilang atau kode tidak bisa dipakai</a></li></ul>`,
    ),
  );
}

const REFUSALS: Record<SlipRefusal['reason'], { title: string; says: string }> = {
  wrong: {
    title: 'Nomor atau kode masuk salah',
    says: 'Periksa huruf dan angkanya. Setelah 5 kali salah kode itu mati, lalu mintalah slip baru.',
  },
  expired: {
    title: 'Kode masuk sudah lewat waktunya',
    says: 'Minta slip baru kepada pelatih, korkab, atau panitia.',
  },
  used: {
    title: 'Kode masuk ini sudah dipakai',
    says: 'Masuk dengan kata sandi Anda. Lupa kata sandi? Minta slip baru kepada pelatih, korkab, atau panitia.',
  },
  replaced: { title: 'Kode masuk ini sudah diganti', says: 'Pakai kode di slip yang paling baru.' },
  dead: {
    title: 'Kode masuk ini sudah mati',
    says: 'Terlalu sering salah ketik. Minta slip baru kepada pelatih, korkab, atau panitia.',
  },
};

function slipRefusal(refusal: SlipRefusal): Part {
  const { title, says } = REFUSALS[refusal.reason];
  return html`<div class="galat-ringkas" role="alert" tabindex="-1" autofocus><h2>${title}</h2><p>${says}</p></div>`;
}

/** Step 2: password, name and consent on one page; the code stays good until the button. */
export function setUpAccountPage(
  shell: Shell,
  newcomer: Newcomer,
  typed: { who: string; code: string },
  filled: Filled = EMPTY,
): Html {
  const wrong = Object.keys(filled.fields).length > 0;
  return page(
    shell,
    { title: wrong ? 'Perlu diperbaiki: Siapkan akun' : 'Siapkan akun' },
    main(
      heading(`Selamat datang, ${newcomer.name}`, { above: 'Langkah 2 dari 2', below: whoIs(newcomer) }),
      errorSummary(filled, LABELS),
      form(
        shell,
        { action: '/aktivasi', class: 'tumpuk longgar selebar-isian' },
        html`<input type="hidden" name="who" value="${typed.who}"><input type="hidden" name="code" value="${typed.code}">`,
        passwordStep(newcomer, filled),
        nameStep(newcomer, filled),
        noticeStep(newcomer, filled),
        html`<div class="tumpuk">${checkbox({ name: 'shared', label: 'HP ini dipakai bergantian', checked: filled.values['shared'] !== undefined })}<button class="tombol lebar">Simpan dan masuk</button></div>`,
      ),
      html`<p class="mungil redup">Bukan Anda? <a href="/aktivasi">Kembali</a>, lalu periksa slipnya.</p>`,
    ),
  );
}

function whoIs({ enrolment }: Newcomer): string {
  if (!enrolment) return 'Tinggal beberapa isian, lalu Anda bisa masuk.';
  const term = enrolment.villageTerm[0]?.toUpperCase() + enrolment.villageTerm.slice(1);
  return `Kader Digital ${term} ${enrolment.village}, ${enrolment.regency}. Nomor peserta ${enrolment.participantNo}.`;
}

const step = (title: string, ...body: Part[]): Html =>
  html`<section class="kartu"><div class="dalam tumpuk"><h2>${title}</h2>${body}</div></section>`;

function passwordStep(newcomer: Newcomer, filled: Filled): Html {
  const name =
    newcomer.phoneSignsIn && newcomer.phone ? phone(newcomer.phone) : showCode(newcomer.participantCode);
  return step(
    'Buat kata sandi',
    newcomer.phoneSignsIn
      ? ''
      : info(
          html`<p>Nomor HP Anda dipakai orang lain juga. Lain kali masuk dengan kode peserta <b class="angka utuh">${name}</b>.</p>`,
        ),
    field({
      name: 'password',
      label: LABELS.password,
      type: 'password',
      autocomplete: 'new-password',
      filled,
      hint: 'Minimal 8 huruf atau angka. Boleh kalimat pendek.',
    }),
    field({ name: 'again', label: LABELS.again, type: 'password', autocomplete: 'new-password', filled }),
  );
}

function nameStep(newcomer: Newcomer, filled: Filled): Part {
  if (newcomer.nameConfirmed) return '';
  return step(
    'Periksa nama Anda',
    html`<p class="redup">Nama ini tercetak di sertifikat. Salah ketik boleh dibetulkan sekarang.</p>`,
    ownNameFields(newcomer, filled),
  );
}

function noticeStep(newcomer: Newcomer, filled: Filled): Part {
  if (newcomer.noticeAgreed) return '';
  const wrong = filled.fields['consent'];
  return step(
    'Data pribadi Anda',
    noticePoints(),
    html`<p class="tautan-lain"><a href="/privasi" target="_blank">Baca selengkapnya (halaman baru)</a></p>`,
    html`<div class="setuju${wrong && ' salah'}" id="consent">${wrong && html`<p class="galat-isian">Beri tanda bahwa Anda sudah membaca pemberitahuan data.</p>`}${checkbox(
      {
        name: 'consent',
        label: 'Saya sudah membaca dan setuju data saya dipakai untuk bimtek ini',
        checked: filled.values['consent'] !== undefined,
      },
    )}</div>`,
  );
}

const showCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;
