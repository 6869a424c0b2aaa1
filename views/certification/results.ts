import type { PressView, ResultCounts, ResultFilter } from '../../src/certification/panitia/queries.ts';
import type { ResultRow } from '../../src/certification/rows.ts';
import type { LineState } from '../../src/database/schema.ts';
import type { Shell } from '../../src/http/page.ts';
import { count } from '../ui/format.ts';
import { select } from '../ui/form.ts';
import { html, type Html } from '../ui/html.ts';
import { icon, type IconName } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, stamp } from '../ui/notice.ts';
import { searchBox } from '../ui/search.ts';
import { jpOfPlan } from './lines.ts';
import { KIND, LINE_NAMES, STATUS } from './words.ts';

type State = {
  press: PressView;
  rows: ResultRow[];
  more: boolean;
  counts: ResultCounts;
  filter: ResultFilter;
  choices: { classes: string[]; regencies: { code: string; name: string }[] };
};

const SHOW: Record<ResultFilter['show'], string> = {
  semua: 'Semua',
  layak: 'Siap terbit',
  terbit: 'Sudah terbit',
  'tidak-bisa': 'Ada yang tidak bisa lagi',
};

/** Kelulusan of a bimtek: every enrolment with its six lines as marks. */
export function resultsPage(shell: Shell, state: State): Html {
  const { press, rows, counts, filter } = state;
  const last = rows.at(-1);
  return page(
    shell,
    { title: 'Kelulusan' },
    main(
      backLink(`/kelola/bimtek/${press.id}`, 'Ringkasan'),
      heading('Kelulusan', {
        above: press.name,
        below: `${count(counts.total)} peserta. ${counts.due} siap mendapat sertifikat, ${counts.sertifikat} sertifikat sudah terbit.`,
      }),
      html`<dl class="rerata enam">${LINE_NAMES.map((name, i) => html`<div><dt>${name}</dt><dd>${counts.met[i] ?? 0} dari ${counts.total}</dd></div>`)}</dl>`,
      tools(state),
      html`<p class="baris lentur"><span class="redup">${count(counts.shown)} peserta ditampilkan.</span><a class="tombol kedua kecil" href="${address(press.id, filter, {}, '/hasil.xlsx')}">${icon('unduh', 'kecil')}Unduh Excel</a><a class="tombol kedua kecil" href="/kelola/bimtek/${press.id}/sertifikat">${icon('piala', 'kecil')}Sertifikat</a><a class="tombol kedua kecil" href="/kelola/bimtek/${press.id}/hasil/soal">${icon('cari', 'kecil')}Belajar dari hasil</a></p>`,
      rows.length === 0
        ? empty(
            'Belum ada peserta yang cocok. Ubah saringan.',
            html`<p><a class="tombol kedua" href="/kelola/bimtek/${press.id}/hasil">Tampilkan semua</a></p>`,
          )
        : html`<div class="kartu kartu-tabel"><table class="hasil"><caption class="kasat">Enam syarat sertifikat tiap peserta</caption><thead><tr><th scope="col">No.</th><th scope="col">Nama</th>${LINE_NAMES.map((name) => html`<th scope="col">${name}</th>`)}<th scope="col">Hasil</th></tr></thead><tbody>${rows.map(resultLine)}</tbody></table></div>`,
      state.more &&
        last &&
        html`<p><a class="tombol kedua" href="${address(press.id, filter, { sesudah: last.participantNo })}">Muat lagi</a></p>`,
    ),
  );
}

function tools({ press, filter, choices }: State): Html {
  const all = (label: string) => ({ value: '', label });
  return html`<form method="get" action="/kelola/bimtek/${press.id}/hasil" class="tumpuk"><div class="deret hasil-saring">${select({ name: 'tampil', label: 'Tampilkan', value: filter.show, choices: Object.entries(SHOW).map(([value, label]) => ({ value, label })) })}${select(
    {
      name: 'baris',
      label: 'Belum memenuhi',
      value: filter.line ?? '',
      choices: [all('Tidak disaring'), ...LINE_NAMES.map((label, i) => ({ value: String(i + 1), label }))],
    },
  )}${select({ name: 'kelas', label: 'Kelas', value: filter.class ?? '', choices: [all('Semua kelas'), ...choices.classes.map((letter) => ({ value: letter, label: `Kelas ${letter}` }))] })}${select(
    {
      name: 'kabupaten',
      label: 'Kabupaten',
      value: filter.regency ?? '',
      choices: [
        all('Semua kabupaten'),
        ...choices.regencies.map(({ code, name }) => ({ value: code, label: name })),
      ],
    },
  )}</div>${searchBox('Cari nama, nomor, atau nagari', filter.q)}</form>`;
}

const MARK: Record<LineState, { icon: IconName; word: string; tone: string }> = {
  met: { icon: 'centang', word: 'Sudah', tone: 'hijau' },
  open: { icon: 'jam', word: 'Belum', tone: '' },
  never: { icon: 'tutup', word: 'Tidak bisa lagi', tone: 'merah' },
};

function resultLine(row: ResultRow): Html {
  const states = [row.l1, row.l2, row.l3, row.l4, row.l5, row.l6];
  return html`<tr><td class="angka">${row.participantNo}</td><th scope="row">${row.name}<small>Kelas ${row.letter}, ${row.term} ${row.village}. Hadir ${jpOfPlan(row.halfJpAttended, row.halfJpPlanned)}</small></th>${states.map(
    (state, i) => {
      const mark = MARK[state];
      return html`<td class="tanda ${mark.tone}" data-l="${LINE_NAMES[i]}">${icon(mark.icon)}<span class="kasat">${mark.word}</span></td>`;
    },
  )}<td class="hasil-akhir">${outcome(row)}</td></tr>`;
}

function outcome(row: ResultRow): Html {
  if (row.certificateKind && row.certificateStatus) {
    const tone =
      row.certificateStatus === 'valid'
        ? 'selesai'
        : row.certificateStatus === 'suspended'
          ? 'awas'
          : 'galat';
    return stamp(tone, `${KIND[row.certificateKind]} ${STATUS[row.certificateStatus].toLowerCase()}`);
  }
  if (row.ended) return stamp('belum', 'Berhenti');
  if (row.due) return stamp('jalan', `Siap: ${KIND[row.due].toLowerCase()}`);
  const states = [row.l1, row.l2, row.l3, row.l4, row.l5, row.l6];
  return stamp(
    states.includes('never') ? 'galat' : 'belum',
    `${states.filter((state) => state === 'met').length} dari 6`,
  );
}

function address(
  bimtekId: string,
  filter: ResultFilter,
  change: Record<string, string>,
  file = '/hasil',
): string {
  const query = new URLSearchParams({
    ...(filter.show === 'semua' ? {} : { tampil: filter.show }),
    ...(filter.line ? { baris: String(filter.line) } : {}),
    ...(filter.class ? { kelas: filter.class } : {}),
    ...(filter.regency ? { kabupaten: filter.regency } : {}),
    ...(filter.q ? { q: filter.q } : {}),
    ...change,
  }).toString();
  return `/kelola/bimtek/${bimtekId}${file}${query && `?${query}`}`;
}
