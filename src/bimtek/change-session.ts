import { appendEvent } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { sessionColumns } from './plan-session.ts';
import {
  type SessionFields,
  type SessionRefusal,
  holdTimetable,
  nextVersion,
  publish,
  sessionRefusal,
  writePeople,
} from './timetable.ts';

export type ChangeSession = SessionFields & { bimtekId: string; sessionId: string; by: string | null };
export type SessionChanged = { sessionId: string; outcome: 'moved' | 'edited' | 'unchanged' };

/**
 * Edits or moves a session. Marks stay as they are. When time or room changed, the session keeps what stood there
 * before (`was`), and people see "Berubah" until they say they know.
 */
export async function changeSession(
  trx: Trx,
  wish: ChangeSession,
  now: Date,
): Promise<Result<SessionChanged, SessionRefusal | { reason: 'gone' }>> {
  const { bimtekId, sessionId } = wish;
  const held = await holdTimetable(trx, bimtekId);
  if (!held.ok) return held;
  const before = await readSession(trx, bimtekId, sessionId);
  if (!before || before.cancelled_at) return refused('gone');
  const wrong = await sessionRefusal(trx, held.value, [wish], now);
  if (wrong) return wrong;
  const outcome = outcomeOf(before, wish);
  if (outcome === 'unchanged') return ok({ sessionId, outcome });
  const no = await nextVersion(trx, bimtekId);
  const was = {
    startsAt: before.starts_at.toISOString(),
    endsAt: before.ends_at.toISOString(),
    room: before.room,
  };
  await trx
    .updateTable('session')
    .set({
      ...sessionColumns(wish),
      ...(outcome === 'moved' ? { was: JSON.stringify(was), timetable_no: no } : {}),
    })
    .where('id', '=', sessionId)
    .where('bimtek_id', '=', bimtekId)
    .execute();
  await trx
    .deleteFrom('session_class')
    .where('bimtek_id', '=', bimtekId)
    .where('session_id', '=', sessionId)
    .execute();
  await trx
    .deleteFrom('session_trainer')
    .where('bimtek_id', '=', bimtekId)
    .where('session_id', '=', sessionId)
    .execute();
  await writePeople(trx, bimtekId, [{ id: sessionId, classIds: wish.classIds, trainerIds: wish.trainerIds }]);
  await appendEvent(trx, {
    at: now,
    actorId: wish.by,
    act: outcome === 'moved' ? 'session-moved' : 'session-edited',
    subject: { kind: 'session', id: sessionId },
    bimtekId,
    detail: {
      timetable: no,
      from: figures(before),
      to: figures({ ...sessionColumns(wish), classes: wish.classIds, trainers: wish.trainerIds }),
    },
  });
  await publish(
    trx,
    {
      bimtekId,
      no,
      changes: [{ session: sessionId, kind: outcome, ...(outcome === 'moved' ? { was } : {}) }],
      by: wish.by,
    },
    now,
  );
  return ok({ sessionId, outcome });
}

async function readSession(trx: Trx, bimtekId: string, sessionId: string) {
  const row = await trx
    .selectFrom('session')
    .select(['starts_at', 'ends_at', 'half_jp', 'topic', 'subject', 'room', 'counted', 'cancelled_at'])
    .where('id', '=', sessionId)
    .where('bimtek_id', '=', bimtekId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return undefined;
  const classes = await trx
    .selectFrom('session_class')
    .select('class_id')
    .where('bimtek_id', '=', bimtekId)
    .where('session_id', '=', sessionId)
    .execute();
  const trainers = await trx
    .selectFrom('session_trainer')
    .select('person_id')
    .where('bimtek_id', '=', bimtekId)
    .where('session_id', '=', sessionId)
    .execute();
  return {
    ...row,
    classes: classes.map(({ class_id }) => class_id),
    trainers: trainers.map(({ person_id }) => person_id),
  };
}

type Before = NonNullable<Awaited<ReturnType<typeof readSession>>>;

function outcomeOf(before: Before, wish: ChangeSession): SessionChanged['outcome'] {
  const moved =
    before.starts_at.getTime() !== wish.startsAt.getTime() ||
    before.ends_at.getTime() !== wish.endsAt.getTime() ||
    before.room !== wish.room;
  if (moved) return 'moved';
  const edited =
    before.half_jp !== wish.halfJp ||
    before.topic !== wish.topic ||
    before.subject !== wish.subject ||
    before.counted !== wish.counted ||
    !sameSet(before.classes, wish.classIds) ||
    !sameSet(before.trainers, wish.trainerIds);
  return edited ? 'edited' : 'unchanged';
}

const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  JSON.stringify([...new Set(one)].sort()) === JSON.stringify([...new Set(other)].sort());

type Figures = Pick<Before, 'starts_at' | 'ends_at' | 'half_jp' | 'counted'> & {
  classes: readonly string[];
  trainers: readonly string[];
};

const figures = (session: Figures) => ({
  startsAt: session.starts_at.toISOString(),
  endsAt: session.ends_at.toISOString(),
  halfJp: session.half_jp,
  counted: session.counted,
  classes: session.classes,
  trainers: session.trainers,
});
