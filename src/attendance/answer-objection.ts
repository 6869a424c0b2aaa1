import { sql } from 'kysely';
import { appendEvent } from '../audit/index.ts';
import { organises, teachesSession } from '../bimtek/index.ts';
import { lockEnrolments } from '../certification/index.ts';
import type { MarkStatus, Trx } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';
import { newId } from '../id.ts';
import { ok, refused, type Result } from '../result.ts';
import { holdOpen } from './closing-state.ts';
import type { MarkRefusal } from './judge-mark.ts';
import { recordMarks } from './record-marks.ts';
import { PLAIN_MARK } from './rules.ts';

export type ObjectionAnswer = {
  objectionId: string;
  /** What is said to the kader. Accepting without a sentence takes over the kader's own. */
  reason: string;
} & (
  | { outcome: 'refused' }
  | {
      outcome: 'accepted';
      status: MarkStatus;
      minutesLate: number | null;
      bases: readonly string[];
      device: string;
    }
);

export type AnswerRefusal =
  | { reason: 'not-found' | 'own' | 'answered' | 'reason' }
  | { reason: 'mark'; mark: MarkRefusal };

/**
 * The trainer or the panitia answers an objection: accepted with a correction that names the marks it saw, or
 * refused with a sentence. Once, and not for oneself. `conflict`: somebody marked meanwhile, so it is a question now.
 */
export async function answerObjection(
  trx: Trx,
  actor: Actor,
  answer: ObjectionAnswer,
  now: Date,
): Promise<Result<{ conflict: boolean; counts: boolean }, AnswerRefusal>> {
  const objection = await findObjection(trx, actor, answer.objectionId, now);
  if (!objection) return refused('not-found');
  if (objection.personId === actor.personId) return refused('own');
  await holdOpen(trx, objection.bimtekId);
  await lockEnrolments(trx, objection.bimtekId, [objection.enrolmentId]);
  if (await isAnswered(trx, answer.objectionId)) return refused('answered');
  const reason = answer.reason || (answer.outcome === 'accepted' ? objection.says : '');
  if (!reason) return refused('reason');
  let mark: { id: string; conflict: boolean; counts: boolean } | null = null;
  if (answer.outcome === 'accepted') {
    const [outcome] = await recordMarks(trx, actor, [correction(objection, answer, reason)], now);
    if (outcome === undefined || outcome.outcome === 'refused')
      return refused('mark', { mark: outcome?.reason ?? 'not-found' });
    mark = { id: outcome.id, conflict: outcome.outcome === 'conflict', counts: outcome.counts };
  }
  await trx
    .insertInto('objection_answer')
    .values({
      objection_id: answer.objectionId,
      outcome: answer.outcome,
      mark_id: mark?.id ?? null,
      reason,
      by_id: actor.personId,
      at: now,
    })
    .execute();
  await appendEvent(trx, {
    at: now,
    actorId: actor.personId,
    act: 'objection-answered',
    subject: { kind: 'objection', id: answer.objectionId },
    bimtekId: objection.bimtekId,
    detail: { outcome: answer.outcome, mark: mark?.id ?? null },
  });
  return ok({ conflict: mark?.conflict ?? false, counts: mark?.counts ?? true });
}

type Found = { bimtekId: string; sessionId: string; enrolmentId: string; personId: string; says: string };

async function findObjection(trx: Trx, actor: Actor, id: string, now: Date): Promise<Found | undefined> {
  const { rows } = await sql<Found>`
    select o.bimtek_id as "bimtekId", o.session_id as "sessionId", o.enrolment_id as "enrolmentId",
      p.root_id as "personId", o.says
    from objection o
    join session s on s.id = o.session_id and s.bimtek_id = o.bimtek_id
    join enrolment e on e.id = o.enrolment_id and e.bimtek_id = o.bimtek_id
    join person p on p.id = e.person_id
    where o.id = ${id} and (${teachesSession(actor, 's', now)} or ${organises(actor, 's')})`.execute(trx);
  return rows[0];
}

const isAnswered = async (trx: Trx, id: string): Promise<boolean> =>
  (await trx
    .selectFrom('objection_answer')
    .select('objection_id')
    .where('objection_id', '=', id)
    .executeTakeFirst()) !== undefined;

const correction = (
  objection: Found,
  answer: Extract<ObjectionAnswer, { outcome: 'accepted' }>,
  reason: string,
) => ({
  ...PLAIN_MARK,
  id: newId(),
  sessionId: objection.sessionId,
  enrolmentId: objection.enrolmentId,
  status: answer.status,
  minutesLate: answer.minutesLate,
  bases: answer.bases,
  source: 'correction' as const,
  reason,
  device: answer.device,
});
