import type { RecapQuery } from '../../src/attendance/recap/forms.ts';
import type { Recap, RecapClass, RecapPerson } from '../../src/attendance/recap/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { placeName } from '../bimtek/words.ts';
import { jpOfPlan } from '../certification/lines.ts';
import { count, percentFloor1 } from '../ui/format.ts';
import { select } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, stamp } from '../ui/notice.ts';
import { searchBox } from '../ui/search.ts';
import { type CountName, COUNT_NAMES, COUNTS, recapSays } from './recap-words.ts';
import { shortRegency } from './words.ts';

export type RecapState = {
  /** Address of the page, without what is asked of it. */
  path: string;
  back: { href: string; label: string };
  above: string;
  recap: Recap;
  whole: RecapClass;
  /** Letters to choose from; none for the recap of one class. */
  letters: string[];
  query: RecapQuery;
};

const ORDERS: Record<RecapQuery['urut'], string> = {
  nomor: 'Nomor peserta',
  nama: 'Nama',
  jp: 'JP, terendah dahulu',
  persen: 'Persen, terendah dahulu',
  'jp-tinggi': 'JP, tertinggi dahulu',
  'persen-tinggi': 'Persen, tertinggi dahulu',
};

/** Rekap presensi: everybody with JP, percent of all planned sessions, and how each session went. */
export function recapPage(shell: Shell, state: RecapState): Html {
  const { recap, whole } = state;
  const last = recap.people.at(-1);
  return page(
    shell,
    { title: 'Rekap presensi' },
    main(
      backLink(state.back.href, state.back.label),
      heading('Rekap presensi', {
        above: state.above,
        below: `${jpOfPlan(whole.attended, whole.planned)} dari semua sesi yang dihitung, juga yang belum berlangsung. Batas kehadiran ${recap.percent}%.`,
      }),
      sums(recap, whole),
      tools(state),
      html`<p class="baris lentur"><span class="redup">${count(recap.shown)} peserta.</span>${(['xlsx', 'csv', 'pdf'] as const).map((type) => html`<a class="tombol kedua kecil" href="${address(state, {}, `.${type}`)}">${icon('unduh', 'kecil')}${FILES[type]}</a>`)}</p>`,
      recap.people.length === 0
        ? empty(
            'Tidak ada peserta yang cocok. Ubah saringan.',
            html`<p><a class="tombol kedua" href="${state.path}">Tampilkan semua</a></p>`,
          )
        : peopleTable(recap),
      last &&
        last.place < recap.shown &&
        html`<p><a class="tombol kedua" href="${address(state, { sesudah: last.enrolmentId })}">Muat lagi</a></p>`,
    ),
  );
}

const FILES = { xlsx: 'Unduh Excel', csv: 'Unduh CSV', pdf: 'Cetak PDF' };

/** The sums of each class, and of all where there are several. */
export function sums({ classes, percent }: Pick<Recap, 'classes' | 'percent'>, whole: RecapClass): Part {
  if (classes.length === 0) return '';
  const lines = classes.length > 1 ? [...classes, whole] : classes;
  const name = ({ letter }: RecapClass) => (letter === '' ? 'Semua kelas' : `Kelas ${letter}`);
  return html`<div class="kartu kartu-tabel"><table class="rekap"><caption class="kasat">Jumlah per kelas</caption><thead><tr><th scope="col">Kelas</th><th scope="col">JP hadir</th><th scope="col">Mencapai ${percent}%</th><th scope="col">Tidak bisa lagi</th>${countHeads()}</tr></thead><tbody>${lines.map(
    (line) =>
      html`<tr><th scope="row">${name(line)}<small>${count(line.people)} peserta</small></th>${jpCell(line)}<td data-l="Mencapai ${percent}%">${count(line.met)}</td><td data-l="Tidak bisa lagi">${count(line.never)}</td>${countCells(line)}</tr>`,
  )}</tbody></table></div>`;
}

const SHORT: Partial<Record<CountName, string>> = {
  unmarked: 'Belum',
  beforeJoining: 'Blm terdaftar',
  afterEnd: 'Sdh berhenti',
};
const countHeads = (): Html[] => COUNT_NAMES.map((name) => html`<th scope="col">${COUNTS[name]}</th>`);
const countCells = (line: Record<CountName, number>): Html[] =>
  COUNT_NAMES.map(
    (name) =>
      html`<td data-l="${SHORT[name] ?? COUNTS[name]}"${line[name] === 0 && html` class="nol"`}>${count(line[name])}</td>`,
  );
const jpCell = ({ attended, planned }: { attended: number; planned: number }): Html =>
  html`<td class="jp" data-l="JP">${jpOfPlan(attended, planned).replace(/ \(.*/, '')} <b>${percentFloor1(attended, planned)}</b></td>`;

function peopleTable(recap: Recap): Html {
  return html`<div class="kartu kartu-tabel"><table class="rekap"><caption class="kasat">Presensi tiap peserta</caption><thead><tr><th scope="col">Peserta</th><th scope="col">JP hadir</th>${countHeads()}</tr></thead><tbody>${recap.people.map((person) => personLine(person, recap))}</tbody></table></div>`;
}

function personLine(person: RecapPerson, recap: Recap): Html {
  const place = `${placeName(person.term, person.village)}, ${shortRegency(person.regency)}`;
  const says = recapSays(person, recap);
  const tone = person.l1 === 'never' || person.ended ? 'galat' : 'awas';
  return html`<tr><th scope="row"><span class="nomor">${person.no}</span> ${person.name}<small>${place}. Kelas ${person.letter}</small>${says && html`<span class="cap-cap">${stamp(tone, says.replace(/\.$/, ''))}</span>`}</th>${jpCell(person)}${countCells(person)}</tr>`;
}

function tools({ path, letters, query }: RecapState): Html {
  const chosen = ORDERS[query.urut] && query.urut;
  const classes = [
    { value: '', label: 'Semua kelas' },
    ...letters.map((letter) => ({ value: letter, label: `Kelas ${letter}` })),
  ];
  return html`<form method="get" action="${path}" class="tumpuk"><div class="deret">${letters.length > 1 && select({ name: 'kelas', label: 'Kelas', value: query.kelas ?? '', choices: classes })}${select(
    {
      name: 'urut',
      label: 'Urutkan',
      value: chosen,
      choices: Object.entries(ORDERS).map(([value, label]) => ({ value, label })),
    },
  )}</div>${searchBox('Cari nama, nomor, atau nagari', query.q)}</form>`;
}

function address(
  { path, query }: RecapState,
  change: Record<string, string>,
  file: '' | '.xlsx' | '.csv' | '.pdf' = '',
): string {
  const asked = new URLSearchParams({
    ...(query.kelas ? { kelas: query.kelas } : {}),
    ...(query.q ? { q: query.q } : {}),
    ...(query.urut === 'nomor' ? {} : { urut: query.urut }),
    ...change,
  }).toString();
  return `${path}${file}${asked && `?${asked}`}`;
}
