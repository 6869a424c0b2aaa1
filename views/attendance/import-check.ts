import type { CheckedCell, FitCell, ImportHead } from '../../src/attendance/import/compare.ts';
import type { SaveCellsRefusal } from '../../src/attendance/import/save-cells.ts';
import type { PresensiBimtek } from '../../src/attendance/overview.ts';
import type { Shell } from '../../src/http/page.ts';
import { field, form } from '../ui/form.ts';
import { count } from '../ui/format.ts';
import { html, type Html } from '../ui/html.ts';
import { backLink, main, page } from '../ui/layout.ts';
import { refusal as refusalBox, warning } from '../ui/notice.ts';
import { importPath } from './import-upload.ts';
import { wrongTable } from './import-wrong.ts';
import { refusalWords, statusWords } from './words.ts';

type State = {
  bimtek: PresensiBimtek;
  fileName: string;
  cells: CheckedCell[];
  /** What was read of the file and what this page shows of it, for "Simpan". */
  packed: string;
  /** What was chosen before a save was refused. */
  values: Record<string, string>;
  refusal?: SaveCellsRefusal;
};

/** More of them than anybody chooses for one by one. */
const MOST_SHOWN = 200;

const isFit = (cell: CheckedCell): cell is FitCell => cell.state !== 'wrong';
const fitOf = (cells: readonly CheckedCell[], ...states: FitCell['state'][]): FitCell[] =>
  cells.filter(isFit).filter(({ state }) => states.includes(state));

/** Every cell of the file and what would happen with it. */
export function importCheckPage(shell: Shell, state: State): Html {
  const { bimtek, cells, fileName, refusal } = state;
  const wrong = cells.filter((cell) => cell.state === 'wrong');
  const fresh = fitOf(cells, 'new');
  const different = fitOf(cells, 'different');
  const bad = refusal !== undefined || wrong.length > 0;
  return page(
    shell,
    { title: `${bad ? 'Perlu diperbaiki: ' : ''}Periksa impor presensi` },
    main(
      backLink(importPath(bimtek), 'Pilih berkas lain'),
      html`<div class="rapat"><h1 tabindex="-1">Periksa sebelum disimpan</h1><p class="redup">${fileName}, ${count(cells.length)} isian. Belum ada yang disimpan.</p></div>`,
      refusal && refusalBox(html`<p>${saveRefusal(refusal)}</p>`),
      bimtek.closing &&
        warning(
          html`<p>Presensi sudah dikunci. Isi berkas disimpan sebagai sesudah kunci dan belum dihitung.</p>`,
        ),
      html`<ul class="tiga"><li><a class="hijau" href="#baru"><b>${count(fresh.length)}</b><span>Baru</span><small>isian</small></a></li><li><a class="emas" href="#berbeda"><b>${count(different.length)}</b><span>Berbeda</span><small>isian</small></a></li><li><a class="merah" href="#salah"><b>${count(wrong.length)}</b><span>Perlu diperbaiki</span><small>isian</small></a></li></ul>`,
      wrong.length > 0 && wrongTable(wrong),
      fresh.length > 0 && freshList(fresh),
      finish(shell, state, fresh, different),
    ),
  );
}

const said = ({ said: { status, minutes } }: FitCell): string =>
  statusWords({ status, minutesLate: minutes });

/** New marks by session and status: all of them can be read, and 18,000 of them still are a page. */
function freshList(fresh: FitCell[]): Html {
  const sessions = [...Map.groupBy(fresh, ({ session }) => session.no)].toSorted(([a], [b]) => a - b);
  return html`<section aria-labelledby="baru"><div class="judul-bag"><h2 id="baru">Baru (${count(fresh.length)})</h2></div><ul class="kartu daftar-ringkas baru-sesi">${sessions.map(
    ([no, cells]) =>
      html`<li><details><summary>Sesi ${no}: ${cells[0]?.session.topic ?? ''} (${cells.length})</summary>${[
        ...Map.groupBy(cells, said),
      ].map(
        ([words, of]) =>
          html`<p class="mungil"><b>${words} (${of.length})</b>: ${of.map(({ person }) => person.no).join(', ')}</p>`,
      )}</details></li>`,
  )}</ul></section>`;
}

const recorded = (heads: readonly ImportHead[]): string =>
  [...new Set(heads.map(({ status, minutes }) => statusWords({ status, minutesLate: minutes })))].join(
    ' atau ',
  );

const CHOICES = [
  ['', 'Ikut pilihan umum'],
  ['tanya', 'Jadikan pertanyaan'],
  ['timpa', 'Timpa'],
  ['lewati', 'Lewati'],
] as const;

