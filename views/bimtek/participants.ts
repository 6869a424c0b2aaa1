import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { After, PeopleChoices, PeopleFilter, PersonRow } from '../../src/bimtek/people/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { count, percentFloor1 } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { heading, main, page } from '../ui/layout.ts';
import { empty, notice, stamp } from '../ui/notice.ts';
import { pathOf, placeName, readOnly, toBimtek } from './words.ts';

type State = {
  bimtek: BimtekView;
  filter: PeopleFilter;
  after: After | null;
  rows: PersonRow[];
  total: number;
  more: boolean;
  choices: PeopleChoices;
  told: {
    kabar: string | undefined;
    fresh: number;
    changed: number;
    left: number;
    draft: string | undefined;
  };
};

export function participantsPage(shell: Shell, state: State): Html {
  const { bimtek, told } = state;
  return page(
    shell,
    { title: `Peserta, ${bimtek.label}` },
    main(
      toBimtek(bimtek),
      heading('Peserta', {
        below: `${count(state.total)} orang${filtered(state.filter) ? ' sesuai saringan' : ''}.`,
      }),
      readOnly(bimtek),
      notice(told.kabar, { diimpor: importWords(told) }),
      told.kabar === 'diimpor' &&
        told.left > 0 &&
        told.draft &&
        html`<p><a class="tik-44" href="${pathOf(bimtek, `/peserta/impor/${encodeURIComponent(told.draft)}`)}">Lihat dan unduh ${count(told.left)} baris itu</a> <span class="mungil redup">Disimpan 7 hari.</span></p>`,
      bimtek.writable &&
        html`<div class="apit-aksi kiri"><a class="tombol" href="${pathOf(bimtek, '/peserta/impor')}">Impor dari Excel</a><a class="tombol kedua" href="${pathOf(bimtek, '/slip')}">Slip masuk</a><a class="tombol kedua" href="${pathOf(bimtek, '/impor')}">Riwayat impor</a><a class="tombol kedua" href="${pathOf(bimtek, '/ganda')}">Data ganda</a></div>`,
      filterForm(state),
      list(state),
      bimtek.writable &&
        state.total > 0 &&
        html`<p class="baris"><span class="mungil redup">Seluruh daftar dengan NIK dan nomor HP. Bisa diimpor lagi.</span><a class="tik-44" href="${pathOf(bimtek, '/peserta.xlsx')}">Unduh Excel</a><a class="tik-44" href="${pathOf(bimtek, '/peserta.csv')}">CSV</a></p>`,
    ),
  );
}

const importWords = ({ fresh, changed, left }: State['told']): string =>
  `Impor selesai: ${fresh} peserta baru, ${changed} berubah.${left > 0 ? ` ${left} baris belum disimpan. Perbaiki di Excel, lalu impor lagi.` : ''}`;

const filtered = (filter: PeopleFilter): boolean =>
  filter.q !== '' || filter.kelas !== '' || filter.kabupaten !== '' || filter.status !== 'semua';

const STATUS: [PeopleFilter['status'], string][] = [
  ['semua', 'Semua yang ikut'],
  ['belum-masuk', 'Belum pernah masuk'],
  ['tanpa-sk', 'Belum punya SK'],
  ['sk-belum-sah', 'SK belum disahkan'],
  ['berhenti', 'Sudah berhenti'],
];

function filterForm({ bimtek, filter, choices }: State): Html {
  const option = (value: string, label: string, chosen: string) =>
    html`<option value="${value}"${value === chosen && html` selected`}>${label}</option>`;
  return html`<form class="saringan" method="get" action="${pathOf(bimtek, '/peserta')}" role="search" aria-label="Peserta">
<div class="cari">${icon('cari')}<label class="kasat" for="q">Cari nama, nomor, atau nagari</label><input id="q" name="q" type="search" value="${filter.q}" placeholder="Cari nama, nomor, atau nagari"></div>
<div><label class="kasat" for="kelas">Kelas</label><select id="kelas" name="kelas">${option('', 'Semua kelas', filter.kelas)}${choices.classes.map((letter) => option(letter, `Kelas ${letter}`, filter.kelas))}</select></div>
<div><label class="kasat" for="kabupaten">Kabupaten</label><select id="kabupaten" name="kabupaten">${option('', 'Semua kabupaten', filter.kabupaten)}${choices.regencies.map(({ code, name }) => option(code, name, filter.kabupaten))}</select></div>
<div><label class="kasat" for="status">Status</label><select id="status" name="status">${STATUS.map(([value, label]) => option(value, label, filter.status))}</select></div>
<button class="tombol kedua">Saring</button></form>`;
}

function list(state: State): Part {
  const { bimtek, rows, more, after, filter } = state;
  if (rows.length === 0) {
    return filtered(filter)
      ? empty(
          'Belum ada peserta yang cocok. Ubah pencarian.',
          html`<p><a href="${pathOf(bimtek, '/peserta')}">Lihat semua peserta</a></p>`,
        )
      : empty(
          'Belum ada peserta.',
          bimtek.writable &&
            html`<p><a class="tombol" href="${pathOf(bimtek, '/peserta/impor')}">Impor dari Excel</a></p>`,
        );
  }
  const last = rows.at(-1);
  const next = new URLSearchParams({
    q: filter.q,
    kelas: filter.kelas,
    kabupaten: filter.kabupaten,
    status: filter.status,
    sesudah: last?.nameKey ?? '',
    id: last?.enrolmentId ?? '',
  });
  return html`<ul class="kartu tugas peserta">${rows.map((row) => personRow(bimtek, row))}</ul>${
    (more || after) &&
    html`<nav class="baris apit" aria-label="Halaman">${after ? html`<a class="tik-44" href="${pathOf(bimtek, '/peserta')}">Kembali ke awal</a>` : html`<span></span>`}${more && html`<a class="tombol kedua" href="${pathOf(bimtek, `/peserta?${next.toString()}`)}">Berikutnya</a>`}</nav>`
  }`;
}

function personRow(bimtek: BimtekView, row: PersonRow): Html {
  const place = `${placeName(row.villageTerm, row.villageName)}, ${row.regencyName}`;
  const presence =
    row.halfJpPlanned > 0 ? `, kehadiran ${percentFloor1(row.halfJpAttended, row.halfJpPlanned)}` : '';
  return html`<li><a href="${pathOf(bimtek, `/peserta/${row.enrolmentId}`)}"><span class="nomor">${row.no}</span><span class="rapat"><span class="tebal">${row.name}</span><span class="mungil redup">${place}</span><span class="mungil redup">Kelas ${row.classLetter}${presence}</span><span class="cap-cap">${stamps(row)}</span></span>${icon('panah', 'kecil')}</a></li>`;
}

function stamps(row: PersonRow): Part[] {
  return [
    row.ended && stamp('galat', 'Sudah berhenti'),
    !row.signedIn && stamp('awas', 'Belum pernah masuk'),
    row.decree === 'none' && stamp('belum', 'Belum punya SK'),
    row.decree === 'recorded' && stamp('jalan', 'SK belum disahkan'),
    row.l1 === 'never' && stamp('galat', 'Kehadiran tidak bisa tercapai'),
  ];
}
