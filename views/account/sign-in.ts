import type { SignInRefusal } from '../../src/account/sign-in.ts';
import type { Shell } from '../../src/http/page.ts';
import { checkbox, EMPTY, errorSummary, field, type Filled } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';

const LABELS = { who: 'Nomor HP atau kode peserta', password: 'Kata sandi' };

type State = {
  filled?: Filled;
  /** `over`: the second step came too late. */
  refusal?: SignInRefusal | { reason: 'over' };
  who?: string | undefined;
  next?: string | undefined;
  resume?: string | undefined;
};

export function signInPage(shell: Shell, state: State): Html {
  const filled = state.filled ?? { ...EMPTY, values: state.who ? { who: state.who } : {} };
  const next = state.next ?? filled.values['next'];
  const resume = state.resume ?? filled.values['resume'];
  const wrong = Boolean(state.filled || state.refusal);
  return page(
    shell,
    { title: wrong ? 'Perlu diperbaiki: Masuk' : 'Masuk', outbox: true },
    main(
      heading('Masuk', { below: 'Belajar dan hadir di bimtek Desa Cerdas.' }),
      errorSummary(filled, LABELS),
      state.refusal && signInRefusal(state.refusal),
      html`<form method="post" action="/masuk" class="tumpuk kartu-isian" novalidate>
${next && html`<input type="hidden" name="next" value="${next}">`}${resume && html`<input type="hidden" name="resume" value="${resume}">`}
${field({ name: 'who', label: LABELS.who, autocomplete: 'username', filled, hint: 'Misalnya 0812-3456-7890' })}
${field({ name: 'password', label: LABELS.password, type: 'password', autocomplete: 'current-password', filled })}
${checkbox({ name: 'shared', label: 'HP ini dipakai bergantian' })}
<input class="tombol lebar" type="submit" value="Masuk"></form>`,
      html`<ul class="tautan-lain"><li><a href="/aktivasi">Pertama kali masuk? Pakai kode di slip</a></li><li><a href="/lupa-sandi">Lupa kata sandi</a></li><li><a href="/verifikasi">Periksa keaslian sertifikat</a></li></ul>`,
    ),
  );
}

function signInRefusal(refusal: SignInRefusal | { reason: 'over' }): Part {
  const says =
    refusal.reason === 'wait'
      ? `Terlalu banyak percobaan. Tunggu ${waitWords(refusal.seconds)}, lalu coba lagi.`
      : refusal.reason === 'over'
        ? 'Waktu untuk mengisi kode sudah habis. Masuk lagi dari awal.'
        : 'Nomor HP atau kata sandi salah. Coba lagi.';
  return html`<div class="galat-ringkas" role="alert" tabindex="-1" autofocus><h2>Belum bisa masuk</h2><p>${says}</p></div>`;
}

export const waitWords = (seconds: number): string =>
  seconds < 90 ? `${seconds} detik` : `${Math.ceil(seconds / 60)} menit`;
