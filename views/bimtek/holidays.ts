import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { Holiday } from '../../src/bimtek/planning/holidays.ts';
import type { Shell } from '../../src/http/page.ts';
import { actButton, EMPTY, errorSummary, field, type Filled, form } from '../ui/form.ts';
import { longDate } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { notice, refusal } from '../ui/notice.ts';
import { pathOf, refusalWords } from './words.ts';

type State = {
  bimtek: BimtekView;
  typed: readonly Holiday[];
  /** Of the days of the bimtek: those with the same date each year. */
  fixed: readonly Holiday[];
  kabar?: string | undefined;
  filled?: Filled;
  refused?: string;
};

/** Holidays are told beside sessions; they forbid none. */
export function holidaysPage(
  shell: Shell,
  { bimtek, typed, fixed, kabar, filled = EMPTY, refused }: State,
): Html {
  const wrong = refused !== undefined || Object.keys(filled.fields).length > 0;
  return page(
    shell,
    { title: `${wrong ? 'Perlu diperbaiki: ' : ''}Hari libur, ${bimtek.label}` },
    main(
      backLink(pathOf(bimtek, '/jadwal'), 'Jadwal'),
      heading('Hari libur', {
        below:
          'Sesi pada hari libur diberi tanda di jadwal dan tetap boleh diadakan. Libur yang tanggalnya ditetapkan setiap tahun, misalnya Iduladha, dicatat di sini.',
      }),
      notice(kabar, { dicatat: 'Hari libur dicatat.', dihapus: 'Hari libur dihapus.' }),
      errorSummary(filled, { day: 'Tanggal', name: 'Nama hari libur' }),
      refused && refusal(html`<p>${refusalWords(refused)}</p>`),
      list(shell, bimtek, typed, fixed),
      form(
        shell,
        { action: pathOf(bimtek, '/jadwal/libur'), class: 'kartu-isian tumpuk' },
        html`<div class="deret">${field({ name: 'day', label: 'Tanggal', type: 'date', filled, value: '' })}${field({ name: 'name', label: 'Nama hari libur', filled, value: '' })}</div>`,
        html`<button class="tombol">Catat hari libur</button>`,
      ),
    ),
  );
}

function list(shell: Shell, bimtek: BimtekView, typed: readonly Holiday[], fixed: readonly Holiday[]): Part {
  if (typed.length + fixed.length === 0) return html`<p>Belum ada hari libur yang dicatat.</p>`;
  const line = ({ day, name }: Holiday, end: Part) =>
    html`<li><span class="rapat"><span>${longDate(day)}</span><span class="mungil redup">${name}</span></span>${end}</li>`;
  return html`<ul class="kartu daftar-ringkas">${fixed.map((one) => line(one, html`<span class="mungil redup">tanggal tetap</span>`))}${typed.map(
    (one) =>
      line(
        one,
        actButton(
          shell,
          pathOf(bimtek, '/jadwal/libur/hapus'),
          html`Hapus<span class="kasat"> ${longDate(one.day)}</span>`,
          {
            values: { day: one.day },
          },
        ),
      ),
  )}</ul>`;
}
