import type { Trx } from '../../database/schema.ts';
import { type Result, ok } from '../../result.ts';

/**
 * Notes that a person knows a bimtek's timetable up to a version: their "Berubah" goes until the next change. A version
 * that does not exist yet is cut to the newest; an older tap never takes a newer one back.
 */
export async function markSeen(
  trx: Trx,
  wish: { personId: string; versions: readonly { bimtekId: string; no: number }[] },
): Promise<Result<null, never>> {
  for (const { bimtekId, no } of wish.versions) {
    const newest = await trx
      .selectFrom('timetable_version')
      .select((eb) => eb.fn.max('no').as('no'))
      .where('bimtek_id', '=', bimtekId)
      .executeTakeFirst();
    const seen = Math.min(no, newest?.no ?? 0);
    await trx
      .insertInto('timetable_seen')
      .values({ bimtek_id: bimtekId, person_id: wish.personId, no: seen })
      .onConflict((conflict) =>
        conflict
          .columns(['bimtek_id', 'person_id'])
          .doUpdateSet({ no: seen })
          .where('timetable_seen.no', '<', seen),
      )
      .execute();
  }
  return ok(null);
}
