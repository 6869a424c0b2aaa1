import type { PresensiBimtek } from '../../src/attendance/overview.ts';
import type { AbsentRun, ClassInSession, OutOfReach } from '../../src/attendance/watch/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { clockTime, jp, longDate, percentFloor1, timeRange } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, stamp } from '../ui/notice.ts';
import { dayTabs } from './day-tabs.ts';
import { rollPath } from './row.ts';
import { STATUS } from './words.ts';

export type WatchState = {
  bimtek: PresensiBimtek;
  day: string | undefined;
  now: Date;
  classes: ClassInSession[];
  runs: AbsentRun[];
  lost: OutOfReach[];
};
const EVERY_SECONDS = 60;
const office = ({ bimtekId }: PresensiBimtek): string => `/kelola/bimtek/${bimtekId}/presensi`;

/** For a screen in the secretariat: it goes on by itself. */
export const watchPage = (shell: Shell, state: WatchState): Html =>
  page(
    shell,
    { title: `Papan presensi ${state.bimtek.label}`, htmx: true, refreshWithoutScript: EVERY_SECONDS },
    main(
      backLink(office(state.bimtek), 'Presensi'),
      heading('Papan presensi', { above: state.bimtek.label }),
      state.day !== undefined &&
        dayTabs(state.bimtek, state.day, (one) => `${office(state.bimtek)}/papan?hari=${one}`),
      html`<div class="tumpuk longgar" hx-get="${office(state.bimtek)}/papan${state.day && `?hari=${state.day}`}" hx-trigger="every ${EVERY_SECONDS}s" hx-target="this" hx-swap="innerHTML" hx-status:4xx="swap:none">${watchPart(state)}</div>`,
    ),
  );

/** What changes: htmx asks for it every minute. */
export function watchPart(state: WatchState): Html {
  const { bimtek, day, now, classes } = state;
  const nobody = classes.filter((one) => one.marked === 0 && !one.done);
  return html`<p class="redup mungil">${day ? `${longDate(day)}. ` : ''}Keadaan pukul ${clockTime(now, bimtek.zone)}, diperbarui tiap menit.</p>
${progress(state)}${silent(nobody, bimtek)}${runs(state)}${lost(state)}`;
}

/** "24 dari 25 kelas sudah presensi sesi 3", session by session, the last one first. */
function progress({ bimtek, classes }: WatchState): Html {
  const sessions = [...Map.groupBy(classes, (one) => one.no)].toReversed();
  if (sessions.length === 0)
    return empty(
      'Belum ada sesi yang mulai pada hari ini.',
      html`<a href="${office(bimtek)}">Lihat presensi per hari</a>`,
    );
  return html`<section aria-labelledby="j-kelas"><h2 id="j-kelas" class="kasat">Kelas yang sudah presensi</h2><ul class="papan">${sessions.map(
    ([no, all]) => {
      const done = all.filter((one) => one.done).length;
      const [first] = all;
      return html`<li class="kartu ${done === all.length ? 'penuh' : 'kurang'}"><p class="papan-angka"><b>${done}</b> dari ${all.length} kelas</p><p class="tebal">sudah presensi sesi ${no}</p><p class="mungil redup">${topicOf(all)}. ${first && timeRange(first.startsAt, first.endsAt, bimtek.zone)}</p><ul class="papan-kelas" role="list">${all.map((one) => classTile(one))}</ul></li>`;
    },
  )}</ul></section>`;
}

const topicOf = (all: ClassInSession[]): string => {
  const topics = new Set(all.map((one) => one.topic));
  return topics.size === 1 ? [...topics].join('') : `${topics.size} materi`;
};

const classTile = (one: ClassInSession): Html =>
  html`<li><a class="${one.done ? 'sudah' : one.marked > 0 ? 'sebagian' : 'kosong'}" href="${rollPath({ id: one.sessionId })}"><span class="kasat">Kelas </span>${one.letter}<span class="kasat">: ${
    one.done ? 'sudah' : `${one.marked} dari ${one.members} ditandai`
  }</span>${!one.done && one.marked > 0 && html`<small aria-hidden="true">${one.marked}/${one.members}</small>`}</a></li>`;

function silent(nobody: ClassInSession[], bimtek: PresensiBimtek): Part {
  if (nobody.length === 0) return '';
  return html`<section aria-labelledby="j-belum"><div class="judul-bag"><h2 id="j-belum">Belum ada presensi</h2><span class="mungil redup">${nobody.length} kelas</span></div><ul class="kartu tugas">${nobody.map(
    (one) =>
      html`<li><a href="${rollPath({ id: one.sessionId })}"><span class="jam">${clockTime(one.startsAt, bimtek.zone)}<small>${clockTime(one.endsAt, bimtek.zone)}</small></span><span class="rapat"><span class="tebal">Kelas ${one.letter}, sesi ${one.no}</span><span class="mungil redup">${
        one.trainers.length > 0 ? one.trainers.join(', ') : 'Belum ada pelatih'
      }. ${one.members} orang menunggu</span></span>${icon('panah', 'kecil')}</a></li>`,
  )}</ul></section>`;
}

function runs({ bimtek, runs: all }: WatchState): Part {
  const body =
    all.length === 0
      ? html`<p class="redup">Tidak ada.</p>`
      : html`<ul class="kartu tugas">${all.map(
          (one) =>
            html`<li><a href="/kelola/bimtek/${bimtek.bimtekId}/peserta/${one.enrolmentId}"><span class="jam">${one.no}</span><span class="rapat"><span class="tebal">${one.name}</span><span class="mungil redup">Kelas ${one.letter}. ${one.sessions.map(({ no, status }) => `${STATUS[status]} sesi ${no}`).join(', ')}</span></span>${stamp(one.sessions.length > 2 ? 'galat' : 'awas', `${one.sessions.length} kali`)}</a></li>`,
        )}</ul>`;
  return html`<section aria-labelledby="j-berturut"><div class="judul-bag"><h2 id="j-berturut">Tidak hadir berturut-turut</h2><span class="mungil redup">Dua sesi terakhir atau lebih</span></div>${body}</section>`;
}

function lost({ bimtek, lost: all }: WatchState): Part {
  const body =
    all.length === 0
      ? html`<p class="redup">Tidak ada. Semua masih bisa mencapai batas kehadiran.</p>`
      : html`<ul class="kartu tugas">${all.map(
          (one) =>
            html`<li><a href="/kelola/bimtek/${bimtek.bimtekId}/peserta/${one.enrolmentId}"><span class="jam">${one.no}</span><span class="rapat"><span class="tebal">${one.name}</span><span class="mungil redup">Kelas ${one.letter}. Hadir ${jp(one.attended)} dari ${jp(one.planned)} JP</span></span>${stamp('galat', percentFloor1(one.attended, one.planned))}</a></li>`,
        )}</ul>`;
  return html`<section aria-labelledby="j-batas"><div class="judul-bag"><h2 id="j-batas">Tidak bisa lagi mencapai batas</h2></div>${body}</section>`;
}
