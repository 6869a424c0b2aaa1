import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { SessionView } from '../../src/bimtek/sessions.ts';
import type { ClassChange } from '../../src/bimtek/texts/class-changes.ts';
import type { ClassNews } from '../../src/bimtek/texts/queries.ts';
import { dateTime, dayOf, longDate, timeRange } from '../ui/format.ts';
import { formerly } from './session-item.ts';

type Wish = { bimtek: Pick<BimtekView, 'name' | 'label' | 'zone'>; origin: string };

/** The text for the WhatsApp group of a class: the whole timetable the first time, then what changed. */
export function timetableText({ letter, last, changes }: ClassNews, { bimtek, origin }: Wish): string {
  const { zone } = bimtek;
  const head = `*Jadwal Kelas ${letter}, ${bimtek.label}*\n${bimtek.name}`;
  const body = last
    ? `Perubahan sejak ${dateTime(last.at, zone)}:\n${changes.map((one) => `- ${changeLine(one, zone)}`).join('\n')}`
    : byDay(changes);
  return `${head}\n\n${body}\n\nJadwal lengkap: ${origin}/jadwal`;
}

const place = ({ topic, room }: SessionView): string => (room ? `${topic}, ${room}` : topic);

function byDay(changes: readonly ClassChange[]): string {
  const days = new Map<string, string[]>();
  for (const change of changes) {
    if (!('session' in change)) continue;
    const { session } = change;
    const day = dayOf(session.startsAt, session.zone);
    const line = `${timeRange(session.startsAt, session.endsAt, session.zone)} ${place(session)}`;
    days.set(day, [...(days.get(day) ?? []), line]);
  }
  return [...days].map(([day, lines]) => `*${longDate(day)}*\n${lines.join('\n')}`).join('\n\n');
}

const when = (session: SessionView): string =>
  `${longDate(dayOf(session.startsAt, session.zone))}, ${timeRange(session.startsAt, session.endsAt, session.zone)}`;

/** One change in words, as the text and the page tell it. */
export function changeLine(change: ClassChange, zone: string): string {
  switch (change.kind) {
    case 'new':
      return `Baru: ${place(change.session)}, ${when(change.session)}`;
    case 'renamed':
      return `Topik baru: ${place(change.session)}, ${when(change.session)}`;
    case 'moved':
      return `Pindah: ${place(change.session)}, ${when(change.session)} (${formerly(change.session, change.was)})`;
    case 'cancelled':
      return `Dibatalkan: ${change.session.topic}, ${when(change.session)} (${change.session.cancelReason})`;
    case 'restored':
      return `Jadi diadakan: ${place(change.session)}, ${when(change.session)}`;
    case 'left': {
      const day = dayOf(new Date(change.was.startsAt), zone);
      const hours = timeRange(new Date(change.was.startsAt), new Date(change.was.endsAt), zone);
      return `Tidak ada lagi: ${change.was.topic ?? 'sesi'}, ${longDate(day)}, ${hours}`;
    }
  }
}
