import { appendEvent } from '../audit/index.ts';
import type { StepKind, Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { STEPS } from './rules.ts';

export type NewStep = {
  /** Made by the form or the device: the same step sent twice is one step. */
  id: string;
  villageCode: string;
  kind: StepKind;
  no: number;
  onDate: string;
  place: string;
  men: number;
  women: number;
  evidence: string;
  by: string;
};
export type StepRefusal =
  | { reason: 'not-cleared' }
  | { reason: 'too-many' }
  | { reason: 'confirmed' }
  | { reason: 'future' }
  | { reason: 'other-content' };

/**
 * Records a step of a village (RKDD team SK, sosialisasi, proposal, trainings 1 to 4). Only once a kader was cleared
 * there; steps belong to the village, so the next cleared kader goes on from them. A step recorded again before it
 * was confirmed replaces the earlier one, which stays in the table.
 */
export async function recordStep(
  trx: Trx,
  step: NewStep,
  today: string,
  now: Date,
): Promise<Result<null, StepRefusal>> {
  if (step.onDate > today) return refused('future');
  const most = STEPS.find((known) => known.kind === step.kind)?.most ?? 0;
  if (step.no > most) return refused('too-many');
  const cleared = await trx
    .selectFrom('clearance')
    .select('regency_code')
    .where('village_code', '=', step.villageCode)
    .forUpdate()
    .executeTakeFirst();
  if (!cleared) return refused('not-cleared');
  const same = await trx
    .selectFrom('pkdd_step')
    .select(['village_code', 'kind', 'no'])
    .where('id', '=', step.id)
    .executeTakeFirst();
  if (same)
    return same.village_code === step.villageCode && same.kind === step.kind
      ? ok(null)
      : refused('other-content');
  const live = await trx
    .selectFrom('pkdd_step')
    .select(['id', 'confirmed_at'])
    .where('village_code', '=', step.villageCode)
    .where('kind', '=', step.kind)
    .where('no', '=', step.no)
    .where('replaced_by', 'is', null)
    .executeTakeFirst();
  if (live?.confirmed_at) return refused('confirmed');
  await replaceAndInsert(trx, step, cleared.regency_code, live?.id, now);
  const detail = { kind: step.kind, no: step.no, on: step.onDate, men: step.men, women: step.women };
  await appendEvent(trx, {
    at: now,
    actorId: step.by,
    act: 'pkdd-step-recorded',
    subject: { kind: 'village', id: step.villageCode },
    detail,
  });
  return ok(null);
}

/** The new row first stands as its own replacement, since only one live row of a kind may stand at a time. */
async function replaceAndInsert(
  trx: Trx,
  step: NewStep,
  regencyCode: string,
  replaces: string | undefined,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('pkdd_step')
    .values({
      id: step.id,
      village_code: step.villageCode,
      regency_code: regencyCode,
      kind: step.kind,
      no: step.no,
      on_date: step.onDate,
      place: step.place,
      men: step.men,
      women: step.women,
      evidence: step.evidence,
      confirmed_by: null,
      confirmed_at: null,
      replaced_by: replaces ? step.id : null,
      by_id: step.by,
      at: now,
    })
    .execute();
  if (!replaces) return;
  await trx.updateTable('pkdd_step').set({ replaced_by: step.id }).where('id', '=', replaces).execute();
  await trx.updateTable('pkdd_step').set({ replaced_by: null }).where('id', '=', step.id).execute();
}
