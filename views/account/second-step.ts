import type { CodeRefusal } from '../../src/account/second-step/check-code.ts';
import type { SecondStep } from '../../src/account/second-step/queries.ts';
import type { SignInRefusal } from '../../src/account/sign-in.ts';
import type { Shell } from '../../src/http/page.ts';
import { EMPTY, errorSummary, field, type Filled, form } from '../ui/form.ts';
import { dayOf, plainDate } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { info, notice, refusal, stamp, warning } from '../ui/notice.ts';
import { drawing } from '../ui/rich-text.ts';
import { waitWords } from './sign-in.ts';

type Proof = (SignInRefusal & { of: 'password' }) | (CodeRefusal & { of: 'code' });
export type SecondStepState = {
  kabar?: string | undefined;
  filled?: Filled;
  /** Which form was sent. */
  at?: 'cadangan' | 'matikan';
  refusal?: Proof;
};
type SetUp = { address: string; qr: string; typed: string; sealed: string };
type Data = { step: SecondStep | null; setUp: SetUp | null; required: boolean; state: SecondStepState };

const LABELS = { code: 'Kode dari aplikasi', current: 'Kata sandi' };
const NOTICES = { mati: 'Langkah kedua dimatikan.' };

/** The second step of signing in: setting it up, or what it is like. */
export function secondStepPage(shell: Shell, { step, setUp, required, state }: Data): Html {
  const filled = state.filled ?? EMPTY;
  const wrong = state.refusal !== undefined || Object.keys(filled.fields).length > 0;
  return page(
    shell,
    { title: wrong ? 'Perlu diperbaiki: Langkah kedua' : 'Langkah kedua' },
    main(
      backLink('/saya', 'Saya'),
      heading('Langkah kedua', {
        below:
          'Selain kata sandi, masuk dengan kode dari aplikasi di HP Anda. Orang yang tahu kata sandi Anda tetap tidak bisa masuk.',
      }),
      notice(state.kabar, NOTICES),
      errorSummary(filled, LABELS),
      state.refusal && refusal(html`<p>${proofWords(state.refusal)}</p>`),
      required &&
        !step &&
        info(html`<p>Peran Anda mewajibkan langkah kedua. Nyalakan dulu, lalu lanjutkan pekerjaan Anda.</p>`),
      step ? onSections(shell, step, state) : setUp && setUpSection(shell, setUp, filled),
    ),
  );
}

function proofWords(refused: Proof): string {
  if (refused.reason === 'wait')
    return `Terlalu banyak percobaan. Tunggu ${waitWords(refused.seconds)}, lalu coba lagi.`;
  return refused.of === 'password'
    ? 'Kata sandi salah. Coba lagi.'
    : 'Kode salah atau sudah dipakai. Tunggu kode berikutnya di aplikasi.';
}

const inFours = (text: string): string => (text.match(/.{1,4}/g) ?? []).join(' ');

function setUpSection(shell: Shell, { address, qr, typed, sealed }: SetUp, filled: Filled): Html {
  return html`<section class="kartu selebar-isian"><div class="dalam tumpuk"><ol class="butir bernomor"><li>Pasang aplikasi kode di HP, misalnya Google Authenticator atau Aegis.</li><li>Pindai gambar ini dengan aplikasi itu.<div class="qr-besar">${drawing(qr)}</div></li><li>Tidak bisa memindai? <a href="${address}">Buka di aplikasi</a>, atau ketik kunci ini:<br><b class="kunci-ketik">${inFours(typed)}</b></li><li>Ketik 6 angka yang tampil di aplikasi.</li></ol>${form(
    shell,
    { action: '/saya/langkah-kedua' },
    html`<input type="hidden" name="sealed" value="${sealed}">`,
    field({ name: 'code', label: LABELS.code, inputmode: 'numeric', autocomplete: 'one-time-code', filled }),
    html`<p class="mungil redup">HP lain yang sedang masuk akan dikeluarkan.</p><button class="tombol lebar">Nyalakan</button>`,
  )}</div></section>`;
}

