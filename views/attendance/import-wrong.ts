import type { CellProblem, CheckedCell } from '../../src/attendance/import/compare.ts';
import { count } from '../ui/format.ts';
import { html, type Html } from '../ui/html.ts';

type WrongCell = Extract<CheckedCell, { state: 'wrong' }>;

/** More lines than anybody reads; the rest is counted. */
const MOST_SHOWN = 200;
const HEADS = ['Baris', 'Peserta', 'Kolom', 'Isi di berkas', 'Yang perlu dilakukan'];

/** What is wrong in the file, where, and what to do; what is wrong with a whole row or column is one line. */
export function wrongTable(wrong: readonly WrongCell[]): Html {
  const groups = [...Map.groupBy(wrong, groupOf).values()];
  const rest = groups.length - MOST_SHOWN;
  return html`<section aria-labelledby="salah"><div class="judul-bag"><h2 id="salah">Perlu diperbaiki di berkas (${count(wrong.length)})</h2></div><div class="kartu kartu-tabel"><table class="impor" role="table" aria-labelledby="salah"><thead role="rowgroup"><tr role="row">${HEADS.map(
    (label) => html`<th role="columnheader" scope="col">${label}</th>`,
  )}</tr></thead><tbody role="rowgroup">${groups.slice(0, MOST_SHOWN).map(line)}</tbody></table></div>${rest > 0 && html`<p class="mungil redup">Dan ${count(rest)} lagi.</p>`}</section>`;
}

/** A number that nobody has spoils its row, a session that is none its column: neither is told sixty times. */
function groupOf({ index, cell, problem }: WrongCell): string {
  if (problem.startsWith('participant')) return `${problem} ${cell.row}`;
  if (problem.startsWith('session') || problem === 'not-of-class')
    return `${problem} ${cell.session} ${cell.column}`;
  if (problem === 'ended' || problem === 'own') return `${problem} ${cell.participant}`;
  return String(index);
}

function line(group: WrongCell[]): Html {
  const [first] = group;
  if (!first) return html``;
  const { cell, problem, other } = first;
  const one = <Value>(values: Value[]): Value[] => [...new Set(values)];
  const people = one(group.map((each) => each.cell.participant));
  const sessions = one(group.map((each) => each.cell.session));
  const said = one(
    group.map((each) =>
      each.cell.minutes ? `${each.cell.status}, ${each.cell.minutes} menit` : each.cell.status,
    ),
  );
  return html`<tr class="salah" role="row"><th class="bn" role="rowheader" scope="row">Baris ${runs(one(group.map((each) => each.cell.row)))}</th><td role="cell"><b>${people.length > 1 ? `${people.length} orang` : cell.participant || 'Tanpa nomor peserta'}</b>${sessions.length > 1 ? `${sessions.length} sesi` : `Sesi ${cell.session || '-'}`}</td><td role="cell" data-l="Kolom">${one(
    group.map((each) => each.cell.column),
  )
    .slice(0, 6)
    .join(
      ', ',
    )}</td><td role="cell" data-l="Isi di berkas">${said.slice(0, 6).join('; ')}</td><td role="cell" data-l="Yang perlu dilakukan">${problemWords(problem, other)}</td></tr>`;
}

/** 2, 3, 4, 7 -> "2-4, 7"; of very many only the first runs. */
function runs(rows: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < rows.length; i++) {
    const from = i;
    while (rows[i + 1] === rows[i]! + 1) i++;
    parts.push(i > from ? `${rows[from]}-${rows[i]}` : `${rows[i]}`);
  }
  return parts.length > 4 ? `${parts.slice(0, 4).join(', ')}, ...` : parts.join(', ');
}

const PROBLEMS: Readonly<Record<CellProblem, string>> = {
  'participant-empty': 'Isi nomor peserta.',
  'participant-unknown': 'Nomor peserta ini tidak ada di bimtek ini. Betulkan nomornya.',
  'session-empty': 'Isi nomor sesi.',
  'session-unknown': 'Sesi ini tidak ada di jadwal. Betulkan nomor sesinya.',
  'session-other-topic':
    'Judul ini sekarang sesi bernomor lain: jadwal berubah sesudah berkas dibuat. Unduh Excel baru, atau betulkan nomor dan judulnya.',
  'session-ambiguous': 'Ada dua sesi dengan nomor ini untuk kelasnya. Tulis judul sesi di belakang nomornya.',
  'session-cancelled': 'Sesi ini dibatalkan. Pulihkan dulu di jadwal, atau kosongkan isinya.',
  'session-uncounted': 'Sesi ini tidak dihitung. Kosongkan isinya, atau ubah sesinya di jadwal.',
  'not-of-class':
    'Sesi ini bukan sesi kelas orang ini pada waktu itu. Kosongkan isinya, atau betulkan nomornya.',
  ended: 'Keikutsertaan orang ini sudah berakhir sebelum sesi. Kosongkan isinya.',
  own: 'Ini Anda sendiri. Minta panitia lain yang menandai.',
  status: 'Tidak terbaca. Isi H, T, I, S, atau A.',
  minutes: 'Menit terlambat diisi 1 sampai 600.',
  'minutes-extra': 'Menit hanya untuk terlambat. Kosongkan, atau isi T.',
  'minutes-missing': 'Tulis menitnya, misalnya T 10.',
  'note-long': 'Catatan paling panjang 300 huruf.',
  twice: '',
};

const problemWords = (problem: CellProblem, other?: number): string =>
  problem === 'twice'
    ? `Orang dan sesi ini sudah ada di baris ${other ?? ''} dengan isi lain. Hapus salah satu.`
    : PROBLEMS[problem];
