import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { FileClashes, LineClashes } from '../../src/bimtek/timetable-file/clashes.ts';
import type { CheckedLine, LineChange } from '../../src/bimtek/timetable-file/compare.ts';
import type { LineProblem } from '../../src/bimtek/timetable-file/read-fields.ts';
import type { Kept } from '../../src/bimtek/timetable-file/forms.ts';
import type { Shell } from '../../src/http/page.ts';
import { form } from '../ui/form.ts';
import { count, dayOf, longDate, plainDate, timeRange } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { backLink, main, page } from '../ui/layout.ts';
import { refusal as refusalBox } from '../ui/notice.ts';
import { FRIDAY, holidayWords, pairsOf, pairWords, sessionWithTime } from './clash-words.ts';
import { COLUMN } from './timetable-upload.ts';
import { pathOf, refusalWords } from './words.ts';

type State = {
  bimtek: BimtekView;
  kept: Kept;
  lines: CheckedLine[];
  clashes: FileClashes;
  mark: string;
  /** Sessions that the file does not name: they stay. */
  missing: number;
  refused?: string;
};

const of = (lines: CheckedLine[], state: CheckedLine['state']) => lines.filter((one) => one.state === state);

/** Every line of the file and what would happen with it. */
export function timetableCheckPage(shell: Shell, state: State): Html {
  const { bimtek, kept, lines, refused } = state;
  const wrong = of(lines, 'wrong');
  const bad = refused !== undefined || wrong.length > 0;
  return page(
    shell,
    { title: `${bad ? 'Perlu diperbaiki: ' : ''}Periksa impor jadwal` },
    main(
      backLink(pathOf(bimtek, '/jadwal/impor'), 'Pilih berkas lain'),
      html`<div class="rapat"><h1 tabindex="-1">Periksa sebelum disimpan</h1><p class="redup">${kept.fileName}, ${count(lines.length)} sesi. Belum ada yang disimpan.</p></div>`,
      refused && refusalBox(html`<p>${refusalWords(refused)}</p>`),
      figures(lines),
      wrong.length > 0 && wrongTable(state, wrong),
      changed(of(lines, 'changed')),
      fresh(of(lines, 'new'), bimtek.zone),
      clashList(state.clashes),
      finish(shell, state),
    ),
  );
}

const figures = (lines: CheckedLine[]): Html =>
  html`<ul class="tiga"><li><a class="hijau" href="#baru"><b>${count(of(lines, 'new').length)}</b><span>Sesi baru</span><small>baris</small></a></li><li><a class="emas" href="#berubah"><b>${count(of(lines, 'changed').length)}</b><span>Berubah</span><small>baris</small></a></li><li><a class="merah" href="#salah"><b>${count(of(lines, 'wrong').length)}</b><span>Perlu diperbaiki</span><small>baris</small></a></li></ul>`;

const HEADS = ['Baris', 'Materi', 'Kolom', 'Isi di Excel', 'Yang perlu dilakukan'];

function wrongTable({ kept }: State, wrong: CheckedLine[]): Html {
  const line = ({ row, topic }: CheckedLine, problem: LineProblem) => {
    const letter = kept.letters[problem.field];
    const column = `${COLUMN[problem.field]}${letter ? ` (${letter})` : ''}`;
    return html`<tr class="salah" role="row"><th class="bn" role="rowheader" scope="row">Baris ${row}</th><td role="cell"><b>${topic || 'Tanpa materi'}</b></td><td role="cell" data-l="Kolom">${column}</td><td role="cell" data-l="Isi di Excel">${problem.code === 'twice' ? '' : problem.text || 'kosong'}</td><td role="cell" data-l="Yang perlu dilakukan">${problemWords(problem)}</td></tr>`;
  };
  return html`<section aria-labelledby="salah"><div class="judul-bag"><h2 id="salah">Perlu diperbaiki di Excel (${wrong.length})</h2></div><div class="kartu kartu-tabel"><table class="impor" role="table" aria-labelledby="salah"><thead role="rowgroup"><tr role="row">${HEADS.map(
    (label) => html`<th role="columnheader" scope="col">${label}</th>`,
  )}</tr></thead><tbody role="rowgroup">${wrong.flatMap((one) => one.problems.map((problem) => line(one, problem)))}</tbody></table></div></section>`;
}

const WORDS: Readonly<Record<LineProblem['code'], string>> = {
  empty: 'Isi kolom ini.',
  long: 'Terlalu panjang. Singkat isinya.',
  date: 'Bukan tanggal. Tulis misalnya 30/05/2024.',
  'outside-days': 'Di luar tanggal bimtek. Ubah tanggalnya, atau ubah tanggal bimtek di Setelan.',
  time: 'Bukan jam. Tulis misalnya 08.30.',
  jp: 'JP diisi kelipatan setengah, paling banyak 20.',
  counted: 'Isi ya atau tidak.',
  'class-unknown': 'Kelas ini tidak ada di bimtek ini. Buat kelasnya dulu, atau betulkan hurufnya.',
  'trainer-unknown':
    'Tidak ada pelatih dengan nama ini. Betulkan namanya, atau minta admin memberi peran pelatih.',
  'trainer-twice': 'Ada beberapa pelatih dengan nama ini. Pilih orangnya di halaman sesi.',
  'code-unknown': 'Kode ini tidak ada di jadwal. Kosongkan kodenya untuk membuat sesi baru.',
  'code-cancelled': 'Sesi ini dibatalkan. Pulihkan dulu di halaman sesi.',
  twice: '',
  'marked-uncounted': 'Sesi ini sudah punya presensi. Bila tidak dihitung lagi, ubah di halaman sesi.',
  'marked-class': 'Kelas yang dikeluarkan sudah punya presensi di sesi ini. Ubah di halaman sesi.',
};

