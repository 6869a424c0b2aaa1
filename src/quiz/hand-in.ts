import { sql } from 'kysely';
import { appendEvent } from '../audit/index.ts';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';
import type { Db, Trx } from '../database/schema.ts';
import { gradeAttempt } from './grade-attempt.ts';
import { endsAt, graceEndsAt } from './plan.ts';
import type { Layout } from './question.ts';

export type HandIn = { attemptId: string; bimtekId: string; enrolmentId: string; personId: string | null };
export type HandedIn = { by: 'kader' | 'clock' | 'paper'; scoreBp: number };

/**
 * Hands an attempt in and grades it in the same transaction. Its time over: it was handed in by the clock at its end,
 * however late one asks. Handed in already: what that gave; so pressing twice does nothing more.
 */
export async function handIn(trx: Trx, wish: HandIn, now: Date): Promise<HandedIn> {
  await lockEnrolments(trx, wish.bimtekId, [wish.enrolmentId]);
  const attempt = await lockAttempt(trx, wish.attemptId);
  if (!attempt) throw new Error(`attempt ${wish.attemptId} is gone`);
  if (attempt.handed_in_by && attempt.score_bp !== null)
    return { by: attempt.handed_in_by, scoreBp: attempt.score_bp };
  const handedIn = await close(trx, attempt, wish.personId, now);
  await refreshStanding(trx, wish.bimtekId, [wish.enrolmentId], now);
  return handedIn;
}

type LockedAttempt = NonNullable<Awaited<ReturnType<typeof lockAttempt>>>;

/** Waits for answers being saved (they share the row) and keeps new ones out until this transaction ends. */
export async function lockAttempt(trx: Trx, id: string) {
  await trx.selectFrom('attempt').select('id').where('id', '=', id).forUpdate().execute();
  const row = await trx
    .selectFrom('attempt as t')
    .innerJoin('enrolment as e', (join) =>
      join.onRef('e.bimtek_id', '=', 't.bimtek_id').onRef('e.id', '=', 't.enrolment_id'),
    )
    .innerJoin('enrolment as r', (join) =>
      join.onRef('r.bimtek_id', '=', 'e.bimtek_id').onRef('r.id', '=', 'e.root_id'),
    )
    .innerJoin('bimtek as b', 'b.id', 't.bimtek_id')
    .innerJoin('rule_version as v', (join) =>
      join.onRef('v.bimtek_id', '=', 'b.id').onRef('v.no', '=', 'b.rule_no'),
    )
    .select([
      't.id',
      't.bimtek_id',
      't.quiz_id',
      't.no',
      't.layout',
      't.handed_in_by',
      't.score_bp',
      't.late_decision',
    ])
    .select([endsAt('t', 'r').as('ends_at'), graceEndsAt('t', 'r', 'v').as('grace_ends_at')])
    .where('t.id', '=', id)
    .executeTakeFirst();
  return row && { ...row, layout: row.layout as Layout };
}

async function close(
  trx: Trx,
  attempt: LockedAttempt,
  personId: string | null,
  now: Date,
): Promise<HandedIn> {
  const over = attempt.ends_at !== null && attempt.ends_at <= now;
  const by = over ? 'clock' : 'kader';
  const scoreBp = await gradeAttempt(trx, attempt, false);
  await trx
    .updateTable('attempt')
    .set({
      handed_in_at: over ? attempt.ends_at : now,
      handed_in_by: by,
      score_bp: scoreBp,
      ends_at: attempt.ends_at,
      grace_ends_at: attempt.grace_ends_at,
    })
    .where('id', '=', attempt.id)
    .execute();
  await appendEvent(trx, {
    at: now,
    actorId: over ? null : personId,
    act: 'attempt-handed-in',
    subject: { kind: 'attempt', id: attempt.id },
    bimtekId: attempt.bimtek_id,
    detail: { quiz: attempt.quiz_id, no: attempt.no, by, score_bp: scoreBp },
  });
  return { by, scoreBp };
}

const BATCH = 100;

/**
 * Hands in every attempt whose time is over; returns how many. `attemptId`: only that one, when someone asks for it.
 * May run late, twice, or in two processes: each attempt is handed in once, at its own end.
 */
export async function handInDue(db: Db, now: Date, attemptId?: string): Promise<number> {
  let done = 0;
  for (;;) {
    const due = await findDue(db, now, attemptId);
    if (due.length === 0) return done;
    for (const [bimtekId, ids] of byBimtek(due)) done += await handInBatch(db, bimtekId, ids, now);
    if (due.length < BATCH) return done;
  }
}

type Due = { id: string; bimtek_id: string; enrolment_id: string };

function findDue(db: Db, now: Date, attemptId?: string): Promise<Due[]> {
  let due = db
    .selectFrom('attempt as t')
    .innerJoin('enrolment as e', (join) =>
      join.onRef('e.bimtek_id', '=', 't.bimtek_id').onRef('e.id', '=', 't.enrolment_id'),
    )
    .innerJoin('enrolment as r', (join) =>
      join.onRef('r.bimtek_id', '=', 'e.bimtek_id').onRef('r.id', '=', 'e.root_id'),
    )
    .select(['t.id', 't.bimtek_id', 'r.id as enrolment_id'])
    .where('t.handed_in_at', 'is', null)
    .where((eb) => eb.or([eb('t.ends_at', '<=', now), eb('t.kind', '=', 'pre')]))
    .where(sql<boolean>`${endsAt('t', 'r')} <= ${now}`)
    .orderBy('t.id')
    .limit(BATCH);
  if (attemptId) due = due.where('t.id', '=', attemptId);
  return due.execute();
}

const byBimtek = (due: readonly Due[]): Map<string, Due[]> => Map.groupBy(due, (one) => one.bimtek_id);

function handInBatch(db: Db, bimtekId: string, due: readonly Due[], now: Date): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const enrolments = due.map((one) => one.enrolment_id);
    await lockEnrolments(trx, bimtekId, enrolments);
    let done = 0;
    for (const { id } of due) {
      const attempt = await lockAttempt(trx, id);
      if (!attempt || attempt.handed_in_by || !attempt.ends_at || attempt.ends_at > now) continue;
      await close(trx, attempt, null, now);
      done++;
    }
    if (done > 0) await refreshStanding(trx, bimtekId, enrolments, now);
    return done;
  });
}