function onSections(shell: Shell, step: SecondStep, state: SecondStepState): Html {
  const since = plainDate(dayOf(step.since, 'Asia/Jakarta'));
  return html`<section class="kartu selebar-isian"><div class="dalam tumpuk"><h2>Keadaan</h2><dl class="rinci"><dt>Langkah kedua</dt><dd>${stamp('selesai', 'Menyala')} sejak ${since}</dd><dt>Kode cadangan</dt><dd>${step.left} dari 10 belum dipakai</dd></dl>${step.left < 3 && warning(html`<p>Kode cadangan hampir habis. Buat yang baru.</p>`)}</div></section>${proofForm(shell, state, 'cadangan', 'Buat kode cadangan baru', 'Kode cadangan lama tidak berlaku lagi.')}${proofForm(shell, state, 'matikan', 'Matikan langkah kedua', 'Untuk pindah HP: matikan di sini, lalu nyalakan lagi dengan HP baru.')}`;
}

/** A form that asks for password and code; ids of its fields are its own, since the page holds two. */
function proofForm(
  shell: Shell,
  { at, filled, refusal: refused }: SecondStepState,
  name: 'cadangan' | 'matikan',
  title: string,
  says: string,
): Html {
  const here = at === name;
  const typed = here ? (filled ?? EMPTY) : EMPTY;
  return html`<section class="kartu selebar-isian"><div class="dalam"><details${here && (filled ?? refused) && html` open`}><summary>${title}</summary>${form(
    shell,
    { action: `/saya/langkah-kedua/${name}` },
    html`<p class="redup">${says}</p>`,
    proofField(name, 'current', LABELS.current, 'password', 'current-password', typed),
    proofField(name, 'code', 'Kode dari aplikasi, atau satu kode cadangan', 'text', 'one-time-code', typed),
    html`<button class="tombol ${name === 'matikan' ? 'kedua' : ''}">${title}</button>`,
  )}</details></div></section>`;
}

function proofField(
  of: string,
  name: 'current' | 'code',
  label: string,
  type: string,
  autocomplete: string,
  filled: Filled,
): Html {
  const wrong = filled.fields[name];
  const id = `${name}-${of}`;
  return html`<div class="isian${wrong && ' salah'}"><label for="${id}">${label}</label>${wrong && html`<p class="galat-isian" id="${id}-galat">Isi ${label.toLowerCase()}.</p>`}<input type="${type}" id="${id}" name="${name}" autocomplete="${autocomplete}"${wrong && html` aria-invalid="true" aria-describedby="${id}-galat"`}></div>`;
}

/** The ten spare codes, shown this once. */
export function spareCodesPage(shell: Shell, codes: string[]): Html {
  const shown = codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
  const text = `Kode cadangan Bekal. Setiap kode berlaku satu kali.\r\n\r\n${shown.join('\r\n')}\r\n`;
  return page(
    shell,
    { title: 'Kode cadangan', scripts: ['print.js'] },
    main(
      heading('Kode cadangan', { above: 'Langkah kedua menyala' }),
      warning(
        html`<p>Simpan sekarang: kode ini <b>hanya tampil satu kali</b>. Pakai satu kode bila HP Anda hilang atau rusak.</p>`,
      ),
      html`<section class="kartu selebar-isian"><div class="dalam tumpuk"><ol class="kode-cadangan">${shown.map((code): Part => html`<li>${code}</li>`) as Html[]}</ol><div class="apit-aksi kiri"><a class="tombol" download="kode-cadangan-bekal.txt" href="data:text/plain;charset=utf-8,${encodeURIComponent(text)}">${icon('unduh')}Unduh</a><button class="tombol kedua" type="button" data-cetak hidden>Cetak</button></div><p class="mungil redup">Jangan simpan bersama kata sandi. Setiap kode berlaku satu kali.</p></div></section>`,
      html`<p><a class="tombol" href="/">Sudah saya simpan, lanjut</a></p>`,
    ),
  );
}
