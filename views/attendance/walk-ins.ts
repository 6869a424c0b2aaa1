import type { PresensiBimtek } from '../../src/attendance/overview.ts';
import type { Candidate, WalkIn } from '../../src/attendance/walk-ins/queries.ts';
import type { SettleRefusal } from '../../src/attendance/walk-ins/settle-walk-in.ts';
import type { Shell } from '../../src/http/page.ts';
import { actButton, EMPTY, errorSummary, field, type Filled, form } from '../ui/form.ts';
import { clockTime, dayOf, plainDate } from '../ui/format.ts';
import { html, type Html } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, notice, refusal, stamp } from '../ui/notice.ts';
import { searchBox } from '../ui/search.ts';
import { settledLine, walkInState } from './walk-in.ts';
import { refusalWords, STATUS, TONE } from './words.ts';

const office = ({ bimtekId }: PresensiBimtek): string => `/kelola/bimtek/${bimtekId}/presensi`;
const NEWS = {
  cocok: 'Tercatat hadir.',
  tanya: 'Tercatat, tetapi catatan lain berbeda. Jawab di “Mana yang benar?” pada halaman Presensi.',
  sesudah: 'Tercatat sebagai sesudah kunci. Belum dihitung.',
  lepas: 'Dicatat sebagai bukan peserta.',
};
const LABELS = { reason: 'Alasan', enrolment: 'Peserta' };

const facts = (one: WalkIn): string =>
  `${one.place ? `${one.place}. ` : ''}Sesi ${one.sessionNo}, ${plainDate(dayOf(one.startsAt, one.zone))}, dicatat ${one.byName} pukul ${clockTime(one.at, one.zone)}`;

type ListState = { bimtek: PresensiBimtek; walkIns: WalkIn[]; kabar?: string | undefined };

/** All who were noted, those that wait first. */
export const walkInsPage = (shell: Shell, { bimtek, walkIns, kabar }: ListState): Html =>
  page(
    shell,
    { title: `Tidak ada di daftar, ${bimtek.label}` },
    main(
      backLink(office(bimtek), 'Presensi'),
      heading('Tidak ada di daftar', {
        above: bimtek.label,
        below: 'Orang yang dicatat pelatih di ruang dan perlu dicocokkan dengan peserta.',
      }),
      notice(kabar, NEWS),
      walkIns.length === 0
        ? empty('Belum ada yang dicatat. Pelatih mencatatnya dari halaman presensi sesi.')
        : html`<ul class="kartu tugas">${walkIns.map(
            (one) =>
              html`<li><a href="${office(bimtek)}/tamu/${one.id}"><span class="bulat">${icon('saya')}</span><span class="rapat"><span class="tebal">${one.name}</span><span class="mungil redup">${facts(one)}</span>${settledLine(one)}</span>${walkInState(one)}</a></li>`,
          )}</ul>`,
    ),
  );

type TieState = {
  bimtek: PresensiBimtek;
  walkIn: WalkIn;
  people: Candidate[];
  cari: string | undefined;
  filled?: Filled;
  refusal?: SettleRefusal;
};

/** Who was this: participants alike, a search, and the two ways out. */
export function tieWalkInPage(shell: Shell, state: TieState): Html {
  const { bimtek, walkIn, filled = EMPTY } = state;
  const settled = walkIn.tied !== null || walkIn.dropReason !== null;
  const wrong = Object.keys(filled.fields).length > 0 || state.refusal !== undefined;
  return page(
    shell,
    { title: `${wrong ? 'Perlu diperbaiki: ' : ''}Siapa ${walkIn.name}` },
    main(
      backLink(`${office(bimtek)}/tamu`, 'Tidak ada di daftar'),
      heading(walkIn.name, { above: bimtek.label, below: facts(walkIn) }),
      errorSummary(filled, LABELS),
      state.refusal && refusal(html`<p>${refusedWords(state.refusal)}</p>`),
      settled
        ? html`<div class="kartu"><div class="dalam tumpuk">${walkInState(walkIn)}<p>${settledLine(walkIn)}</p></div></div>`
        : html`${choices(shell, state)}${bimtek.organiser && wayOut(shell, state, filled)}`,
    ),
  );
}

function refusedWords({ reason }: SettleRefusal): string {
  if (reason === 'settled') return 'Panitia lain sudah menyelesaikan catatan ini.';
  if (reason === 'not-found')
    return 'Sesi ini bukan sesi kelas peserta itu. Pindahkan dulu kelasnya di halaman peserta, atau pilih orang lain.';
  return refusalWords(reason);
}

function choices(shell: Shell, { bimtek, walkIn, people, cari }: TieState): Html {
  const path = `${office(bimtek)}/tamu/${walkIn.id}`;
  return html`<section class="tumpuk" aria-labelledby="j-siapa"><h2 id="j-siapa">Peserta yang mirip</h2><form role="search" action="${path}">${searchBox('Cari nama, nomor, atau nagari', cari ?? '', 'cari')}</form>${
    people.length === 0
      ? empty(
          'Tidak ada peserta yang mirip. Cari dengan kata lain, atau daftarkan orangnya di meja registrasi.',
          html`<a href="/kelola/bimtek/${bimtek.bimtekId}/registrasi/baru">Daftarkan di meja</a>`,
        )
      : html`<ul class="kartu tugas">${people.map(
          (one) =>
            html`<li class="dalam baris apit"><span class="rapat"><span class="tebal">${one.no} ${one.name}</span><span class="mungil redup">${one.village}, kelas ${one.letter}${!one.planned && '. Sesi ini bukan sesi kelasnya'}${one.beforeJoining && '. Bergabung sesudah sesi ini: tercatat, tidak dihitung'}</span>${
              one.status && html`<span>${stamp(TONE[one.status], `Sudah ${STATUS[one.status]}`)}</span>`
            }</span>${
              bimtek.organiser &&
              one.planned &&
              actButton(shell, `${path}/cocok`, html`Ini orangnya<span class="kasat">: ${one.name}</span>`, {
                values: { enrolment: one.enrolmentId },
              })
            }</li>`,
        )}</ul>`
  }</section>`;
}

const wayOut = (shell: Shell, { bimtek, walkIn }: TieState, filled: Filled): Html =>
  html`<details${filled.fields['reason'] && html` open`}><summary>Bukan peserta</summary>${form(
    shell,
    { action: `${office(bimtek)}/tamu/${walkIn.id}/lepas`, class: 'tumpuk selebar-isian' },
    field({ name: 'reason', label: LABELS.reason, filled, hint: 'Misalnya: tamu dari kecamatan' }),
    html`<button class="tombol kedua">Catat sebagai bukan peserta</button>`,
  )}</details>`;
