import type { SessionView } from '../../src/bimtek/sessions.ts';
import { clockTime, dayOf, jp, plainDate, zoneLabel } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { stamp } from '../ui/notice.ts';

/** "Sesi 12: Mengenal hoaks"; a session that is cancelled or not planned yet has no number. */
export const sessionTitle = ({
  no,
  topic,
  cancelReason,
}: Pick<SessionView, 'no' | 'topic' | 'cancelReason'>): string =>
  cancelReason === null && no > 0 ? `Sesi ${no}: ${topic}` : topic;

export const classWords = (classes: { letter: string }[]): string =>
  classes.length === 1
    ? `Kelas ${classes[0]?.letter}`
    : `Pleno kelas ${classes.map(({ letter }) => letter).join(', ')}`;

/** "Kelas F, Ruang Batavia 2"; a room that is called like its class is said once. */
export const whereWords = ({ classes, room }: Pick<SessionView, 'classes' | 'room'>): string =>
  [...new Set([classWords(classes), room])].filter(Boolean).join(', ');

/** "08.30" over "10.00"; an end on the next day says so. */
function hours({ startsAt, endsAt, zone }: Pick<SessionView, 'startsAt' | 'endsAt' | 'zone'>): Html {
  const next = dayOf(startsAt, zone) !== dayOf(endsAt, zone);
  return html`<span class="jam">${clockTime(startsAt, zone)}<small>${clockTime(endsAt, zone)}${next && html`<br>besok`}</small></span>`;
}

type Stood = { startsAt: Date | string; endsAt: Date | string; room: string; cancelled?: boolean };

/** What stood there before, in words: "semula 14.45–16.15 WIB, Batavia 2"; `was` is what was known of the session. */
export function formerly(session: SessionView, was: Stood | null = session.was): string {
  if (!was) return '';
  const { startsAt, endsAt, room, zone } = session;
  const [start, end] = [new Date(was.startsAt), new Date(was.endsAt)];
  const days = dayOf(start, zone) === dayOf(startsAt, zone) ? '' : `${plainDate(dayOf(start, zone))} `;
  const moved = start.getTime() !== startsAt.getTime() || end.getTime() !== endsAt.getTime();
  const time = moved ? `${days}${clockTime(start, zone)}–${clockTime(end, zone)} ${zoneLabel(zone)}` : '';
  const place = was.room !== room && was.room !== '' ? was.room : '';
  return `semula ${[time, place, was.cancelled ? 'dibatalkan' : ''].filter(Boolean).join(', ') || 'tanpa ruang'}`;
}

/** A row: when, and what, where, who; `end` is what can be done, or the whole row leads to `href`. */
export function sessionRow(
  session: SessionView,
  more: { details: Part; end?: Part; notes?: Part; href?: string },
): Html {
  const words = html`<span class="rapat"><span class="tebal">${sessionTitle(session)}</span>${more.details}${more.notes}</span>`;
  const cancelled = session.cancelReason !== null && html` class="batal"`;
  if (more.href)
    return html`<li id="s-${session.id}"${cancelled}><a href="${more.href}">${hours(session)}${words}${icon('panah', 'kecil')}</a></li>`;
  return html`<li id="s-${session.id}"${cancelled}><div class="isi-t">${hours(session)}${words}${more.end && html`<span class="aksi">${more.end}</span>`}</div></li>`;
}

export const cancelledStamp = (session: SessionView): Part =>
  session.cancelReason !== null &&
  html`<span>${stamp('galat', icon('tutup'), 'Dibatalkan')} <span class="mungil">${session.cancelReason}</span></span>`;

/** "2 JP", or that it does not count. */
export const jpWords = ({ halfJp, counted }: SessionView): string =>
  counted ? `${jp(halfJp)} JP` : 'tidak dihitung';

export const trainerWords = ({ trainers }: SessionView): string =>
  trainers.map(({ name }) => name).join(', ');
