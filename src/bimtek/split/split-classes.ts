import { sql } from 'kysely';
import { appendEvents } from '../../audit/index.ts';
import { lockEnrolments, refreshStanding } from '../../certification/index.ts';
import type { Trx } from '../../database/schema.ts';
import { type Result, ok, refused } from '../../result.ts';
import { isClosed } from '../closed.ts';
import { planSplit, type SplitWish } from './plan-split.ts';

export type SplitClasses = SplitWish & {
  bimtekId: string;
  /** Of the plan that was seen. */
  digest: string;
  by: string;
};
export type SplitRefusal = { reason: 'closed' | 'self' | 'changed' | 'same' };

/**
 * Moves people to the classes of a plan that was seen before, in one act. Refused when the plan would come out
 * differently by now (`changed`). A stay that has not begun is rewritten; otherwise the new class begins now and earlier
 * sessions stay those of the old one. Participant numbers stay.
 */
export async function splitClasses(
  trx: Trx,
  wish: SplitClasses,
  now: Date,
): Promise<Result<{ moved: number }, SplitRefusal>> {
  const { bimtekId, by } = wish;
  await lockEnrolments(trx, bimtekId, 'all');
  if (await isClosed(trx, bimtekId)) return refused('closed');
  const { moves, digest } = await planSplit(trx, bimtekId, wish);
  if (digest !== wish.digest) return refused('changed');
  if (moves.length === 0) return refused('same');
  if (moves.some(({ member }) => member.personId === by)) return refused('self');
  const ids = moves.map(({ member }) => member.id);
  const classes = moves.map(({ to }) => to);
  const going = sql`unnest(${ids}::uuid[], ${classes}::uuid[]) as going (enrolment_id, class_id)`;
  await sql`update enrolment e set class_id = going.class_id from ${going}
    where e.bimtek_id = ${bimtekId} and e.id = going.enrolment_id`.execute(trx);
  await sql`update class_membership m set class_id = going.class_id from ${going}
    where m.bimtek_id = ${bimtekId} and m.enrolment_id = going.enrolment_id and m.since >= ${now}`.execute(
    trx,
  );
  await sql`insert into class_membership (bimtek_id, enrolment_id, since, class_id)
    select ${bimtekId}, going.enrolment_id, ${now}, going.class_id from ${going}
    where not exists (select from class_membership m where m.bimtek_id = ${bimtekId}
      and m.enrolment_id = going.enrolment_id and m.since >= ${now})`.execute(trx);
  const event = { at: now, actorId: by, bimtekId };
  await appendEvents(trx, [
    {
      ...event,
      act: 'classes-split',
      subject: { kind: 'bimtek', id: bimtekId },
      detail: { count: moves.length, from: wish.from, to: wish.into.map(({ classId }) => classId) },
    },
    ...moves.map(({ member, to }) => ({
      ...event,
      act: 'class-changed',
      subject: { kind: 'enrolment', id: member.id },
      detail: { from: member.classId, to, since: now.toISOString() },
    })),
  ]);
  await refreshStanding(trx, bimtekId, ids, now);
  return ok({ moved: moves.length });
}
