import { readFile } from 'node:fs/promises';
import { dateRange, dateTime, dayOf, jp, longDate, timeRange, zoneLabel } from '../../../views/ui/format.ts';
import { type Json, renderPdf } from '../../documents/pdf.ts';
import type { BimtekView } from '../find-bimtek.ts';
import type { SessionView } from '../sessions.ts';

const template = new URL('../../../views/bimtek/timetable.typ', import.meta.url);

export type TimetablePaper = {
  bimtek: BimtekView;
  issuer: string;
  /** SVG, or null. */
  logo: string | null;
  /** The letter of the class, or null for the whole bimtek. */
  letter: string | null;
  /** Those that take place, in time order. */
  sessions: readonly SessionView[];
  /** Planned JP that count, by class. */
  totals: readonly { letter: string; halfJp: number }[];
  version: number;
  printedBy: string;
  printedAt: Date;
};

/** A day that goes on says its name again, so that no sheet is without one. */
const ROWS_PER_GROUP = 10;

function groupsOf(sessions: readonly SessionView[]): Json {
  const days = new Map<string, SessionView[]>();
  for (const session of sessions) {
    const day = dayOf(session.startsAt, session.zone);
    days.set(day, [...(days.get(day) ?? []), session]);
  }
  return [...days].flatMap(([day, of]) =>
    Array.from({ length: Math.ceil(of.length / ROWS_PER_GROUP) }, (_, i) => ({
      day: i === 0 ? longDate(day) : `${longDate(day)} (lanjutan)`,
      rows: of.slice(i * ROWS_PER_GROUP, (i + 1) * ROWS_PER_GROUP).map(rowOf),
    })),
  );
}

function rowOf(session: SessionView): Json {
  const { startsAt, endsAt, zone } = session;
  const next = dayOf(startsAt, zone) !== dayOf(endsAt, zone);
  const hours = timeRange(startsAt, endsAt, zone).replace(` ${zoneLabel(zone)}`, '');
  return {
    time: next ? `${hours} (besok)` : hours,
    classes: session.classes.map(({ letter }) => letter).join(', '),
    topic: session.topic,
    jp: session.counted ? jp(session.halfJp) : '-',
    trainers: session.trainers.map(({ name }) => name).join(', '),
    pic: session.pic,
    room: session.room,
  };
}

function printed(paper: TimetablePaper): Json {
  const { bimtek, letter, totals, printedAt, printedBy } = paper;
  const title = letter === null ? 'JADWAL KEGIATAN' : `JADWAL KEGIATAN KELAS ${letter}`;
  return {
    documentTitle: `Jadwal ${bimtek.name}, ${bimtek.label}${letter === null ? '' : `, Kelas ${letter}`}`,
    day: dayOf(printedAt, bimtek.zone).split('-').map(Number),
    issuer: paper.issuer,
    logo: paper.logo,
    bimtek: `${bimtek.name}, ${bimtek.label}`,
    place: bimtek.place,
    dates: dateRange(bimtek.startsOn, bimtek.endsOn),
    title,
    zone: `Semua jam dalam ${zoneLabel(bimtek.zone)}. Tanda - pada JP: tidak dihitung dalam kehadiran.`,
    whole: letter === null,
    groups: groupsOf(paper.sessions),
    totals: totals.map((one) => `Jumlah JP kelas ${one.letter}: ${jp(one.halfJp)}`),
    printed: `Dicetak dari Bekal, ${dateTime(printedAt, bimtek.zone)} oleh ${printedBy}`,
    version: `Jadwal versi ${paper.version}`,
  };
}

/** The official timetable as a tagged PDF, A4 landscape. The same timetable at the same moment gives the same bytes. */
export async function timetablePdf(paper: TimetablePaper): Promise<Uint8Array> {
  return renderPdf(await readFile(template, 'utf8'), printed(paper));
}
