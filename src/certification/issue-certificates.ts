import { sql } from 'kysely';
import type { Db, Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { isPanitia } from './hold-certificate.ts';
import { readHolders, readPress } from './read-papers.ts';
import { lockEnrolments, refreshStanding } from './standing.ts';
import { issueKind, type IssueOutcome, type IssueWish, patternOf } from './write-papers.ts';

/** `not-panitia`: not of this bimtek; `issued-elsewhere`: another installation issues for it; `own`: only oneself is due. */
export type IssueRefusal =
  | { reason: 'not-panitia' }
  | { reason: 'issued-elsewhere' }
  | { reason: 'own' }
  | ({ reason: 'pattern' } & { pattern: string });
/** Markers wait at most 2 s for the locks of a batch: on a busy machine 25 papers took 0.5 s, and a single PDF 1 s. */
const BATCH = 25;

/**
 * Issues all that is due in a bimtek, batch by batch, each a transaction of its own: what was issued stays when a later
 * batch fails, and issuing again goes on from there. Panitia of the bimtek only, never for themselves. The PDFs are made
 * after the commit (`fillPdfs`, or whoever reads one first): see keep-pdf.ts. Source: product.md section 4.
 */
export async function issueDue(
  db: Db,
  wish: IssueWish,
  now: Date,
): Promise<Result<IssueOutcome, IssueRefusal>> {
  const all: IssueOutcome = { issued: [], unprintable: [], own: 0 };
  for (;;) {
    const skip = all.unprintable.map((row) => row.enrolmentId);
    const batch = await db.transaction().execute((trx) => issueBatch(trx, { ...wish, skip }, now));
    if (!batch.ok) return batch;
    all.issued.push(...batch.value.issued);
    all.unprintable.push(...batch.value.unprintable);
    all.own = batch.value.own;
    if (!batch.value.more) break;
  }
  return all.own > 0 && all.issued.length + all.unprintable.length === 0 ? refused('own') : ok(all);
}

type Batch = IssueOutcome & { more: boolean };

/** One batch in the caller's transaction: standings first, then a second statement reads who is still due, then the counter. */
export async function issueBatch(
  trx: Trx,
  wish: IssueWish & { skip?: readonly string[] },
  now: Date,
): Promise<Result<Batch, IssueRefusal>> {
  if (!(await isPanitia(trx, wish.by, wish.bimtekId, now))) return refused('not-panitia');
  const press = await readPress(trx, wish.bimtekId);
  if (!press) return refused('not-panitia');
  if (!press.issuingHere) return refused('issued-elsewhere');
  const { ids, own, more } = await candidates(trx, wish);
  await lockEnrolments(trx, wish.bimtekId, ids);
  const due = (await readHolders(trx, wish.bimtekId, ids)).filter((holder) => holder.due !== null);
  const outcome: Batch = { issued: [], unprintable: [], own, more };
  for (const kind of ['sertifikat', 'surat-keterangan'] as const) {
    const printed = await issueKind(
      trx,
      press,
      kind,
      due.filter((holder) => holder.due === kind),
      wish,
      now,
    );
    if (!printed.ok) return refused('pattern', { pattern: patternOf(press, kind) });
    outcome.issued.push(...printed.value.issued);
    outcome.unprintable.push(...printed.value.unprintable);
  }
  if (outcome.issued.length > 0) await refreshStanding(trx, wish.bimtekId, ids, now);
  return ok(outcome);
}

/** The next due rows by participant number, without the panitia's own; read without a lock, and again under it. */
async function candidates(trx: Trx, wish: IssueWish & { skip?: readonly string[] }) {
  const { rows } = await sql<{ id: string; own: boolean }>`
    select enrolment_id as id, person_id = ${wish.by} as own from standing
    where bimtek_id = ${wish.bimtekId} and due is not null and not (enrolment_id = any(${wish.skip ?? []}::uuid[]))
    order by own desc, participant_no collate "C" limit ${BATCH + 2}`.execute(trx);
  const others = rows.filter((row) => !row.own).map((row) => row.id);
  return {
    ids: others.slice(0, BATCH),
    own: rows.filter((row) => row.own).length,
    more: others.length > BATCH,
  };
}
