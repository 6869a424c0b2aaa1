import type { PresensiBimtek } from '../../src/attendance/overview.ts';
import type { FileLine } from '../../src/attendance/phone-file/check-rows.ts';
import type { Shell } from '../../src/http/page.ts';
import { field, form } from '../ui/form.ts';
import { html, type Html } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { info, refusal, stamp } from '../ui/notice.ts';
import { statusWords } from './words.ts';

export type PhoneFileState = {
  bimtek: PresensiBimtek;
  /** The text of the file that was read. */
  content: string | null;
  lines?: FileLine[];
  unreadable?: boolean;
};

const STATES: Record<FileLine['state'], string> = {
  ready: 'Bisa diambil',
  known: 'Sudah sampai',
  own: 'Dikirim pemiliknya',
  stranger: 'Bukan pelatih sesi ini',
  elsewhere: 'Bukan bimtek ini',
  self: 'Presensi diri sendiri',
};

/** "bekal-belum-terkirim.json" of a phone that cannot send: what is in it, before anything is taken. */
export const phoneFilePage = (shell: Shell, state: PhoneFileState): Html =>
  page(
    shell,
    { title: `${state.unreadable ? 'Perlu diperbaiki: ' : ''}Ambil presensi dari berkas HP` },
    main(
      backLink(`/kelola/bimtek/${state.bimtek.bimtekId}/presensi`, 'Presensi'),
      heading('Ambil presensi dari berkas HP', {
        below: 'Untuk HP pelatih yang tidak bisa mengirim lagi. Berkasnya disimpan dari Isi di HP ini.',
      }),
      state.unreadable &&
        refusal(
          html`<p>Berkas ini bukan bekal-belum-terkirim.json, atau isinya rusak. Pilih berkas lain.</p>`,
        ),
      state.lines ? check(shell, state, state.lines) : upload(shell, state.bimtek),
    ),
  );

const pathOf = (bimtek: PresensiBimtek): string => `/kelola/bimtek/${bimtek.bimtekId}/presensi/berkas`;

const upload = (shell: Shell, bimtek: PresensiBimtek): Html =>
  form(
    shell,
    { action: pathOf(bimtek), class: 'kartu-isian tumpuk', upload: true },
    field({
      name: 'berkas',
      label: 'Berkas',
      type: 'file',
      hint: 'bekal-belum-terkirim.json, paling besar 1 MB.',
    }),
    html`<button class="tombol">Periksa isinya</button>`,
  );

function check(shell: Shell, { bimtek, content }: PhoneFileState, lines: FileLine[]): Html {
  const ready = lines.filter(({ state }) => state === 'ready').length;
  return html`<ol class="daftar-ringkas kartu" role="list">${lines.map(lineItem)}</ol>
${info(html`<p>Tercatat sebagai impor oleh Anda, dengan nama pelatih di catatan. Bila HP itu mengirim kemudian, tidak menjadi dua. Yang berbeda dengan catatan lain ditanyakan: mana yang benar.</p>`)}
${
  ready === 0
    ? html`<p>Tidak ada yang perlu diambil.</p>`
    : form(
        shell,
        { action: pathOf(bimtek), class: 'apit-aksi kiri' },
        html`<input type="hidden" name="isi" value="${content}"><button class="tombol">Ambil ${ready} presensi</button><a class="tombol kedua" href="${pathOf(bimtek)}">Berkas lain</a>`,
      )
}`;
}

function lineItem({ author, label, state, what }: FileLine): Html {
  const words = what
    ? html`<b class="angka">${what.no}</b> ${what.name}: ${statusWords(what)}, Sesi ${what.sessionNo}`
    : label || 'Isian lain';
  return html`<li><span>${words}<br><span class="mungil redup">Dari HP ${author}</span></span>${stamp(state === 'ready' ? 'selesai' : 'belum', STATES[state])}</li>`;
}
