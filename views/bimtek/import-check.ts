import type { Answers } from '../../src/bimtek/import/answers.ts';
import type { ImportProblem, ImportRow } from '../../src/bimtek/import/rows.ts';
import type { Shell } from '../../src/http/page.ts';
import { count, fileSize } from '../ui/format.ts';
import { checkbox, form } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { backLink, main, page } from '../ui/layout.ts';
import { refusal as refusalBox } from '../ui/notice.ts';
import { askForm, columnsRead } from './import-ask.ts';
import { partLine, partsForm } from './import-parts.ts';
import { questionField } from './import-question.ts';
import { type CheckState, hiddenOf } from './import-state.ts';
import { changeWords, columnWords, keptWords, problemWords, shortReason } from './import-words.ts';
import { rosterWords } from './roster-reasons.ts';
import { pathOf, refusalWords } from './words.ts';

/** Step 2 of 3: every row, what would happen with it, and what has to be settled first. */
export function importCheckPage(shell: Shell, state: CheckState): Html {
  const { bimtek, check, counts, refusal } = state;
  const wrong = counts.wrong > 0 || refusal !== undefined;
  return page(
    shell,
    { title: `${wrong ? 'Perlu diperbaiki: ' : ''}Periksa impor peserta` },
    main(
      backLink(pathOf(bimtek, '/peserta/impor'), 'Pilih berkas lain'),
      head(state),
      check.refused && refusalBox(html`<p>${rosterWords.refused(check.refused)}</p>`),
      check.ask ? askForm(shell, state) : check.refused ? null : body(shell, state),
      check.ask || check.refused ? null : columnsRead(shell, state),
    ),
  );
}

function head({ draft, check }: CheckState): Html {
  const sheet = check.sheet === null ? '' : `, lembar "${check.sheet}"`;
  const rows =
    check.ask || check.refused ? `, ${fileSize(draft.bytes.length)}` : `, ${count(check.rows.length)} baris`;
  return html`<div class="rapat"><p class="mungil redup">Impor dari Excel, langkah 2 dari 3</p><h1 tabindex="-1">Periksa sebelum disimpan</h1><p class="redup">${draft.fileName}${sheet}${rows}. Belum ada yang disimpan.</p></div>`;
}

function body(shell: Shell, state: CheckState): Part {
  const { counts, refusal } = state;
  const ready = counts.new + counts.changed + counts.unchanged;
  return html`${partLine(state)}<ul class="tiga"><li><a class="hijau" href="#siap"><b>${count(ready)}</b><span>Siap disimpan</span><small>baris</small></a></li><li><a class="emas" href="#pastikan"><b>${count(counts.question)}</b><span>Perlu dipastikan</span><small>baris</small></a></li><li><a class="merah" href="#salah"><b>${count(counts.wrong)}</b><span>Perlu diperbaiki</span><small>baris</small></a></li></ul>
${refusal && refusalBox(html`<p>${saveWords(refusal)}</p>`)}
${wrongSummary(state)}
${wrongTable(state)}
${isWhole(state) ? saveForm(shell, state, ready) : html`${questions(state)}${ignored(state)}${partsForm(state)}`}`;
}

/** True when what is shown can be saved at once. */
const isWhole = ({ parts, rows }: CheckState): boolean =>
  parts === null || (parts.chosen !== null && rows.length <= parts.most);

function saveForm(shell: Shell, state: CheckState, ready: number): Html {
  const { bimtek, draft, options, parts } = state;
  return form(
    shell,
    { action: pathOf(bimtek, `/peserta/impor/${draft.id}`), class: 'tumpuk longgar' },
    parts?.chosen && html`<input type="hidden" name="kabupaten" value="${parts.chosen}">`,
    Object.entries(hiddenOf(options)).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
    ),
    questions(state),
    classes(state),
    changed(state),
    keptPart(state),
    readyList(state),
    ignored(state),
    finish(state, ready),
  );
}

function saveWords({ reason, row, why }: NonNullable<CheckState['refusal']>): string {
  if (reason === 'class-change') return `Baris ${row}: ${refusalWords(why ?? '')}`;
  if (reason === 'too-many') return 'Terlalu banyak baris untuk sekali simpan. Pilih kabupatennya dulu.';
  if (reason === 'meanwhile')
    return 'Data berubah saat Anda memeriksa. Lihat lagi baris di bawah, lalu simpan.';
  return refusalWords(reason);
}

