/** Planning and changing a session with a look at what it would stand beside. */
import { createHash } from 'node:crypto';
import type { Trx } from '../../database/schema.ts';
import { type Result, refused } from '../../result.ts';
import { type ChangeRefusal, type ChangeSession, changeSession } from '../change-session.ts';
import { markedClasses } from '../marked-classes.ts';
import type { SessionChanged } from '../change-session.ts';
import { planSession } from '../plan-session.ts';
import { readSessions } from '../read-sessions.ts';
import { clashesIn, type Clash, type Planned, surelyTeaching } from '../rules.ts';
import { type SessionView, sessionsOf } from '../sessions.ts';
import {
  holdTimetable,
  type SessionFields,
  type SessionRefusal,
  sessionRefusal,
  type Timetable,
} from '../timetable.ts';
import { holidaysIn } from './holidays.ts';

/** What somebody should know before a session is saved; none of it forbids the session. */
export type SessionWarning =
  | { kind: 'room' | 'class' | 'trainer'; shared: string; other: SessionView }
  /** A trainer is named for a session of another bimtek then; which one is not for this panitia to know. */
  | { kind: 'elsewhere'; name: string; startsAt: Date; endsAt: Date }
  | { kind: 'friday' }
  | { kind: 'holiday'; day: string; name: string }
  /** A class leaves a session in which so many of its people are marked. */
  | { kind: 'marked-class'; class: string; people: number }
  /** A session that counted, with marks, would not count any more. */
  | { kind: 'uncounted'; people: number };

/** `mark` stands for just these warnings: sent back, it says that they were read. */
export type Warned = { reason: 'warned'; warnings: SessionWarning[]; mark: string };

/** Plans a session; refused as `warned` until the mark of the warnings is given with it. */
export async function planWarned(
  trx: Trx,
  wish: SessionFields & { bimtekId: string; by: string | null },
  anyway: string,
  now: Date,
): Promise<Result<{ sessionId: string }, SessionRefusal | Warned>> {
  const held = await holdTimetable(trx, wish.bimtekId);
  if (!held.ok) return held;
  const wrong = await sessionRefusal(trx, held.value, [wish], now);
  if (wrong) return wrong;
  const warned = warnedBy(await clashWarnings(trx, held.value, wish), anyway);
  return warned ?? planSession(trx, wish, now);
}

/** Changes a session; refused as `warned` until the mark of the warnings is given with it. */
export async function changeWarned(
  trx: Trx,
  wish: ChangeSession,
  anyway: string,
  now: Date,
): Promise<Result<SessionChanged, ChangeRefusal | Warned>> {
  const held = await holdTimetable(trx, wish.bimtekId);
  if (!held.ok) return held;
  const wrong = await sessionRefusal(trx, held.value, [wish], now);
  if (wrong) return wrong;
  const warnings = [
    ...(await clashWarnings(trx, held.value, wish, wish.sessionId)),
    ...(await markWarnings(trx, wish)),
  ];
  return warnedBy(warnings, anyway) ?? changeSession(trx, { ...wish, leaveMarked: warnings.length > 0 }, now);
}

function warnedBy(warnings: SessionWarning[], anyway: string) {
  if (warnings.length === 0) return undefined;
  const mark = markOf(warnings);
  return mark === anyway ? undefined : refused('warned', { warnings, mark });
}

const markOf = (warnings: readonly SessionWarning[]): string =>
  digestOf(
    warnings.map((one) => ('other' in one ? [one.kind, one.shared, one.other.id] : Object.values(one))),
  );

/** A short mark of what a page showed: sent back, it says that just this was read. */
export const digestOf = (shown: unknown): string =>
  createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 32);

/** A session as the rules of clashes need it. */
export const plannedOf = (session: SessionView): Planned => ({
  id: session.id,
  startsAt: session.startsAt,
  endsAt: session.endsAt,
  room: session.room,
  classes: session.classes.map(({ id }) => id),
  trainers: surelyTeaching(session),
  cancelled: session.cancelReason !== null,
});

const DAY = 86_400_000;
const NEW = 'new';

