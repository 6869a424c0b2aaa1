import { sql } from 'kysely';
import type { Db, Trx } from '../../database/schema.ts';
import type { Columns } from '../roster/index.ts';

/** What was said about the columns of earlier files of this bimtek, by the fingerprint of their headers. */
export async function readMappings(db: Db | Trx, bimtekId: string): Promise<Record<string, Columns>> {
  const rows = await db
    .selectFrom('roster_mapping')
    .select(['headers', 'columns'])
    .where('bimtek_id', '=', bimtekId)
    .orderBy('headers')
    .execute();
  return Object.fromEntries(rows.map(({ headers, columns }) => [headers, columns as Columns]));
}

/** Keeps what a human said about the columns, for every file of this bimtek with these headers; the last word counts. */
export async function rememberMapping(
  trx: Trx,
  wish: { bimtekId: string; headers: string; columns: Columns; by: string },
  now: Date,
): Promise<void> {
  await trx
    .insertInto('roster_mapping')
    .values({
      bimtek_id: wish.bimtekId,
      headers: wish.headers,
      columns: JSON.stringify(wish.columns),
      by_id: wish.by,
      at: now,
    })
    .onConflict((on) =>
      on.columns(['bimtek_id', 'headers']).doUpdateSet({
        columns: sql`excluded.columns`,
        by_id: sql`excluded.by_id`,
        at: sql`excluded.at`,
      }),
    )
    .execute();
}