const of = (rows: ImportRow[], state: ImportRow['state']): ImportRow[] =>
  rows.filter((row) => row.state === state);
const stopping = ({ problems }: ImportRow): ImportProblem[] =>
  problems.filter(({ kind }) => kind === 'wrong');
const MOST_LINKS = 10;
/** Of a file that cannot be saved at once only so many rows are shown; the download has them all. */
const MOST_SHOWN = 200;
const shown = <Row>(rows: readonly Row[], state: CheckState): readonly Row[] =>
  isWhole(state) ? rows : rows.slice(0, MOST_SHOWN);
const notShown = (rows: readonly unknown[], state: CheckState): Part =>
  !isWhole(state) &&
  rows.length > MOST_SHOWN &&
  html`<p class="mungil redup">${MOST_SHOWN} dari ${count(rows.length)} baris ditampilkan.</p>`;

function wrongSummary({ rows, refusal }: CheckState): Part {
  const wrong = of(rows, 'wrong');
  if (wrong.length === 0) return '';
  const links = wrong.slice(0, MOST_LINKS).map((row) => {
    const [first] = stopping(row);
    return html`<li><a href="#b${row.row}">Baris ${row.row}: ${first && shortReason(first)}</a></li>`;
  });
  const more =
    wrong.length > MOST_LINKS &&
    html`<li><a href="#salah">Lihat ${wrong.length - MOST_LINKS} baris lainnya</a></li>`;
  return html`<div class="galat-ringkas" role="alert" tabindex="-1"${!refusal && html` autofocus`}><h2>Ada ${wrong.length} baris yang perlu diperbaiki</h2><ul>${links}${more}</ul></div>`;
}

const HEADS = ['Baris', 'Nama', 'Kolom', 'Isi di Excel', 'Yang perlu dilakukan'];

function table(labelledBy: string, lines: Part): Html {
  return html`<div class="kartu kartu-tabel"><table class="impor" role="table" aria-labelledby="${labelledBy}"><thead role="rowgroup"><tr role="row">${HEADS.map(
    (label) => html`<th role="columnheader" scope="col">${label}</th>`,
  )}</tr></thead><tbody role="rowgroup">${lines}</tbody></table></div>`;
}

function line(
  row: ImportRow,
  problem: ImportProblem,
  first: boolean,
  kind: 'salah' | 'tanya',
  answer?: Part,
): Html {
  return html`<tr class="${kind}"${first && html` id="b${row.row}"`} role="row"><th class="bn" role="rowheader" scope="row">Baris ${row.row}</th><td role="cell"><b>${row.person.name ?? 'Tanpa nama'}</b></td><td role="cell" data-l="Kolom">${columnWords(problem.column)}</td><td role="cell" class="isi-x" data-l="Isi di Excel">${problem.value || 'kosong'}</td><td role="cell" data-l="Yang perlu dilakukan">${problemWords(problem)} ${answer}</td></tr>`;
}

function wrongTable(state: CheckState): Part {
  const { bimtek, draft, options, rows, parts } = state;
  const wrong = of(rows, 'wrong');
  if (wrong.length === 0) return '';
  const part: Record<string, string> = parts?.chosen ? { kabupaten: parts.chosen } : {};
  const query = new URLSearchParams({ ...hiddenOf(options), ...part }).toString();
  const download = pathOf(bimtek, `/peserta/impor/${draft.id}/perbaiki.csv${query && `?${query}`}`);
  return html`<section aria-labelledby="salah"><div class="judul-bag"><h2 id="salah">Perlu diperbaiki di Excel (${wrong.length})</h2><a href="${download}">Unduh baris ini</a></div>${table(
    'salah',
    shown(wrong, state).flatMap((row) =>
      stopping(row).map((problem, i) => line(row, problem, i === 0, 'salah')),
    ),
  )}${notShown(wrong, state)}</section>`;
}

const nameOf = (row: ImportRow, problem: ImportProblem): string => `j.${row.row}.${problem.code}`;

