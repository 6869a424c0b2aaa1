import type { Trx } from '../database/schema.ts';
import { type Result, ok } from '../result.ts';
import { planSessions } from './plan-session.ts';
import { daysFrom, spanOf } from './rules.ts';
import { type SessionFields, type SessionRefusal, holdTimetable } from './timetable.ts';
import { classesOf } from './classes.ts';

/** One line of the daily pattern; 'HH:MM' on the wall of the hall, an end that is not after the start means the next day. */
export type Slot = {
  start: string;
  end: string;
  halfJp: number;
  topic: string;
  subject: string;
  counted: boolean;
};
export type Generate = {
  bimtekId: string;
  classIds: readonly string[];
  /** One session for all these classes (pleno), or one for each. */
  together: boolean;
  firstDay: string;
  lastDay: string;
  slots: readonly Slot[];
  /** Empty with `together` false: each class gets "Kelas F" as room. */
  room: string;
  by: string | null;
};

/**
 * Copies a pattern of daily times over every day from the first to the last, weekends and holidays too, as one version
 * of the timetable. Where a class already has a session at that start, nothing is added: sent twice, nothing doubles.
 */
export async function generateTimetable(
  trx: Trx,
  wish: Generate,
  now: Date,
): Promise<Result<{ made: number; skipped: number }, SessionRefusal>> {
  const held = await holdTimetable(trx, wish.bimtekId);
  if (!held.ok) return held;
  const classes = await classesOf(trx, wish.bimtekId);
  const letters = new Map(classes.map(({ id, letter }) => [id, letter]));
  const groups = wish.together ? [wish.classIds] : wish.classIds.map((id) => [id]);
  const planned = daysFrom(wish.firstDay, wish.lastDay).flatMap((day) =>
    wish.slots.flatMap((slot) =>
      groups.map((classIds): SessionFields => {
        const { startsAt, endsAt } = spanOf(day, slot.start, slot.end, held.value.zone);
        const room = wish.room || (wish.together ? '' : `Kelas ${letters.get(classIds[0] ?? '') ?? ''}`);
        return { ...slot, startsAt, endsAt, room, classIds, trainerIds: [] };
      }),
    ),
  );
  const taken = await startsTaken(trx, wish.bimtekId);
  const fresh = planned.filter(
    ({ startsAt, classIds }) => !classIds.some((id) => taken.has(`${id} ${startsAt.toISOString()}`)),
  );
  const result = await planSessions(trx, { bimtekId: wish.bimtekId, sessions: fresh, by: wish.by }, now);
  if (!result.ok) return result;
  return ok({ made: fresh.length, skipped: planned.length - fresh.length });
}

async function startsTaken(trx: Trx, bimtekId: string): Promise<ReadonlySet<string>> {
  const rows = await trx
    .selectFrom('session as s')
    .innerJoin('session_class as sc', (join) =>
      join.onRef('sc.session_id', '=', 's.id').onRef('sc.bimtek_id', '=', 's.bimtek_id'),
    )
    .select(['sc.class_id', 's.starts_at'])
    .where('s.bimtek_id', '=', bimtekId)
    .where('s.cancelled_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => `${row.class_id} ${row.starts_at.toISOString()}`));
}
