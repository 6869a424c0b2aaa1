import type { OwnCode } from '../../src/attendance/hall/queries.ts';
import type { OwnCodeCard } from '../../src/attendance/own-code/read-own-code.ts';
import type { Shell } from '../../src/http/page.ts';
import { EMPTY, field, form } from '../ui/form.ts';
import { timeRange } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, refusal } from '../ui/notice.ts';
import { drawing } from '../ui/rich-text.ts';
import { type CodeRefusal, codeWords } from './hall-words.ts';

export type { CodeRefusal };

export type CodeState = {
  code: OwnCodeCard | undefined;
  /** A scan that waits for the button. */
  scan?: { tiket: string; session: OwnCode };
  refusal?: CodeRefusal;
  typed: string;
};

/** After a scan, or after digits that were not taken. */
export function codePage(shell: Shell, { code, scan, refusal: reason, typed }: CodeState): Html {
  return page(
    shell,
    { title: `${reason ? 'Perlu diperbaiki: ' : ''}Kode hadir` },
    main(
      backLink('/hadir', 'Kehadiran saya'),
      scan ? scanned(shell, scan) : heading('Kode hadir'),
      reason && refusal(html`<p>${codeWords(reason)}</p>`),
      !scan && codeCard(shell, code, { typed, open: true }),
    ),
  );
}

function scanned(shell: Shell, { tiket, session }: NonNullable<CodeState['scan']>): Html {
  const where = [timeRange(session.startsAt, session.endsAt, session.zone), session.room].filter(Boolean);
  return html`${heading(`Sesi ${session.no}: ${session.topic}`, { above: 'Kode terbaca', below: where.join(', ') })}${form(
    shell,
    { action: '/hadir/kode', class: 'kartu-isian tumpuk' },
    html`<input type="hidden" name="tiket" value="${tiket}"><button class="tombol lebar">${icon('centang', 'kecil')}Saya hadir</button><p class="mungil redup">Tekan dalam 5 menit sejak memindai.</p>`,
  )}`;
}

/** The field for the six digits, and the kader's own code for the trainer's scan, folded or `open`. */
export function codeCard(
  shell: Shell,
  code: OwnCodeCard | undefined,
  { typed = '', open = false }: { typed?: string; open?: boolean } = {},
): Part {
  if (!code)
    return empty('Anda belum terdaftar di bimtek yang berjalan.', html`<a href="/beranda">Ke beranda</a>`);
  const { participantCode, participantNo, qr } = code;
  return html`<section class="kode-hadir" aria-label="Kode hadir">${
    code.typed &&
    form(
      shell,
      { action: '/hadir/kode', class: 'kartu-isian tumpuk' },
      field({
        name: 'angka',
        label: '6 angka di layar',
        hint: 'Perlu internet. Angka berganti tiap 15 detik.',
        inputmode: 'numeric',
        autocomplete: 'off',
        filled: { ...EMPTY, values: { angka: typed } },
      }),
      html`<button class="tombol lebar">Saya hadir</button>`,
    )
  }<details class="kartu kode-sendiri"${open && html` open`}><summary>${icon('kode')}Kode saya untuk dipindai pelatih</summary><div class="dalam tumpuk"><div class="qr-besar" role="img" aria-label="Kode QR peserta ${participantNo}">${drawing(
    qr,
  )}</div><p class="besar-kata angka">${participantCode.slice(0, 4)}-${participantCode.slice(4)}</p><p class="mungil redup">Terangkan layar HP bila sulit terbaca, atau sebutkan 8 huruf dan angkanya.</p></div></details></section>`;
}

/** A code of the wall that is over, closed or not ours; also for a phone that has not signed in. */
export const staleCodePage = (shell: Shell): Html =>
  page(
    shell,
    { title: 'Kode hadir tidak berlaku' },
    main(
      heading('Kode ini tidak berlaku lagi', {
        below: 'Kode hadir berganti tiap 15 detik. Pindai kode yang sedang tampil di layar.',
      }),
      html`<p><a class="tombol kedua" href="/hadir">Ketik 6 angka</a></p>`,
    ),
  );
