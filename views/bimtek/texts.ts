import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { ClassNews } from '../../src/bimtek/texts/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { whatsAppLink } from '../account/slip-message.ts';
import { actButton } from '../ui/form.ts';
import { dateTime } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, notice, refusal } from '../ui/notice.ts';
import { changeLine } from './timetable-text.ts';
import { pathOf, refusalWords } from './words.ts';

type State = {
  bimtek: BimtekView;
  news: ClassNews[];
  kabar?: string | undefined;
  /** The class whose text was made just now. */
  made: string;
  refused?: string;
};

/** A ready text for the group of each class: what changed since the one before. */
export function textsPage(shell: Shell, { bimtek, news, kabar, made, refused }: State): Html {
  return page(
    shell,
    { title: `${refused === undefined ? '' : 'Perlu diperbaiki: '}Teks jadwal, ${bimtek.label}` },
    main(
      backLink(pathOf(bimtek, '/jadwal'), 'Jadwal'),
      heading('Teks jadwal untuk WhatsApp', {
        below:
          'Teks pertama berisi seluruh jadwal kelas. Teks berikutnya hanya berisi yang berubah sejak teks sebelumnya.',
      }),
      notice(kabar, { dibuat: `Teks kelas ${made} dibuat. Salin, atau kirim lewat WhatsApp.` }),
      refused && refusal(html`<p>${refusalWords(refused)}</p>`),
      news.length === 0 && empty('Belum ada kelas.'),
      news.map((one) => card(shell, bimtek, one, one.letter === made)),
    ),
  );
}

const MOST_LINES = 12;

function card(shell: Shell, bimtek: BimtekView, news: ClassNews, isNew: boolean): Html {
  const { id, letter, changes } = news;
  return html`<section class="kartu" aria-labelledby="k-${letter}"><div class="dalam tumpuk"><h2 id="k-${letter}">Kelas ${letter}</h2>${untold(news, bimtek.zone)}${
    changes.length > 0 &&
    actButton(
      shell,
      pathOf(bimtek, `/jadwal/teks/${id}`),
      html`Buat teks<span class="kasat"> kelas ${letter}</span>`,
      { class: isNew ? 'kedua' : '' },
    )
  }${lastText(news, bimtek, isNew)}</div></section>`;
}

function untold({ changes, last }: ClassNews, zone: string): Part {
  if (changes.length === 0)
    return html`<p class="redup">${last ? 'Tidak ada perubahan sejak teks terakhir.' : 'Kelas ini belum punya jadwal.'}</p>`;
  if (!last) return html`<p>Belum pernah dibuat. Jadwalnya ${changes.length} sesi.</p>`;
  const lines = changes.slice(0, MOST_LINES).map((one) => html`<li>${changeLine(one, zone)}</li>`);
  const more = changes.length > MOST_LINES && html`<li>dan ${changes.length - MOST_LINES} lagi</li>`;
  return html`<p><b>${changes.length} perubahan belum dibagikan.</b></p><ul class="butir mungil">${lines}${more}</ul>`;
}

function lastText({ letter, last }: ClassNews, bimtek: BimtekView, open: boolean): Part {
  if (!last) return '';
  const rows = Math.min(14, Math.max(5, last.body.split('\n').length + 1));
  return html`<details${open && html` open`}><summary>Teks terakhir, ${dateTime(last.at, bimtek.zone)}</summary><div class="tumpuk"><div class="isian"><label for="teks-${letter}">Teks untuk grup kelas ${letter}</label><textarea id="teks-${letter}" rows="${rows}" readonly>${last.body}</textarea></div><div class="apit-aksi kiri"><a class="tombol" href="${whatsAppLink(null, last.body)}" target="_blank" rel="noopener noreferrer">${icon('wa')}Kirim lewat WA<span class="kasat"> ke kelas ${letter}</span></a></div></div></details>`;
}
