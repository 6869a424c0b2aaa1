/** Clashes on the page of the timetable. */
import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { DayView } from '../../src/bimtek/planning/queries.ts';
import type { SessionView } from '../../src/bimtek/sessions.ts';
import { clockTime, dayOf, longDate } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { stamp, warning } from '../ui/notice.ts';
import { FRIDAY, holidayWords, isShared, pairsOf, pairWords, sessionWithTime } from './clash-words.ts';
import { classWords, sessionTitle } from './session-item.ts';
import { pathOf } from './words.ts';

/** How many sessions of the day have something against them. */
export function clashNote({ sessions, clashes }: DayView): Part {
  const n = sessions.filter(({ id }) => clashes.has(id)).length;
  return (
    n > 0 &&
    warning(html`<p><b>${n} sesi perlu diperiksa.</b> Lihat tandanya di bawah. Jadwal tetap tersimpan.</p>`)
  );
}

const MOST_CLASHES = 30;

/** Every clash of the bimtek, with the way to its sessions. */
export function clashList(bimtek: BimtekView, view: DayView): Part {
  const shared = pairsOf(view.all);
  const notes = dayNotes(view);
  if (shared.length + notes.length === 0) return '';
  const link = (id: string) => {
    const session = view.byId.get(id);
    if (!session) return '';
    const words = sessionWithTime(session);
    return bimtek.writable
      ? html`<a class="tik-44" href="${pathOf(bimtek, `/jadwal/${id}`)}">${words}</a>`
      : words;
  };
  const lines = shared.slice(0, MOST_CLASHES).map((pair) => {
    const one = view.byId.get(pair.session);
    return html`<li><div class="isi-t satu"><span class="rapat"><span class="tebal">${one && pairWords(pair, one)}</span><span class="mungil">${link(pair.session)}</span><span class="mungil">${link(pair.other)}</span></span></div></li>`;
  });
  const more =
    shared.length > MOST_CLASHES &&
    html`<p class="mungil redup">${MOST_CLASHES} dari ${shared.length} bentrok ditampilkan.</p>`;
  return html`<section class="tumpuk" aria-labelledby="bentrok"><div class="judul-bag"><h2 id="bentrok">Bentrok (${shared.length})</h2></div>${
    lines.length > 0 && html`<ul class="kartu tugas">${lines}</ul>${more}`
  }${notes.length > 0 && html`<ul class="kartu daftar-ringkas">${notes.map(([day, says]) => html`<li><a class="tik-44" href="${pathOf(bimtek, `/jadwal?hari=${day}`)}">${longDate(day)}</a><span class="mungil">${says}</span></li>`)}</ul>`}</section>`;
}

/** Fridays and holidays once for each day, with how many sessions. */
function dayNotes({ all, byId }: DayView): [day: string, says: string][] {
  const notes = new Map<string, { day: string; says: string; n: number }>();
  for (const clash of all) {
    const session = byId.get(clash.session);
    if (isShared(clash) || !session) continue;
    const day = clash.kind === 'holiday' ? clash.day : dayOf(session.startsAt, session.zone);
    const says = clash.kind === 'holiday' ? holidayWords(clash.name) : FRIDAY;
    const one = notes.get(`${day} ${clash.kind}`) ?? { day, says, n: 0 };
    notes.set(`${day} ${clash.kind}`, { ...one, n: one.n + 1 });
  }
  return [...notes.values()].map(({ day, says, n }) => [day, `${says}, ${n} sesi`]);
}

/** Beside a session: what it shares with others at that time, and the Friday prayer. */
export function clashLines(session: SessionView, { clashes, byId }: DayView): Html[] {
  const of = clashes.get(session.id) ?? [];
  const shared = pairsOf(of).map((pair) => {
    const other = byId.get(pair.session === session.id ? pair.other : pair.session);
    const at = other
      ? `${sessionTitle(other)} pukul ${clockTime(other.startsAt, other.zone)}, ${classWords(other.classes)}`
      : '';
    return html`<span>${stamp('galat', icon('awas'), 'Bentrok')} <span class="mungil">${pairWords(pair, session)} sama dengan ${at}</span></span>`;
  });
  return of.some(({ kind }) => kind === 'friday')
    ? [
        ...shared,
        html`<span>${stamp('awas', icon('awas'), 'Jumat')} <span class="mungil">${FRIDAY}</span></span>`,
      ]
    : shared;
}
