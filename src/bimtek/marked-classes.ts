import { sql } from 'kysely';
import type { Db, Trx } from '../database/schema.ts';

/** How many people of each class are marked: by class id. */
export type MarkedClasses = ReadonlyMap<string, number>;

/** Which classes have marks in the sessions of a bimtek: by session id. One statement; all sessions without `ids`. */
export async function markedClasses(
  db: Db | Trx,
  bimtekId: string,
  ids?: readonly string[],
): Promise<ReadonlyMap<string, MarkedClasses>> {
  const wanted = ids ? sql`and k.session_id = any(${ids}::uuid[])` : sql``;
  const { rows } = await sql<{ session: string; id: string; people: number }>`
    select k.session_id as session, m.class_id as id, count(distinct k.enrolment_id)::int as people
    from mark k join class_membership m on m.bimtek_id = k.bimtek_id and m.enrolment_id = k.enrolment_id
    where k.bimtek_id = ${bimtekId} ${wanted} group by 1, 2`.execute(db as Db);
  const bySession = Map.groupBy(rows, ({ session }) => session);
  return new Map(
    [...bySession].map(([session, classes]) => [
      session,
      new Map(classes.map(({ id, people }) => [id, people])),
    ]),
  );
}
