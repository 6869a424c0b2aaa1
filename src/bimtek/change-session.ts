import { appendEvents } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { markedClasses } from './marked-classes.ts';
import { sessionColumns } from './plan-session.ts';
import { readSessions, type StoredSession, stoodThere } from './read-sessions.ts';
import {
  type SessionFields,
  type SessionRefusal,
  holdTimetable,
  nextVersion,
  publish,
  sessionRefusal,
  writePeople,
} from './timetable.ts';

/**
 * `leaveMarked`: a class may leave a session in which its people are marked. Their marks stay in the session and count
 * for nobody of that class until the class is put back.
 */
export type SessionChange = SessionFields & { sessionId: string; leaveMarked?: boolean };
export type ChangeSession = SessionChange & { bimtekId: string; by: string | null };
export type SessionChanged = { sessionId: string; outcome: 'moved' | 'edited' | 'unchanged' };
export type ChangeRefusal = SessionRefusal | { reason: 'gone' | 'marked-class' };

/** Edits or moves one session; see `changeSessions`. */
export async function changeSession(
  trx: Trx,
  { bimtekId, by, ...change }: ChangeSession,
  now: Date,
): Promise<Result<SessionChanged, ChangeRefusal>> {
  const result = await changeSessions(trx, { bimtekId, by, sessions: [change] }, now);
  if (!result.ok) return result;
  const [changed] = result.value;
  if (!changed) throw new Error('one wish, one session');
  return ok(changed);
}

/**
 * Edits or moves sessions as one version of the timetable. Marks stay as they are. When time or room changed, a session
 * keeps what stood there before (`was`), and people see "Berubah" until they say they know. Refused as a whole when one
 * of them is gone or cancelled, cannot stand, or would lose a class that has marks in it without `leaveMarked`.
 */
export async function changeSessions(
  trx: Trx,
  wish: { bimtekId: string; sessions: readonly SessionChange[]; by: string | null },
  now: Date,
): Promise<Result<SessionChanged[], ChangeRefusal>> {
  const { bimtekId, by } = wish;
  const held = await holdTimetable(trx, bimtekId);
  if (!held.ok) return held;
  if (wish.sessions.length === 0) return ok([]);
  const stored = await readSessions(
    trx,
    bimtekId,
    wish.sessions.map(({ sessionId }) => sessionId),
  );
  const pairs: Pair[] = [];
  for (const session of wish.sessions) {
    const before = stored.get(session.sessionId);
    if (!before || before.cancelled) return refused('gone');
    pairs.push({ before, session, outcome: outcomeOf(before, session) });
  }
  const wrong = await sessionRefusal(trx, held.value, wish.sessions, now);
  if (wrong) return wrong;
  if (await someLoseMarks(trx, bimtekId, pairs)) return refused('marked-class');
  const changed = pairs.filter(({ outcome }) => outcome !== 'unchanged');
  if (changed.length > 0) {
    const no = await nextVersion(trx, bimtekId);
    await write(trx, bimtekId, changed, no);
    await appendEvents(
      trx,
      changed.map((pair) => ({ ...eventOf(pair, no), at: now, actorId: by, bimtekId })),
    );
    const changes = changed.map(({ before, session, outcome }) => ({
      session: session.sessionId,
      kind: outcome === 'moved' ? ('moved' as const) : ('edited' as const),
      was: stoodThere(before),
    }));
    await publish(trx, { bimtekId, no, changes, by }, now);
  }
  return ok(pairs.map(({ session, outcome }) => ({ sessionId: session.sessionId, outcome })));
}

type Pair = { before: StoredSession; session: SessionChange; outcome: SessionChanged['outcome'] };

async function write(trx: Trx, bimtekId: string, pairs: readonly Pair[], no: number): Promise<void> {
  for (const { before, session, outcome } of pairs) {
    const { startsAt, endsAt, room } = stoodThere(before);
    await trx
      .updateTable('session')
      .set({
        ...sessionColumns(session),
        timetable_no: no,
        ...(outcome === 'moved' ? { was: JSON.stringify({ startsAt, endsAt, room }) } : {}),
      })
      .where('id', '=', session.sessionId)
      .where('bimtek_id', '=', bimtekId)
      .execute();
  }
  const ids = pairs.map(({ session }) => session.sessionId);
  for (const table of ['session_class', 'session_trainer'] as const)
    await trx.deleteFrom(table).where('bimtek_id', '=', bimtekId).where('session_id', 'in', ids).execute();
  await writePeople(
    trx,
    bimtekId,
    pairs.map(({ session }) => ({ ...session, id: session.sessionId })),
  );
}

async function someLoseMarks(trx: Trx, bimtekId: string, pairs: readonly Pair[]): Promise<boolean> {
  const losing = pairs.flatMap(({ before, session }) => {
    const left = before.classIds.filter((id) => !session.classIds.includes(id));
    return left.length === 0 || session.leaveMarked ? [] : [{ id: before.id, left }];
  });
  if (losing.length === 0) return false;
  const ids = losing.map(({ id }) => id);
  const marked = await markedClasses(trx, bimtekId, ids);
  return losing.some(({ id, left }) => left.some((one) => marked.get(id)?.has(one)));
}

/** What a change is: 'moved' when time or room are others, 'edited' when anything else is. */
function outcomeOf(before: StoredSession, wish: SessionFields): SessionChanged['outcome'] {
  const moved =
    before.startsAt.getTime() !== wish.startsAt.getTime() ||
    before.endsAt.getTime() !== wish.endsAt.getTime() ||
    before.room !== wish.room;
  if (moved) return 'moved';
  const edited =
    before.halfJp !== wish.halfJp ||
    before.topic !== wish.topic ||
    before.subject !== wish.subject ||
    before.pic !== (wish.pic ?? '') ||
    before.counted !== wish.counted ||
    !sameSet(before.classIds, wish.classIds) ||
    !sameSet(before.trainerIds, wish.trainerIds);
  return edited ? 'edited' : 'unchanged';
}

const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  JSON.stringify([...new Set(one)].sort()) === JSON.stringify([...new Set(other)].sort());

const eventOf = ({ before, session, outcome }: Pair, no: number) => ({
  act: outcome === 'moved' ? 'session-moved' : 'session-edited',
  subject: { kind: 'session', id: session.sessionId },
  detail: { timetable: no, from: figures(before), to: figures(session) },
});

const figures = (session: SessionFields) => ({
  startsAt: session.startsAt.toISOString(),
  endsAt: session.endsAt.toISOString(),
  halfJp: session.halfJp,
  counted: session.counted,
  classes: session.classIds,
  trainers: session.trainerIds,
  room: session.room,
  topic: session.topic,
});
