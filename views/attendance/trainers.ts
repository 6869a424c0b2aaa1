import type { PresensiBimtek } from '../../src/attendance/overview.ts';
import type { TrainerInSession, TrainerRecap } from '../../src/attendance/trainers/queries.ts';
import type { PresenceRefusal } from '../../src/attendance/trainers/record-presence.ts';
import type { Shell } from '../../src/http/page.ts';
import { form } from '../ui/form.ts';
import { clockTime, jp, longDate, timeRange } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, notice, refusal } from '../ui/notice.ts';
import { dayTabs } from './day-tabs.ts';
import { STATUS } from './words.ts';

export type TrainersState = {
  bimtek: PresensiBimtek;
  day: string | undefined;
  there: TrainerInSession[];
  trainers: { id: string; name: string }[];
  recap: TrainerRecap[];
  actorId: string;
  /** What was chosen on a page that was refused. */
  typed: Readonly<Record<string, string>>;
  kabar?: string | undefined;
  refusal?: PresenceRefusal | undefined;
};

const office = ({ bimtekId }: PresensiBimtek): string => `/kelola/bimtek/${bimtekId}/presensi`;

/** The trainers of a day: expected, there or not, who stood in; below it what each taught so far. */
export function trainersPage(shell: Shell, state: TrainersState): Html {
  const { bimtek, day, there } = state;
  return page(
    shell,
    { title: `${state.refusal ? 'Perlu diperbaiki: ' : ''}Presensi pelatih ${bimtek.label}` },
    main(
      backLink(office(bimtek), 'Presensi'),
      heading('Presensi pelatih', {
        above: bimtek.label,
        below: 'Dicatat panitia. Pelatih melihatnya di halaman Kelas.',
      }),
      notice(state.kabar, { tersimpan: 'Presensi pelatih tersimpan.' }),
      state.refusal && refusal(html`<p>${refusedWords(state.refusal, state)}</p>`),
      day !== undefined && dayTabs(bimtek, day, (one) => `${office(bimtek)}/pelatih?hari=${one}`),
      there.length === 0
        ? empty(
            'Belum ada pelatih pada hari ini.',
            html`<a href="/kelola/bimtek/${bimtek.bimtekId}/kelas">Tempatkan pelatih di kelas</a>`,
          )
        : dayForm(shell, state),
      recapSection(state),
    ),
  );
}

function refusedWords(refused: PresenceRefusal, { there }: TrainersState): string {
  if (refused.reason === 'own') return 'Kehadiran Anda sendiri dicatat oleh panitia lain.';
  if (refused.reason === 'not-found') return 'Sesi atau pelatih ini tidak ada lagi. Muat ulang halaman.';
  const row = there.find((one) => one.sessionId === refused.sessionId && one.personId === refused.personId);
  const now = row?.status ? STATUS[row.status] : 'belum dicatat';
  return `${row?.name ?? 'Pelatih ini'} di sesi ${row?.no ?? ''} baru saja diubah panitia lain: ${now}. Periksa, lalu simpan lagi; pilihan Anda yang lain masih ada di sini.`;
}

function dayForm(shell: Shell, state: TrainersState): Html {
  const { bimtek, day = '', there } = state;
  const sessions = [...Map.groupBy(there, (one) => one.sessionId).values()];
  const action = `${office(bimtek)}/pelatih`;
  const hidden = html`<input type="hidden" name="hari" value="${day}">`;
  const title = html`<div class="judul-bag"><h2>${longDate(day)}</h2></div>`;
  if (!bimtek.organiser)
    return html`<section class="tumpuk">${title}${sessions.map((rows) => sessionCard(state, rows))}</section>`;
  const open = there.some(
    (one) => one.status === null && one.startsAt <= shell.now && one.personId !== state.actorId,
  );
  return html`<section class="tumpuk">${title}${
    open &&
    form(
      shell,
      { action: `${action}/semua`, class: '' },
      hidden,
      html`<button class="tombol kedua">Semua hadir, kecuali yang sudah dicatat</button>`,
    )
  }${form(
    shell,
    { action },
    hidden,
    sessions.map((rows) => sessionCard(state, rows)),
    html`<button class="tombol">Simpan presensi pelatih</button>`,
  )}</section>`;
}

