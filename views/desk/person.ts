import type { BimtekView } from '../../src/bimtek/index.ts';
import type { ParticipantChoices } from '../../src/bimtek/index.ts';
import type { DeskPerson } from '../../src/desk/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { readOnly, refusalWords } from '../bimtek/words.ts';
import { actButton, checkbox, EMPTY, errorSummary, field, type Filled, form, select } from '../ui/form.ts';
import { phone } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { heading, main, page } from '../ui/layout.ts';
import { notice, refusal } from '../ui/notice.ts';
import { cameAt, deskPath, fullName, nextPerson, placeOf, toDesk } from './words.ts';

export type PersonState = {
  bimtek: BimtekView;
  person: DeskPerson;
  classes: ParticipantChoices['classes'];
  seen: string;
  kloter: string;
  kabar?: string | undefined;
  filled?: Filled;
  refused?: { reason: string; at?: string; who?: string };
};

const NOTICES = {
  baru: 'Didaftarkan dan sudah datang. Berikan slip masuk dan tanda pengenalnya.',
  'baru-tanpa-tugas':
    'Didaftarkan dan sudah datang. Nagari ini masih punya kader aktif lain: akhiri penugasan itu bila orang ini penggantinya.',
  data: 'Data diperbaiki.',
  nama: 'Data diperbaiki. Nama berubah, jadi peserta perlu mengesahkannya lagi.',
  surat: 'Surat tugas dicatat.',
};
const LABELS = {
  name: 'Nama',
  titlePrefix: 'Gelar depan',
  titleSuffix: 'Gelar belakang',
  phone: 'Nomor HP',
  class: 'Kelas',
};

/** One person at the desk: Enter confirms; beside it what can be mended and printed. */
export function deskPersonPage(shell: Shell, state: PersonState): Html {
  const { bimtek, person, kloter } = state;
  return page(
    shell,
    { title: `${person.no} ${person.name}, Meja registrasi` },
    main(
      toDesk(bimtek, kloter),
      heading(fullName(person), {
        above: `Nomor peserta ${person.no}`,
        below: `${placeOf(person)}. Kelas ${person.letter}.`,
      }),
      readOnly(bimtek),
      notice(state.kabar, NOTICES),
      errorSummary(state.filled ?? EMPTY, LABELS),
      state.refused && refusal(html`<p>${refusedWords(shell, state, state.refused)}</p>`),
      html`<div class="dua-lajur"><div class="tumpuk">${arrivalCard(shell, state)}${papers(state)}</div>${bimtek.writable && correction(shell, state)}</div>`,
    ),
  );
}

function refusedWords(
  shell: Shell,
  { bimtek }: PersonState,
  { reason, at, who }: NonNullable<PersonState['refused']>,
): string {
  if (reason === 'already' && at)
    return `Kedatangan orang ini sudah dicatat meja lain: ${who ?? ''}, ${cameAt(new Date(at), shell.now, bimtek.zone)}. Tidak dicatat dua kali.`;
  if (reason === 'meanwhile')
    return 'Data orang ini baru saja diubah di meja lain. Isian di bawah memuat data terbaru: periksa, lalu simpan lagi bila masih perlu.';
  if (reason === 'undone')
    return 'Kedatangan itu sudah dibatalkan atau dicatat ulang. Halaman ini memuat keadaan terbaru.';
  if (reason === 'class')
    return 'Peserta belum bisa dipindah kelas. Buka halaman peserta untuk melihat sebabnya.';
  return refusalWords(reason);
}

function arrivalCard(shell: Shell, { bimtek, person, kloter, refused }: PersonState): Html {
  const { arrival } = person;
  if (!arrival)
    return html`<section class="kartu utama"><div class="pita"></div><div class="dalam tumpuk"><h2>Belum datang</h2>${
      bimtek.writable &&
      form(
        shell,
        { action: deskPath(bimtek, `/${person.enrolmentId}/datang`) },
        field({ name: 'kloter', label: 'Kloter (boleh kosong)', value: kloter, autocomplete: 'off' }),
        checkbox({ name: 'letter', label: 'Surat tugas sudah diserahkan' }),
        html`<button class="tombol lebar"${!refused && html` autofocus`}>${icon('centang')}Sudah datang</button>`,
      )
    }</div></section>`;
  const act = (rest: string, label: Part) =>
    actButton(shell, deskPath(bimtek, `/${person.enrolmentId}/${rest}`), label, {
      values: { arrival: arrival.id, kloter },
    });
  return html`<section class="kartu"><div class="dalam tumpuk"><h2>Sudah datang</h2><dl class="rinci"><dt>Pukul</dt><dd>${cameAt(arrival.at, shell.now, bimtek.zone)}</dd><dt>Dicatat oleh</dt><dd>${arrival.by}</dd>${arrival.kloter && html`<dt>Kloter</dt><dd>${arrival.kloter}</dd>`}<dt>Surat tugas</dt><dd>${arrival.letter ? 'Sudah diserahkan' : 'Belum'}</dd></dl><div class="apit-aksi kiri">${nextPerson(bimtek, kloter)}${bimtek.writable && !arrival.letter && act('surat', 'Surat tugas sudah ada')}${bimtek.writable && act('batal', 'Batalkan kedatangan')}</div></div></section>`;
}

const papers = ({ bimtek, person }: PersonState): Html =>
  html`<section class="kartu"><div class="dalam tumpuk"><h2>Cetak</h2><div class="apit-aksi kiri"><a class="tombol kedua" href="${deskPath(bimtek, '/tanda-pengenal.pdf', { no: person.no })}" target="_blank">${icon('kertas')}Tanda pengenal</a>${
    bimtek.writable &&
    html`<a class="tombol kedua" href="/slip/${person.personId}">${icon('hp')}Slip masuk</a>`
  }</div></div></section>`;

function correction(
  shell: Shell,
  { bimtek, person, classes, seen, kloter, filled = EMPTY }: PersonState,
): Html {
  const box = (name: 'name' | 'titlePrefix' | 'titleSuffix', value: string | null) =>
    field({ name, label: LABELS[name], value, filled, autocomplete: 'off' });
  return html`<section class="kartu"><div class="dalam tumpuk"><h2>Perbaiki data</h2>${form(
    shell,
    { action: deskPath(bimtek, `/${person.enrolmentId}/data`) },
    html`<input type="hidden" name="seen" value="${seen}"><input type="hidden" name="kloter" value="${kloter}">`,
    box('name', person.name),
    html`<div class="deret">${box('titlePrefix', person.titlePrefix)}${box('titleSuffix', person.titleSuffix)}</div>`,
    field({
      name: 'phone',
      label: LABELS.phone,
      type: 'tel',
      value: person.phone && phone(person.phone),
      filled,
      autocomplete: 'off',
    }),
    select({
      name: 'class',
      label: LABELS.class,
      value: person.classId,
      filled,
      hint: 'Pindah kelas berlaku mulai sekarang',
      choices: classes.map(({ id, letter }) => ({ value: id, label: `Kelas ${letter}` })),
    }),
    html`<button class="tombol kedua">Simpan data</button>`,
  )}</div></section>`;
}
