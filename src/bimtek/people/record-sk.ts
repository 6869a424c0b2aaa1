import type { Trx } from '../../database/schema.ts';
import { assignKader, type AssignRefusal, type DecreeRefusal, recordDecree } from '../../pkdd/index.ts';
import { type Result, ok } from '../../result.ts';

/** The SK of a participant as the panitia types it, and the assignment from its day on. */
export async function recordSk(
  trx: Trx,
  wish: { personId: string; villageCode: string; number: string; dated: string; by: string },
  now: Date,
): Promise<Result<{ decreeId: string }, DecreeRefusal | AssignRefusal>> {
  const { personId, villageCode, number, dated, by } = wish;
  const recorded = await recordDecree(trx, { personId, villageCode, number, dated, typedBy: by }, now);
  if (!recorded.ok) return recorded;
  const assigned = await assignKader(
    trx,
    { personId, villageCode, decreeId: recorded.value.decreeId, fromDate: dated, by },
    now,
  );
  return assigned.ok ? ok({ decreeId: recorded.value.decreeId }) : assigned;
}
