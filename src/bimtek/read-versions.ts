import type { Db, Trx } from '../database/schema.ts';
import type { Version } from './timetable-changes.ts';

/** The published versions of timetables, by bimtek. */
export async function readVersions(
  db: Db | Trx,
  bimtekIds: readonly string[],
): Promise<Map<string, Version[]>> {
  const rows = await (db as Db)
    .selectFrom('timetable_version')
    .select(['bimtek_id', 'no', 'changes'])
    .where('bimtek_id', 'in', bimtekIds)
    .orderBy('no')
    .execute();
  const found = new Map<string, Version[]>();
  for (const { bimtek_id, no, changes } of rows)
    found.set(bimtek_id, [...(found.get(bimtek_id) ?? []), { no, changes: changes as Version['changes'] }]);
  return found;
}