async function clashWarnings(
  trx: Trx,
  { bimtekId, zone }: Timetable,
  wish: SessionFields,
  sessionId: string = NEW,
): Promise<SessionWarning[]> {
  const from = new Date(wish.startsAt.getTime() - DAY);
  const around = await sessionsOf(trx, { bimtekId, from, until: wish.endsAt });
  const others = around.filter(({ id }) => id !== sessionId);
  const own: Planned = {
    id: sessionId,
    ...{ startsAt: wish.startsAt, endsAt: wish.endsAt, room: wish.room, cancelled: false },
    classes: wish.classIds,
    trainers: surelyTeaching({
      named: wish.trainerIds,
      trainers: await trainersOf(trx, bimtekId, wish),
    }),
  };
  const byId = new Map(others.map((session) => [session.id, session]));
  const found = clashesIn([...others.map(plannedOf), own], zone, await holidaysIn(trx, bimtekId));
  return [
    ...found.flatMap((clash) => warningOf(clash, sessionId, byId)),
    ...(await namedElsewhere(trx, bimtekId, own)),
  ];
}

/** Sessions of other bimtek at that time that one of the trainers is named for. */
async function namedElsewhere(trx: Trx, bimtekId: string, own: Planned): Promise<SessionWarning[]> {
  if (own.trainers.length === 0) return [];
  const rows = await trx
    .selectFrom('session_trainer as st')
    .innerJoin('session as s', (join) =>
      join.onRef('s.id', '=', 'st.session_id').onRef('s.bimtek_id', '=', 'st.bimtek_id'),
    )
    .innerJoin('person as p', 'p.id', 'st.person_id')
    .select(['p.name', 's.starts_at as startsAt', 's.ends_at as endsAt'])
    .where('st.person_id', 'in', own.trainers)
    .where('s.bimtek_id', '<>', bimtekId)
    .where('s.cancelled_at', 'is', null)
    .where('s.starts_at', '<', own.endsAt)
    .where('s.ends_at', '>', own.startsAt)
    .orderBy('s.starts_at')
    .orderBy('p.name')
    .execute();
  return rows.map((row) => ({ kind: 'elsewhere', ...row }));
}

function warningOf(clash: Clash, own: string, byId: ReadonlyMap<string, SessionView>): SessionWarning[] {
  if (clash.kind === 'friday') return clash.session === own ? [{ kind: 'friday' }] : [];
  if (clash.kind === 'holiday')
    return clash.session === own ? [{ kind: 'holiday', day: clash.day, name: clash.name }] : [];
  const other = clash.session === own ? clash.other : clash.other === own ? clash.session : undefined;
  const session = byId.get(other ?? '');
  return session ? [{ kind: clash.kind, shared: clash.shared, other: session }] : [];
}

/** The trainers of the classes at the start of the session. */
const trainersOf = (trx: Trx, bimtekId: string, { classIds, startsAt }: SessionFields) =>
  trx
    .selectFrom('class_trainer')
    .select('person_id as id')
    .distinct()
    .where('bimtek_id', '=', bimtekId)
    .where('class_id', 'in', classIds)
    .where((or) => or.or([or('until', 'is', null), or('until', '>', startsAt)]))
    .execute();

async function markWarnings(trx: Trx, wish: ChangeSession): Promise<SessionWarning[]> {
  const before = (await readSessions(trx, wish.bimtekId, [wish.sessionId])).get(wish.sessionId);
  if (!before) return [];
  const left = before.classIds.filter((id) => !wish.classIds.includes(id));
  const uncounted = before.counted && !wish.counted;
  if (left.length === 0 && !uncounted) return [];
  const marked = (await markedClasses(trx, wish.bimtekId, [wish.sessionId])).get(wish.sessionId);
  const people = before.classIds.reduce((sum, id) => sum + (marked?.get(id) ?? 0), 0);
  return [
    ...left.flatMap((id): SessionWarning[] => {
      const n = marked?.get(id) ?? 0;
      return n > 0 ? [{ kind: 'marked-class', class: id, people: n }] : [];
    }),
    ...(uncounted && people > 0 ? [{ kind: 'uncounted' as const, people }] : []),
  ];
}
