import type { CodeRefusal } from '../../src/account/second-step/check-code.ts';
import type { Shell } from '../../src/http/page.ts';
import { EMPTY, errorSummary, field, type Filled } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';
import { waitWords } from './sign-in.ts';

type State = {
  half: string;
  next?: string | undefined;
  resume?: string | undefined;
  filled?: Filled;
  refusal?: CodeRefusal;
};

/** Between password and login: the code of the app, or a spare one. */
export function secondStepSignInPage(
  shell: Shell,
  { half, next, resume, filled = EMPTY, refusal }: State,
): Html {
  const wrong = refusal !== undefined || Object.keys(filled.fields).length > 0;
  return page(
    shell,
    { title: wrong ? 'Perlu diperbaiki: Langkah kedua' : 'Langkah kedua' },
    main(
      heading('Langkah kedua', {
        above: 'Masuk',
        below: 'Buka aplikasi kode di HP Anda, lalu ketik 6 angka untuk Bekal.',
      }),
      errorSummary({ ...filled, values: {} }, { code: 'Kode' }),
      refusal && refusalWords(refusal),
      html`<form method="post" action="/masuk/kode" class="tumpuk kartu-isian" novalidate><input type="hidden" name="half" value="${half}">
${next && html`<input type="hidden" name="next" value="${next}">`}${resume && html`<input type="hidden" name="resume" value="${resume}">`}
${field({ name: 'code', label: 'Kode', autocomplete: 'one-time-code', hint: '6 angka dari aplikasi, atau satu kode cadangan' })}
<input class="tombol lebar" type="submit" value="Masuk"></form>`,
      html`<p class="redup">HP hilang dan kode cadangan tidak ada? Minta admin menghapus langkah kedua Anda.</p>`,
      html`<ul class="tautan-lain"><li><a href="/masuk">Kembali ke Masuk</a></li></ul>`,
    ),
  );
}

function refusalWords(refusal: CodeRefusal): Part {
  const says =
    refusal.reason === 'wait'
      ? `Terlalu banyak percobaan. Tunggu ${waitWords(refusal.seconds)}, lalu coba lagi.`
      : 'Kode salah atau sudah dipakai. Tunggu kode berikutnya di aplikasi, lalu coba lagi.';
  return html`<div class="galat-ringkas" role="alert" tabindex="-1" autofocus><h2>Belum bisa masuk</h2><p>${says}</p></div>`;
}