/** Rows with an open question, and those that this very form has answered: an answer must not get lost. */
function questions(state: CheckState): Part {
  const { rows, answers } = state;
  const asked = rows.flatMap((row) => {
    if (row.state === 'wrong') return [];
    const problems = row.problems.filter(
      (problem) =>
        problem.kind === 'question' && (problem.answer === null || answers.of.has(nameOf(row, problem))),
    );
    return problems.length > 0 ? [{ row, problems }] : [];
  });
  if (asked.length === 0) return '';
  return html`<section aria-labelledby="pastikan"><div class="judul-bag"><h2 id="pastikan">Perlu dipastikan di sini (${asked.length})</h2></div>${table(
    'pastikan',
    shown(asked, state).flatMap(({ row, problems }) =>
      problems.map((problem, i) =>
        line(
          row,
          problem,
          i === 0,
          'tanya',
          isWhole(state) ? questionField(problem, nameOf(row, problem), row.row) : undefined,
        ),
      ),
    ),
  )}${notShown(asked, state)}</section>`;
}

/** Classes that the file names and the bimtek does not have. */
function classes({ rows, answers }: CheckState): Part {
  const letters = new Set([
    ...rows.flatMap(({ problems }) =>
      problems.flatMap((found) => (found.code === 'class-unknown' ? [found.letter] : [])),
    ),
    ...answers.createClasses,
  ]);
  if (letters.size === 0) return '';
  const people = (letter: string) => rows.filter(({ person }) => person.class === letter).length;
  return html`<section aria-labelledby="kelas-baru"><div class="judul-bag"><h2 id="kelas-baru">Kelas yang belum ada</h2></div><div class="kartu"><div class="dalam">${[
    ...letters,
  ]
    .sort()
    .map(
      (letter) =>
        html`<label class="centang"><input type="checkbox" name="buat-kelas" value="${letter}"${answers.createClasses.includes(letter) && html` checked`}><span>Buat kelas ${letter} untuk ${people(letter)} baris</span></label>`,
    )}</div></div></section>`;
}

function changed({ rows }: CheckState): Part {
  const found = rows.filter(
    ({ state, changes, known }) =>
      changes.length > 0 && (state === 'changed' || (state === 'new' && known !== null)),
  );
  if (found.length === 0) return '';
  return html`<section aria-labelledby="berubah"><div class="judul-bag"><h2 id="berubah">Berubah (${found.length})</h2></div><ul class="kartu tugas">${found.map(
    (row) =>
      html`<li><div class="isi-t"><span class="nomor">${row.row}</span><span class="rapat"><span class="tebal"><span class="kasat">Baris ${row.row}: </span>${row.person.name}</span>${row.changes.map((change) => html`<span class="mungil">${changeWords(change)}</span>`)}</span></div></li>`,
  )}</ul></section>`;
}

/** Corrections made in Bekal that the file does not have: they stay unless the file's word is chosen. */
function keptPart({ rows, answers }: CheckState): Part {
  const found = rows.filter(({ state, kept }) => state !== 'wrong' && kept.length > 0);
  if (found.length === 0) return '';
  const line = (row: ImportRow, change: ImportRow['kept'][number]) => {
    const name = `j.${row.row}.berkas-${change.column}`;
    return html`<span class="mungil">${keptWords(change)}</span>${checkbox({
      name,
      label: html`Pakai isi berkas<span class="kasat"> untuk ${columnWords(change.column)} baris ${row.row}</span>`,
      checked: answers.of.get(name) === 'ya',
    })}`;
  };
  return html`<section aria-labelledby="lengket"><div class="judul-bag"><h2 id="lengket">Sudah diperbaiki di Bekal (${found.length})</h2></div><p class="mungil redup">Berkas masih memuat isi yang lama. Isi di Bekal tetap dipakai, kecuali Anda memilih isi berkas.</p><ul class="kartu tugas">${found.map(
    (row) =>
      html`<li><div class="isi-t"><span class="nomor">${row.row}</span><span class="rapat"><span class="tebal"><span class="kasat">Baris ${row.row}: </span>${row.person.name}</span>${row.kept.map((change) => line(row, change))}</span></div></li>`,
  )}</ul></section>`;
}

