import { appendEvent } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { newId } from '../id.ts';
import { type Result, ok } from '../result.ts';
import {
  type SessionFields,
  type SessionRefusal,
  holdTimetable,
  nextVersion,
  publish,
  sessionRefusal,
  writePeople,
} from './timetable.ts';

/** Adds one session; see `planSessions`. */
export async function planSession(
  trx: Trx,
  wish: SessionFields & { bimtekId: string; by: string | null },
  now: Date,
): Promise<Result<{ sessionId: string }, SessionRefusal>> {
  const result = await planSessions(trx, { bimtekId: wish.bimtekId, sessions: [wish], by: wish.by }, now);
  if (!result.ok) return result;
  const [sessionId] = result.value.sessionIds;
  if (!sessionId) throw new Error('one wish, one session');
  return ok({ sessionId });
}

/** Adds sessions as one version of the timetable, with a constant number of statements. Ids come in the order given. */
export async function planSessions(
  trx: Trx,
  wish: { bimtekId: string; sessions: readonly SessionFields[]; by: string | null },
  now: Date,
): Promise<Result<{ sessionIds: string[] }, SessionRefusal>> {
  const { bimtekId } = wish;
  const held = await holdTimetable(trx, bimtekId);
  if (!held.ok) return held;
  if (wish.sessions.length === 0) return ok({ sessionIds: [] });
  const wrong = await sessionRefusal(trx, held.value, wish.sessions, now);
  if (wrong) return wrong;
  const no = await nextVersion(trx, bimtekId);
  const sessions = wish.sessions.map((session) => ({ ...session, id: newId() }));
  await trx
    .insertInto('session')
    .values(
      sessions.map((session) => ({
        id: session.id,
        bimtek_id: bimtekId,
        no: 0,
        ...sessionColumns(session),
        timetable_no: no,
      })),
    )
    .execute();
  await writePeople(trx, bimtekId, sessions);
  await appendEvent(trx, {
    at: now,
    actorId: wish.by,
    act: 'sessions-planned',
    subject: { kind: 'bimtek', id: bimtekId },
    bimtekId,
    detail: { timetable: no, sessions: sessions.map(({ id }) => id) },
  });
  await publish(
    trx,
    {
      bimtekId,
      no,
      changes: sessions.map(({ id }) => ({ session: id, kind: 'added' as const })),
      by: wish.by,
    },
    now,
  );
  return ok({ sessionIds: sessions.map(({ id }) => id) });
}

export const sessionColumns = (session: SessionFields) => ({
  starts_at: session.startsAt,
  ends_at: session.endsAt,
  half_jp: session.halfJp,
  topic: session.topic,
  subject: session.subject,
  room: session.room,
  pic: session.pic ?? '',
  counted: session.counted,
});
