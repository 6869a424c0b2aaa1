import type { OwnTimetable } from '../../src/bimtek/own/queries.ts';
import type { SessionView } from '../../src/bimtek/sessions.ts';
import type { Shell } from '../../src/http/page.ts';
import { dayOf, longDate, timeRange, zoneLabel } from '../ui/format.ts';
import { form } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { main, page } from '../ui/layout.ts';
import { notice, stamp } from '../ui/notice.ts';
import { cancelledStamp, formerly, sessionRow, trainerWords, whereWords } from './session-item.ts';

type State = { own: OwnTimetable; kabar?: string | undefined };
type Day = { day: string; sessions: SessionView[] };

/** The own timetable: today first, then the coming days, what is over at the end. */
export function ownTimetablePage(shell: Shell, { own, kabar }: State): Html {
  const days = byDay(own.sessions);
  const zone = own.sessions[0]?.zone ?? own.enrolment?.zone ?? 'Asia/Jakarta';
  const today = dayOf(shell.now, zone);
  const now = days.find(({ day }) => day === today);
  const coming = days.filter(({ day }) => day > today);
  const over = days.filter(({ day }) => day < today);
  return page(
    shell,
    { title: 'Jadwal' },
    main(
      html`<div class="rapat"><h1 tabindex="-1">Jadwal</h1><p class="redup">${whose(own)} Jam dalam ${zoneLabel(zone)}.</p></div>`,
      notice(kabar, { tahu: 'Terima kasih. Tanda Berubah dihapus.' }),
      news(shell, own),
      html`<section aria-labelledby="hari"><div class="judul-bag"><h2 id="hari">Hari ini, ${longDate(today)}</h2></div>${now ? list(now, own) : html`<div class="kartu"><div class="dalam"><p>Belum ada jadwal hari ini.</p></div></div>`}</section>`,
      coming.map((day) => section(day, own)),
      over.length > 0 &&
        html`<details><summary>Sudah lewat (${over.length} hari)</summary><div class="tumpuk longgar">${over.map((day) => section(day, own))}</div></details>`,
      own.sessions.length > 0 &&
        html`<p><a class="tombol kedua" href="/jadwal.ics">${icon('unduh')}Simpan ke kalender HP</a></p>`,
    ),
  );
}

function whose({ enrolment }: OwnTimetable): string {
  return enrolment ? `Kelas ${enrolment.classLetter}, ${enrolment.bimtekLabel}.` : '';
}

function byDay(sessions: readonly SessionView[]): Day[] {
  const days = new Map<string, SessionView[]>();
  for (const session of sessions) {
    const day = dayOf(session.startsAt, session.zone);
    days.set(day, [...(days.get(day) ?? []), session]);
  }
  return [...days].map(([day, of]) => ({ day, sessions: of }));
}

/** What changed, until the person says that they know: a page that is only looked at changes nothing. */
function news(shell: Shell, own: OwnTimetable): Part {
  const { changed, gone } = own;
  if (changed.size + gone.length === 0) return '';
  const versions = [...own.versions].map(
    ([bimtekId, no]) => html`<input type="hidden" name="seen" value="${bimtekId}:${no}">`,
  );
  const zone = own.enrolment?.zone ?? 'Asia/Jakarta';
  return html`<div class="pesan awas">${icon('ulang')}<div class="tumpuk">${
    changed.size > 0 &&
    html`<p><b>${changed.size} sesi berubah.</b> Lihat tanda Berubah atau Dibatalkan di bawah.</p>`
  }${
    gone.length > 0 &&
    html`<div><p><b>${gone.length} sesi tidak ada lagi di jadwal Anda:</b></p><ul class="butir">${gone.map((was) => html`<li>${goneWords(was, zone)}</li>`)}</ul></div>`
  }${form(shell, { action: '/jadwal/tahu', class: 'aksi-satu' }, versions, html`<button class="tombol kedua kecil">Sudah tahu</button>`)}</div></div>`;
}

/** "Selasa, 4 Juni 2024, 08.00-09.30 WIB: BUM Desa". */
function goneWords(was: OwnTimetable['gone'][number], zone: string): string {
  const [start, end] = [new Date(was.startsAt), new Date(was.endsAt)];
  return `${longDate(dayOf(start, zone))}, ${timeRange(start, end, zone)}${was.topic ? `: ${was.topic}` : ''}`;
}

const section = (day: Day, own: OwnTimetable): Html =>
  html`<section aria-labelledby="h-${day.day}"><div class="judul-bag"><h2 id="h-${day.day}">${longDate(day.day)}</h2></div>${list(day, own)}</section>`;

function list({ sessions }: Day, own: OwnTimetable): Html {
  return html`<ul class="kartu tugas">${sessions.map((session) => {
    const was = session.cancelReason === null ? own.changed.get(session.id) : undefined;
    const mine = own.enrolment && session.classes.length === 1;
    return sessionRow(session, {
      details: html`<span class="mungil redup">${mine ? session.room : whereWords(session)}</span><span class="mungil redup">${trainerWords(session)}</span>`,
      notes: html`${cancelledStamp(session)}${was && html`<span>${stamp('awas', icon('ulang'), 'Berubah')} <span class="mungil">${formerly(session, was)}</span></span>`}`,
    });
  })}</ul>`;
}