function differentList(different: FitCell[], values: Record<string, string>): Html {
  return html`<section class="tumpuk" aria-labelledby="berbeda"><h2 id="berbeda">Berbeda dari yang tercatat (${count(different.length)})</h2>${choiceForAll(values)}<div class="kartu kartu-tabel"><table class="impor" role="table" aria-labelledby="berbeda"><thead role="rowgroup"><tr role="row">${[
    'Baris',
    'Peserta',
    'Tercatat',
    'Di berkas',
    'Pilihan',
  ].map(
    (label) => html`<th role="columnheader" scope="col">${label}</th>`,
  )}</tr></thead><tbody role="rowgroup">${different.slice(0, MOST_SHOWN).map((cell) => differentRow(cell, values))}</tbody></table></div>${
    different.length > MOST_SHOWN &&
    html`<p class="mungil redup">Dan ${count(different.length - MOST_SHOWN)} lagi, yang ikut pilihan umum.</p>`
  }</section>`;
}

function differentRow(cell: FitCell, values: Record<string, string>): Html {
  const name = `c-${cell.index}`;
  const { person, session, heads, minutesOnly } = cell;
  return html`<tr class="tanya" role="row"><th class="bn" role="rowheader" scope="row">Baris ${cell.cell.row}</th><td role="cell"><b>${person.no} ${person.name}</b>Sesi ${session.no}: ${session.topic}</td><td role="cell" data-l="Tercatat">${recorded(heads)}</td><td role="cell" data-l="Di berkas">${said(cell)}</td><td role="cell" data-l="Pilihan"><select name="${name}" aria-label="Pilihan untuk ${person.name}, Sesi ${session.no}">${CHOICES.map(
    ([value, label]) =>
      html`<option value="${value}"${(values[name] ?? '') === value && html` selected`}>${label}</option>`,
  )}</select>${minutesOnly && html`<span class="mungil redup">Hanya menitnya berbeda: tetap, kecuali ditimpa.</span>`}</td></tr>`;
}

function choiceForAll(values: Record<string, string>): Html {
  const chosen = values['semua'] ?? 'tanya';
  const radio = (value: string, label: string) =>
    html`<label class="centang"><input type="radio" name="semua" value="${value}"${chosen === value && html` checked`}><span>${label}</span></label>`;
  return html`<fieldset class="kumpulan"><legend>Yang berbeda</legend>${radio('tanya', 'Jadikan pertanyaan terbuka')}${radio('timpa', 'Timpa sebagai koreksi dengan alasan')}${radio('lewati', 'Lewati, biarkan yang tercatat')}</fieldset>`;
}

function finish(shell: Shell, state: State, fresh: FitCell[], different: FitCell[]): Html {
  const { bimtek, cells, packed, values, refusal } = state;
  const same = fitOf(cells, 'same').length;
  const answered = fitOf(cells, 'answered');
  const rest = html`<p class="mungil redup">${count(same)} isian sudah tercatat begitu. ${answered.length > 0 && `${count(answered.length)} isian sudah pernah diimpor dan sesudah itu diputuskan lain: ${answeredWords(answered)}. Semuanya tetap.`}</p>`;
  const other = html`<a class="tombol kedua" href="${importPath(bimtek)}">Unggah berkas lain</a>`;
  const wrong = cells.length - cells.filter(isFit).length;
  const ready = fresh.length + different.length;
  if (ready === 0)
    return html`<div class="kartu"><div class="dalam tumpuk"><p><b>Tidak ada yang perlu disimpan.</b></p>${rest}<div class="apit-aksi kiri">${other}</div></div></div>`;
  const fields: Record<string, string> = refusal?.reason === 'reason' ? { reason: 'required' } : {};
  return form(
    shell,
    { action: `${importPath(bimtek)}/simpan`, class: 'tumpuk' },
    html`<input type="hidden" name="isi" value="${packed}">`,
    different.length > 0 && differentList(different, values),
    different.length > 0 &&
      html`<div class="selebar-isian">${field({ name: 'reason', label: 'Alasan menimpa', hint: 'Hanya bila ada yang ditimpa. Tercatat pada setiap koreksi', filled: { fields, values } })}</div>`,
    html`<div class="kartu"><div class="dalam tumpuk">${wrong > 0 && html`<p><b>Isian yang belum beres tidak ikut disimpan.</b></p>`}${rest}<div class="apit-aksi kiri"><button class="tombol">Simpan presensi</button>${other}</div></div></div>`,
  );
}

const answeredWords = (answered: FitCell[]): string =>
  answered
    .slice(0, 10)
    .map(({ person, session }) => `${person.no} Sesi ${session.no}`)
    .join(', ') + (answered.length > 10 ? ', ...' : '');

function saveRefusal(refusal: SaveCellsRefusal): string {
  switch (refusal.reason) {
    case 'reason':
      return 'Isi alasan menimpa. Belum ada yang disimpan.';
    case 'nothing':
      return 'Dengan pilihan ini tidak ada yang perlu disimpan.';
    case 'mark':
      return `Baris ${refusal.row}: ${refusalWords(refusal.mark)} Belum ada yang disimpan.`;
  }
}
