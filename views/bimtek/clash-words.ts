/** Clashes of a timetable in words: who or what, which session, when. */
import type { SessionWarning } from '../../src/bimtek/planning/warned.ts';
import type { Clash } from '../../src/bimtek/rules.ts';
import type { SessionView } from '../../src/bimtek/sessions.ts';
import { dayOf, longDate, timeRange } from '../ui/format.ts';
import { classWords, sessionTitle } from './session-item.ts';

/** "Sesi 12: Mengenal hoaks (Kelas G), Senin, 3 Juni 2024, 08.30–10.00 WIB". */
export const sessionWithTime = (session: SessionView): string =>
  `${sessionTitle(session)} (${classWords(session.classes)}), ${longDate(dayOf(session.startsAt, session.zone))}, ${timeRange(session.startsAt, session.endsAt, session.zone)}`;

export const FRIDAY = 'Melewati waktu salat Jumat (11.30–13.30)';
export const holidayWords = (name: string): string => `Hari libur: ${name}`;

type Shared = { kind: 'room' | 'class' | 'trainer'; shared: string };

/** "Ruang Batavia 2", "Kelas F" or "Ratna Wulandari"; `one` is a session of the clash. */
function sharedWords({ kind, shared }: Shared, one: SessionView): string {
  if (kind === 'room') return /^(ruang|kelas|aula|lab)/i.test(shared) ? shared : `Ruang ${shared}`;
  if (kind === 'class') return `Kelas ${one.classes.find(({ id }) => id === shared)?.letter ?? ''}`;
  return one.trainers.find(({ id }) => id === shared)?.name ?? 'Pelatih';
}

const VERBS = { room: 'sudah dipakai', class: 'sudah punya', trainer: 'sudah mengajar' } as const;

/** One sentence for a warning before a session is saved. */
export function warningWords(
  warning: SessionWarning,
  classes: readonly { id: string; letter: string }[],
  zone: string,
): string {
  switch (warning.kind) {
    case 'elsewhere': {
      const day = longDate(dayOf(warning.startsAt, zone));
      return `${warning.name} sudah mengajar di bimtek lain, ${day}, ${timeRange(warning.startsAt, warning.endsAt, zone)}.`;
    }
    case 'friday':
      return `${FRIDAY}.`;
    case 'holiday':
      return `${longDate(warning.day)} adalah hari libur: ${warning.name}.`;
    case 'marked-class': {
      const letter = classes.find(({ id }) => id === warning.class)?.letter ?? '';
      return `Kelas ${letter} dikeluarkan dari sesi ini, padahal presensi ${warning.people} orangnya sudah ada. Presensi itu tetap tersimpan, tetapi tidak dihitung untuk kelas ${letter} sampai kelas itu dimasukkan lagi.`;
    }
    case 'uncounted':
      return `Sesi ini tidak akan dihitung lagi. Presensi ${warning.people} orang tetap tersimpan, tetapi JP sesi ini keluar dari hitungan kehadiran.`;
    default:
      return `${sharedWords(warning, warning.other)} ${VERBS[warning.kind]} ${sessionWithTime(warning.other)}.`;
  }
}

/** True for what a session shares with another at the same time. */
export const isShared = (clash: Clash): clash is Extract<Clash, { other: string }> => 'other' in clash;

export type Pair = { session: string; other: string; kinds: Extract<Clash, { other: string }>[] };

/** Two sessions that share more than one thing are told once. */
export function pairsOf(clashes: readonly Clash[]): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const clash of clashes) {
    if (!isShared(clash)) continue;
    const key = `${clash.session} ${clash.other}`;
    const one = pairs.get(key) ?? { session: clash.session, other: clash.other, kinds: [] };
    pairs.set(key, { ...one, kinds: [...one.kinds, clash] });
  }
  return [...pairs.values()];
}

/** "Ruang Batavia 2, Kelas F, Ratna Wulandari". */
export const pairWords = ({ kinds }: Pair, one: SessionView): string =>
  kinds.map((clash) => sharedWords(clash, one)).join(', ');