const problemWords = ({ code, text }: LineProblem): string =>
  code === 'twice' ? `Sesi yang sama sudah ada di baris ${text}. Hapus salah satu.` : WORDS[code];

function changed(lines: CheckedLine[]): Part {
  if (lines.length === 0) return '';
  return html`<section aria-labelledby="berubah"><div class="judul-bag"><h2 id="berubah">Berubah (${lines.length})</h2></div><ul class="kartu tugas">${lines.map(
    ({ row, topic, changes }) =>
      html`<li><div class="isi-t"><span class="nomor">${row}</span><span class="rapat"><span class="tebal"><span class="kasat">Baris ${row}: </span>${topic}</span>${changes.map((one) => html`<span class="mungil">${changeWords(one)}</span>`)}</span></div></li>`,
  )}</ul></section>`;
}

function changeWords({ field, from, to }: LineChange): string {
  const shown = (text: string) => {
    if (text === '') return 'kosong';
    if (field === 'day') return plainDate(text);
    if (field === 'jp') return text.replace('.', ',');
    return field === 'start' || field === 'end' ? text.replace(':', '.') : text;
  };
  return `${COLUMN[field]}: ${shown(from)} menjadi ${shown(to)}`;
}

function fresh(lines: CheckedLine[], zone: string): Part {
  if (lines.length === 0) return '';
  return html`<section aria-labelledby="baru"><div class="judul-bag"><h2 id="baru">Sesi baru (${lines.length})</h2></div><ul class="kartu daftar-ringkas">${lines.map(
    ({ row, topic, fields }) =>
      html`<li><span>Baris ${row}: ${topic}</span><span class="mungil redup">${fields && `${longDate(dayOf(fields.startsAt, zone))}, ${timeRange(fields.startsAt, fields.endsAt, zone)}`}</span></li>`,
  )}</ul></section>`;
}

/** What new and changed lines share with others at the same time; saved all the same. */
function clashList({ lines, byId }: FileClashes): Part {
  if (lines.length === 0) return '';
  const notes = ({ session, clashes }: LineClashes) => [
    ...pairsOf(clashes).map((pair) => {
      const other = byId.get(pair.session === session.id ? pair.other : pair.session);
      return `${pairWords(pair, session)} sama dengan ${other ? sessionWithTime(other) : ''}`;
    }),
    ...clashes.flatMap((clash) =>
      clash.kind === 'friday' ? [FRIDAY] : clash.kind === 'holiday' ? [holidayWords(clash.name)] : [],
    ),
  ];
  return html`<section aria-labelledby="bentrok"><div class="judul-bag"><h2 id="bentrok">Bentrok (${lines.length})</h2></div><p class="mungil redup">Baris ini tetap bisa disimpan.</p><ul class="kartu tugas">${lines.map(
    (one) =>
      html`<li><div class="isi-t"><span class="nomor">${one.row}</span><span class="rapat"><span class="tebal"><span class="kasat">Baris ${one.row}: </span>${one.session.topic}</span>${notes(one).map((says) => html`<span class="mungil">${says}</span>`)}</span></div></li>`,
  )}</ul></section>`;
}

function finish(shell: Shell, { bimtek, kept, lines, mark, missing }: State): Html {
  const same = of(lines, 'same').length;
  const ready = of(lines, 'new').length + of(lines, 'changed').length;
  const rest = html`<p class="mungil redup">${same} sesi tidak berubah. ${missing > 0 && `${missing} sesi tidak ada di berkas ini dan tetap seperti semula.`}</p>`;
  const other = html`<a class="tombol kedua" href="${pathOf(bimtek, '/jadwal/impor')}">Unggah berkas lain</a>`;
  if (ready === 0)
    return html`<div class="kartu"><div class="dalam tumpuk"><p><b>Tidak ada yang perlu disimpan.</b></p>${rest}<div class="apit-aksi kiri">${other}</div></div></div>`;
  return html`<div class="kartu"><div class="dalam tumpuk">${of(lines, 'wrong').length > 0 && html`<p><b>Baris yang belum beres tidak ikut disimpan.</b></p>`}${rest}${form(
    shell,
    { action: pathOf(bimtek, '/jadwal/impor/simpan'), class: 'aksi-satu' },
    html`<input type="hidden" name="isi" value="${JSON.stringify(kept)}"><input type="hidden" name="mark" value="${mark}">`,
    html`<button class="tombol">Simpan ${ready} sesi</button>`,
  )}<div class="apit-aksi kiri">${other}</div></div></div>`;
}
