import { sql } from 'kysely';
import type { Db, Trx } from '../database/schema.ts';

/**
 * Marks and objections hold this lock together, closing and reopening hold it alone: nothing slips in between the
 * count of what is unfinished and the closing. Taken before `lockEnrolments`, in every writer.
 */
export async function holdOpen(trx: Trx, bimtekId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(hashtextextended(${`attendance ${bimtekId}`}, 0))`.execute(
    trx,
  );
}

export async function holdAlone(trx: Trx, bimtekId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`attendance ${bimtekId}`}, 0))`.execute(trx);
}

/** Closings are numbered from 1. A mark that came under closing n counts when n is at most `reopened`. */
export type ClosingState = {
  /** The number of the closing in force, null while presensi is open. */
  inForce: number | null;
  /** The highest closing that two panitia reopened, 0 for none. */
  reopened: number;
  /** The highest closing so far, 0 for none. */
  last: number;
};

export async function readClosing(db: Db | Trx, bimtekId: string): Promise<ClosingState> {
  const row = await db
    .selectFrom('closing as c')
    .leftJoin('reopening as r', (join) =>
      join
        .onRef('r.bimtek_id', '=', 'c.bimtek_id')
        .onRef('r.no', '=', 'c.no')
        .on('r.agreed_at', 'is not', null),
    )
    .select(({ fn }) => [fn.max('c.no').as('last'), fn.max('r.no').as('reopened')])
    .where('c.bimtek_id', '=', bimtekId)
    .executeTakeFirst();
  const last = row?.last ?? 0;
  const reopened = row?.reopened ?? 0;
  return { inForce: last > reopened ? last : null, reopened, last };
}
