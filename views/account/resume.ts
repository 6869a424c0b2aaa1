import type { Shell } from '../../src/http/page.ts';
import { form } from '../ui/form.ts';
import { html, type Html } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';

/** After signing in again: the form that was interrupted, ready to be sent on. */
export function resumePage(shell: Shell, to: string, kept: URLSearchParams): Html {
  return page(
    shell,
    { title: 'Kirim isian tadi' },
    main(
      heading('Anda sudah masuk', { below: 'Isian Anda tadi masih ada. Kirim sekarang.' }),
      form(
        shell,
        { action: to },
        [...kept].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`),
        html`<button class="tombol">Kirim isian tadi</button>`,
      ),
    ),
  );
}
