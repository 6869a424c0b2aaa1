import type { SlipPerson } from '../../src/account/slips/requests.ts';
import type { Shell } from '../../src/http/page.ts';
import { actButton } from '../ui/form.ts';
import { count, dateTime } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, stamp } from '../ui/notice.ts';
import { SLIP_STATES } from './slip-state.ts';

type Data = { asked: SlipPerson[]; waiting: SlipPerson[]; back: string };

/** Whose slip one may renew: first who asked for it, then who has never been in. */
export function slipRequestsPage(shell: Shell, { asked, waiting, back }: Data): Html {
  return page(
    shell,
    { title: 'Slip masuk' },
    main(
      backLink(back, 'Kembali'),
      heading('Slip masuk', { below: 'Kode baru langsung mematikan kode lama. Setiap kode baru tercatat.' }),
      html`<section aria-labelledby="minta"><div class="judul-bag"><h2 id="minta">Lupa kata sandi (${count(asked.length)})</h2></div>${
        asked.length === 0
          ? empty('Tidak ada yang menunggu.')
          : html`<ul class="kartu tugas">${asked.map((person) => askedRow(shell, person))}</ul>`
      }</section>`,
      html`<section aria-labelledby="belum"><div class="judul-bag"><h2 id="belum">Belum aktif (${count(waiting.length)}${waiting.length >= 100 && ' pertama'})</h2></div>${
        waiting.length === 0
          ? html`<p>Semua sudah masuk.</p>`
          : html`<ul class="kartu tugas">${waiting.map(waitingRow)}</ul>`
      }</section>`,
    ),
  );
}

const whereOf = ({ letter, place }: SlipPerson): string =>
  [letter && `Kelas ${letter}`, place].filter(Boolean).join(', ') || 'Belum ikut bimtek';

const askedRow = (shell: Shell, person: SlipPerson): Html =>
  html`<li><div class="isi-t"><span class="nomor">${person.participantNo}</span><span class="rapat"><span class="tebal">${person.name}</span><span class="mungil redup">${whereOf(person)}</span><span class="mungil">Meminta ${person.askedAt && dateTime(person.askedAt, 'Asia/Jakarta')}</span></span><span class="aksi">${actButton(
    shell,
    `/slip/${person.personId}/baru`,
    html`Buat kode baru<span class="kasat"> untuk ${person.name}</span>`,
    { class: 'kecil' },
  )}</span></div></li>`;

function waitingRow(person: SlipPerson): Html {
  const { tone, word } = SLIP_STATES[person.state];
  return html`<li><a href="/slip/${person.personId}"><span class="nomor">${person.participantNo}</span><span class="rapat"><span class="tebal">${person.name}</span><span class="mungil redup">${whereOf(person)}</span></span>${stamp(tone, word)}</a></li>`;
}

/** The line on the first page of whoever may renew slips; always a way to the list, in bold when somebody waits. */
export const slipRequestsLine = (waiting: number): Part =>
  html`<ul class="kartu tugas"><li><a href="/slip"><span class="bulat ${waiting > 0 && 'emas'}">${icon('hp')}</span><span class="rapat"><span class="tebal">${waiting > 0 ? `${count(waiting)} orang lupa kata sandi` : 'Slip masuk'}</span><span class="mungil redup">${waiting > 0 ? 'Menunggu kode baru dari Anda' : 'Kode baru untuk yang lupa atau belum aktif'}</span></span>${icon('panah', 'kecil')}</a></li></ul>`;
