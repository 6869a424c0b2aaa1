import type { Db, Trx } from '../database/schema.ts';

/**
 * True while presensi of the bimtek is closed (kunci presensi) and not reopened by two panitia: then the timetable and
 * the classes that decide what counts stand still.
 */
export async function isClosed(db: Db | Trx, bimtekId: string): Promise<boolean> {
  const last = await db
    .selectFrom('closing as c')
    .leftJoin('reopening as r', (join) =>
      join
        .onRef('r.bimtek_id', '=', 'c.bimtek_id')
        .onRef('r.no', '=', 'c.no')
        .on('r.agreed_at', 'is not', null),
    )
    .select('r.no as reopened')
    .where('c.bimtek_id', '=', bimtekId)
    .orderBy('c.no', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last !== undefined && last.reopened === null;
}
