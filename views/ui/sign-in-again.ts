import type { Shell } from '../../src/http/page.ts';
import { field } from './form.ts';
import { html, type Html } from './html.ts';
import { heading, main, page } from './layout.ts';

/**
 * The answer to a write without a login: sign in here and what was typed goes on to where it was sent.
 * `kept` are the fields of that form.
 */
export function signInAgainPage(shell: Shell, to: string, kept: Record<string, string>): Html {
  const resume = new URLSearchParams(kept).toString();
  return page(
    shell,
    { title: 'Silakan masuk lagi', outbox: true },
    main(
      heading('Silakan masuk lagi', { below: 'Isian Anda aman dan ikut dikirim setelah masuk.' }),
      html`<form method="post" action="/masuk" class="tumpuk kartu-isian" novalidate>
<input type="hidden" name="next" value="${to}"><input type="hidden" name="resume" value="${resume}">
${field({ name: 'who', label: 'Nomor HP atau kode peserta', autocomplete: 'username' })}
${field({ name: 'password', label: 'Kata sandi', type: 'password', autocomplete: 'current-password' })}
<input class="tombol lebar" type="submit" value="Masuk"></form>`,
    ),
  );
}
