import { appendEvent } from '../audit/index.ts';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { completeRows, type RktlRefusal, type RktlRow } from './rules.ts';

type Own = { id: string; bimtek_id: string; personId: string };

/** Keeps the plan as it is typed; nobody else sees a draft. */
export async function saveRktlDraft(trx: Trx, own: Own, rows: readonly RktlRow[], now: Date): Promise<void> {
  const row = { rows: JSON.stringify(rows), at: now };
  await trx
    .insertInto('rktl_draft')
    .values({ bimtek_id: own.bimtek_id, enrolment_id: own.id, ...row })
    .onConflict((conflict) => conflict.columns(['bimtek_id', 'enrolment_id']).doUpdateSet(row))
    .execute();
}

export type SendRefusal =
  | RktlRefusal
  | { reason: 'waiting' }
  | { reason: 'accepted' }
  | { reason: 'not-open' };

/**
 * Sends the plan for review as a new round; its rows are frozen. Refused before the last session opens it, while
 * an earlier round waits, and after one was accepted.
 */
export async function sendRktl(
  trx: Trx,
  own: Own,
  opensAt: Date | null,
  rows: readonly RktlRow[],
  now: Date,
): Promise<Result<number, SendRefusal>> {
  if (!opensAt || now < opensAt) return refused('not-open');
  await lockEnrolments(trx, own.bimtek_id, [own.id]);
  const last = await trx
    .selectFrom('rktl_round')
    .select(['no', 'decision'])
    .where('bimtek_id', '=', own.bimtek_id)
    .where('enrolment_id', '=', own.id)
    .orderBy('no', 'desc')
    .executeTakeFirst();
  if (last && last.decision === null) return refused('waiting');
  if (last?.decision === 'accepted') return refused('accepted');
  const complete = completeRows(rows);
  if (!complete.ok) return complete;
  const no = (last?.no ?? 0) + 1;
  await saveRktlDraft(trx, own, rows, now);
  await trx
    .insertInto('rktl_round')
    .values({
      bimtek_id: own.bimtek_id,
      enrolment_id: own.id,
      no,
      rows: JSON.stringify(complete.value),
      submitted_at: now,
      person_id: own.personId,
      decision: null,
      comment: null,
      by_id: null,
      decided_at: null,
    })
    .execute();
  const subject = { kind: 'enrolment', id: own.id };
  await appendEvent(trx, {
    at: now,
    actorId: own.personId,
    act: 'rktl-sent',
    subject,
    bimtekId: own.bimtek_id,
    detail: { no },
  });
  await refreshStanding(trx, own.bimtek_id, [own.id], now);
  return ok(no);
}
