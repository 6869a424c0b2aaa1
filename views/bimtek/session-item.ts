import type { SessionView } from '../../src/bimtek/sessions.ts';
import { clockTime, dayOf, jp, plainDate, zoneLabel } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { stamp } from '../ui/notice.ts';

/** "Sesi 12: Mengenal hoaks"; a cancelled session has no number. */
export const sessionTitle = ({
  no,
  topic,
  cancelReason,
}: Pick<SessionView, 'no' | 'topic' | 'cancelReason'>): string =>
  cancelReason === null ? `Sesi ${no}: ${topic}` : topic;

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

/** What stood there before the last change, in words: "Semula 14.45, Ruang Batavia 2". */
export function formerly({ was, startsAt, endsAt, room, zone }: SessionView): string {
  if (!was) return '';
  const days =
    dayOf(was.startsAt, zone) === dayOf(startsAt, zone) ? '' : `${plainDate(dayOf(was.startsAt, zone))} `;
  const moved = was.startsAt.getTime() !== startsAt.getTime() || was.endsAt.getTime() !== endsAt.getTime();
  const time = moved
    ? `${days}${clockTime(was.startsAt, zone)}–${clockTime(was.endsAt, zone)} ${zoneLabel(zone)}`
    : '';
  const place = was.room !== room && was.room !== '' ? was.room : '';
  return `semula ${[time, place].filter(Boolean).join(', ')}`;
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
