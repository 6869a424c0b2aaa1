import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { ClassRow } from '../../src/bimtek/office/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { count } from '../ui/format.ts';
import { actButton, EMPTY, errorSummary, field, type Filled, form } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';
import { empty, notice, refusal, stamp } from '../ui/notice.ts';
import { pathOf, readOnly, refusalWords, toBimtek } from './words.ts';

type Person = { id: string; name: string };
type State = {
  bimtek: BimtekView;
  rows: ClassRow[];
  trainers: Person[];
  kabar?: string | undefined;
  filled?: Filled;
  refused?: string;
};

const TOLD = {
  dibuat: 'Kelas dibuat.',
  pelatih: 'Pelatih ditambahkan.',
  dilepas: 'Pelatih dilepas dari kelas.',
  dibagi: 'Peserta dibagi ke kelas. Nomor peserta tetap.',
};

export function classesPage(
  shell: Shell,
  { bimtek, rows, trainers, kabar, filled = EMPTY, refused }: State,
): Html {
  return page(
    shell,
    { title: `Kelas, ${bimtek.label}` },
    main(
      toBimtek(bimtek),
      heading('Kelas dan pelatih', {
        below: 'Kelas boleh mencampur kabupaten. Satu pelatih boleh mengajar beberapa kelas.',
      }),
      readOnly(bimtek),
      notice(kabar, TOLD),
      errorSummary(filled, { letters: 'Huruf kelas', person: 'Pelatih' }),
      refused && refusal(html`<p>${refusalWords(refused)}</p>`),
      bimtek.writable &&
        rows.length > 1 &&
        html`<p><a class="tombol kedua" href="${pathOf(bimtek, '/kelas/bagi')}">Bagi otomatis</a></p>`,
      rows.length === 0
        ? empty('Belum ada kelas.')
        : html`<ul class="kelas-kelas">${rows.map((row) => classCard(shell, bimtek, row, trainers))}</ul>`,
      bimtek.writable && createForm(shell, bimtek, filled),
    ),
  );
}

function classCard(shell: Shell, bimtek: BimtekView, row: ClassRow, trainers: Person[]): Html {
  const others = trainers.filter(({ id }) => !row.trainers.some((trainer) => trainer.id === id));
  return html`<li class="kartu" id="kelas-${row.letter}"><div class="dalam tumpuk"><div class="baris apit"><h2>Kelas ${row.letter}</h2><a class="tik-44" href="${pathOf(bimtek, `/peserta?kelas=${row.letter}`)}">${count(row.people)} peserta</a></div>
<p class="mungil redup">${row.regencies.length === 0 ? 'Belum ada peserta.' : row.regencies.join(', ')}</p>
<p>${row.sessions === 0 ? stamp('awas', 'Belum punya jadwal') : html`<a class="tik-44" href="${pathOf(bimtek, `/jadwal?kelas=${row.letter}`)}">${count(row.sessions)} sesi</a>`}</p>
<div class="rapat"><h3>Pelatih</h3>${row.trainers.length === 0 ? html`<p>${stamp('awas', 'Belum punya pelatih')}</p>` : html`<ul>${row.trainers.map((trainer) => trainerRow(shell, bimtek, row, trainer))}</ul>`}</div>
${bimtek.writable && others.length > 0 && addTrainer(shell, bimtek, row, others)}</div></li>`;
}

const trainerRow = (shell: Shell, bimtek: BimtekView, row: ClassRow, trainer: Person): Html =>
  html`<li class="baris apit"><span>${trainer.name}</span>${
    bimtek.writable &&
    actButton(
      shell,
      pathOf(bimtek, `/kelas/${row.id}/lepas`),
      html`Lepas<span class="kasat">: ${trainer.name} dari kelas ${row.letter}</span>`,
      {
        class: 'polos kecil',
        values: { person: trainer.id },
      },
    )
  }</li>`;

function addTrainer(shell: Shell, bimtek: BimtekView, row: ClassRow, others: Person[]): Part {
  const id = `pelatih-${row.letter}`;
  return form(
    shell,
    { action: pathOf(bimtek, `/kelas/${row.id}/pelatih`), class: 'sebaris' },
    html`<label class="kasat" for="${id}">Pelatih kelas ${row.letter}</label><select id="${id}" name="person"><option value="">Pilih pelatih</option>${others.map(({ id: value, name }) => html`<option value="${value}">${name}</option>`)}</select><button class="tombol kedua kecil">Tambah</button>`,
  );
}

function createForm(shell: Shell, bimtek: BimtekView, filled: Filled): Html {
  return html`<section aria-labelledby="buat"><div class="judul-bag"><h2 id="buat">Buat kelas</h2></div>${form(
    shell,
    { action: pathOf(bimtek, '/kelas'), class: 'kartu-isian tumpuk' },
    field({ name: 'letters', label: 'Huruf kelas', filled, hint: 'Boleh beberapa sekaligus, misalnya F, G' }),
    html`<button class="tombol">Buat kelas</button>`,
  )}</section>`;
}