function readyList({ rows, counts }: CheckState): Part {
  const ready = rows.filter(({ state }) => state === 'new' || state === 'changed' || state === 'unchanged');
  const words = { new: 'baru', changed: 'berubah', unchanged: 'tidak berubah' } as const;
  const notes = (row: ImportRow) =>
    row.problems
      .filter(({ kind }) => kind === 'warning')
      .map((found) => html`<span class="mungil redup">${problemWords(found)}</span>`);
  return html`<section aria-labelledby="siap"><div class="judul-bag"><h2 id="siap">Siap disimpan (${ready.length})</h2></div><p class="mungil redup">${counts.new} peserta baru, ${counts.changed} berubah, ${counts.unchanged} tidak berubah. Nagari atau desa dicocokkan dengan kode wilayah.</p>${
    ready.length > 0 &&
    html`<details><summary>Lihat ${ready.length} baris</summary><ul class="kartu daftar-ringkas">${ready.map(
      (row) =>
        html`<li><span class="rapat"><span>Baris ${row.row}: ${row.person.name}</span><span class="mungil redup">${[row.person.village_code, row.person.class && `kelas ${row.person.class}`].filter(Boolean).join(', ')}</span>${notes(row)}</span><span class="mungil redup">${words[row.state as keyof typeof words]}</span></li>`,
    )}</ul></details>`
  }</section>`;
}

function ignored(state: CheckState): Part {
  const { check } = state;
  if (check.ignored.length === 0) return '';
  return html`<details><summary>${check.ignored.length} baris dilewati</summary><ul class="kartu daftar-ringkas">${shown(
    check.ignored,
    state,
  ).map(
    (skipped) => html`<li><span>Baris ${skipped.row}: ${rosterWords.ignored(skipped)}</span></li>`,
  )}</ul>${notShown(check.ignored, state)}</details>`;
}

function finish({ bimtek, counts, late, answers, rows }: CheckState, ready: number): Html {
  const open = counts.question > 0;
  const left = open || counts.wrong > 0;
  const choosable = rows.some(({ state, kept }) => state !== 'wrong' && kept.length > 0);
  const nothing = counts.new + counts.changed === 0 && !open && !choosable;
  const other = html`<a class="tombol kedua" href="${pathOf(bimtek, '/peserta/impor')}">Unggah berkas yang sudah diperbaiki</a>`;
  if (nothing && counts.unchanged === 0)
    return html`<div class="kartu"><div class="dalam tumpuk"><p><b>Belum ada yang bisa disimpan.</b> Perbaiki barisnya di Excel, lalu unggah lagi.</p><div class="apit-aksi kiri">${other}</div></div></div>`;
  if (nothing)
    return html`<div class="kartu"><div class="dalam tumpuk"><p><b>Tidak ada yang perlu disimpan.</b> ${counts.unchanged} baris sudah sama dengan data di Bekal.</p><div class="apit-aksi kiri"><a class="tombol kedua" href="${pathOf(bimtek, '/peserta')}">Lihat peserta</a>${counts.wrong > 0 && other}</div></div></div>`;
  return html`<div class="kartu"><div class="dalam tumpuk">${defaultClass(rows, answers)}${late && counts.new > 0 && joining()}<p>${left && html`<b>Baris yang belum beres tidak ikut disimpan.</b> `}Impor berkas yang sama boleh diulang, peserta tidak menjadi ganda.${open && ' Baris yang Anda pastikan di atas ikut disimpan.'}</p><div class="apit-aksi kiri"><button class="tombol">Simpan ${ready} baris</button>${left && other}</div></div></div>`;
}

function defaultClass(rows: ImportRow[], answers: Answers): Part {
  const asked = rows.flatMap(({ problems }) =>
    problems.flatMap((found) => (found.code === 'class-none' ? [found.choices] : [])),
  );
  const [choices] = asked;
  if (!choices || choices.length === 0) return '';
  return html`<div class="isian selebar-isian"><label for="kelas">Kelas untuk ${asked.length} baris tanpa kelas</label><select id="kelas" name="kelas"><option value="">Pilih satu per satu di atas</option>${choices.map(
    (letter) =>
      html`<option value="${letter}"${letter === answers.defaultClass && html` selected`}>Kelas ${letter}</option>`,
  )}</select></div>`;
}

const joining = (): Html =>
  html`<fieldset class="kumpulan"><legend>Peserta baru mulai ikut</legend><label class="centang"><input type="radio" name="mulai" value="awal" checked><span>Sejak hari pertama bimtek</span></label><label class="centang"><input type="radio" name="mulai" value="sekarang"><span>Sejak sekarang. Sesi sebelumnya tertulis belum terdaftar.</span></label></fieldset>`;
