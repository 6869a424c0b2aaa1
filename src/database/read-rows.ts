import { type RawBuilder, sql } from 'kysely';
import type { ReadonlyDb } from './schema.ts';

/**
 * The rows of a written-out SELECT through a connection that can only read (it takes no bare SQL). The SELECT stands
 * as a subquery that nothing is added to, so its order is the order of the rows.
 */
export async function readRows<Row>(db: ReadonlyDb, query: RawBuilder<Row>): Promise<Row[]> {
  const rows = await db
    .selectFrom(sql<Record<string, unknown>>`(${query})`.as('rows'))
    .selectAll()
    .execute();
  return rows as Row[];
}