function sessionCard(state: TrainersState, rows: TrainerInSession[]): Html {
  const [first] = rows;
  if (!first) return html``;
  const { bimtek } = state;
  return html`<div class="kartu" role="group" aria-labelledby="s-${first.sessionId}"><div class="dalam tumpuk"><p class="rapat"><span class="tebal" id="s-${first.sessionId}">Sesi ${first.no}: ${first.topic}</span><span class="mungil redup">Kelas ${first.letters.join(', ')}. ${timeRange(
    first.startsAt,
    first.endsAt,
    bimtek.zone,
  )}</span></p>${rows.map((row) => trainerRow(state, row))}${bimtek.organiser && standIn(state, rows, first.sessionId)}</div></div>`;
}

function trainerRow({ bimtek, typed, actorId }: TrainersState, row: TrainerInSession): Html {
  const name = `${row.sessionId} ${row.personId}`;
  const id = `p-${row.sessionId}-${row.personId}`;
  const value = typed[name] ?? row.status ?? '';
  const hints = [
    row.standIn && 'pengganti',
    row.calledAt && `menandai kader sejak ${clockTime(row.calledAt, bimtek.zone)}`,
  ].filter(Boolean);
  const label = html`<label for="${id}" class="rapat"><span>${row.name}</span>${hints.length > 0 && html`<span class="mungil redup">${hints.join(', ')}</span>`}</label>`;
  if (!bimtek.organiser || row.personId === actorId)
    return html`<div class="baris apit">${label}<span id="${id}">${row.status ? STATUS[row.status] : 'Belum dicatat'}</span></div>`;
  return html`<div class="baris apit"><input type="hidden" name="seen ${name}" value="${row.markId ?? ''}">${label}<select class="pilih-status" id="${id}" name="${name}">${
    row.status === null && html`<option value="">Belum dicatat</option>`
  }${Object.entries(STATUS).map(([status, word]) => html`<option value="${status}"${status === value && html` selected`}>${word}</option>`)}</select></div>`;
}

function standIn(
  { trainers, typed, actorId }: TrainersState,
  rows: TrainerInSession[],
  sessionId: string,
): Part {
  const others = trainers.filter(({ id }) => id !== actorId && !rows.some((row) => row.personId === id));
  if (others.length === 0) return '';
  const chosen = typed[`lain ${sessionId}`];
  return html`<details${chosen && html` open`}><summary>Pelatih lain yang mengajar</summary><div class="isian"><label for="lain-${sessionId}">Nama pelatih pengganti</label><select id="lain-${sessionId}" name="lain ${sessionId}"><option value="">Tidak ada</option>${others.map(
    ({ id, name }) => html`<option value="${id}"${id === chosen && html` selected`}>${name}</option>`,
  )}</select></div></details>`;
}

function recapSection({ bimtek, recap }: TrainersState): Part {
  if (recap.length === 0) return '';
  const base = `${office(bimtek)}/pelatih/rekap`;
  return html`<section aria-labelledby="j-rekap"><div class="judul-bag"><h2 id="j-rekap">Rekap mengajar sampai sekarang</h2></div><ul class="kartu tugas">${recap.map(
    (one) =>
      html`<li class="dalam rapat"><span class="tebal">${one.name}</span><span>Mengajar ${jp(one.taughtHalfJp)} dari ${jp(one.halfJp)} JP</span><span class="mungil redup">${one.taught} dari ${one.sessions} sesi${one.absent > 0 && `, ${one.absent} kali tidak hadir`}${one.unmarked > 0 && `, ${one.unmarked} belum dicatat`}</span></li>`,
  )}</ul><p class="tautan-lain"><a href="${base}.xlsx">Unduh Excel</a> <a href="${base}.csv">Unduh CSV</a></p></section>`;
}
