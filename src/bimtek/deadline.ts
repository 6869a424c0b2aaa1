import type { Trx } from '../database/schema.ts';
import { passDeadline } from './rules.ts';
import { readRules } from './settings.ts';

/** Writes the batas kelulusan anew from the last counted session and the rules in force. */
export async function refreshDeadline(trx: Trx, bimtekId: string): Promise<void> {
  const { pass_days: days } = await readRules(trx, bimtekId);
  const last = await trx
    .selectFrom('session')
    .select((eb) => eb.fn.max('ends_at').as('end'))
    .where('bimtek_id', '=', bimtekId)
    .where('counted', '=', true)
    .where('cancelled_at', 'is', null)
    .executeTakeFirstOrThrow();
  await trx
    .updateTable('bimtek')
    .set({ pass_deadline: passDeadline(last.end, days) })
    .where('id', '=', bimtekId)
    .execute();
}
