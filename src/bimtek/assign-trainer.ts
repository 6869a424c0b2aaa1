import { appendEvent } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { holdClass } from './classes.ts';

export type TrainerAct = { bimtekId: string; classId: string; personId: string; by: string | null };

/** Persons of `personIds` who hold the role pelatih at `now`. */
export async function trainersAmong(
  trx: Trx,
  personIds: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await trx
    .selectFrom('role_grant')
    .select('person_id')
    .where('person_id', 'in', [...personIds])
    .where('role', '=', 'pelatih')
    .where('starts_at', '<=', now)
    .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now)]))
    .execute();
  return new Set(rows.map(({ person_id }) => person_id));
}

/** Gives a class a trainer from `since` (default now); the person holds the role pelatih. */
export async function assignTrainer(
  trx: Trx,
  wish: TrainerAct & { since?: Date },
  now: Date,
): Promise<
  Result<{ classId: string }, { reason: 'no-class' } | { reason: 'no-trainer' } | { reason: 'already' }>
> {
  const { bimtekId, classId, personId } = wish;
  if (!(await holdClass(trx, bimtekId, classId))) return refused('no-class');
  if (!(await trainersAmong(trx, [personId], now)).has(personId)) return refused('no-trainer');
  if (await livingRow(trx, wish, now)) return refused('already');
  await trx
    .insertInto('class_trainer')
    .values({ bimtek_id: bimtekId, class_id: classId, person_id: personId, since: wish.since ?? now })
    .execute();
  await tell(trx, wish, 'trainer-assigned', now);
  return ok({ classId });
}

/** Takes a trainer off a class; what they marked stays theirs. */
export async function endTrainer(
  trx: Trx,
  wish: TrainerAct,
  now: Date,
): Promise<Result<{ classId: string }, { reason: 'gone' }>> {
  const row = await livingRow(trx, wish, now);
  if (!row) return refused('gone');
  await trx
    .updateTable('class_trainer')
    .set({ until: now })
    .where('bimtek_id', '=', wish.bimtekId)
    .where('class_id', '=', wish.classId)
    .where('person_id', '=', wish.personId)
    .where('until', 'is', null)
    .execute();
  await tell(trx, wish, 'trainer-ended', now);
  return ok({ classId: wish.classId });
}

const livingRow = (trx: Trx, wish: TrainerAct, now: Date) =>
  trx
    .selectFrom('class_trainer')
    .select('since')
    .where('bimtek_id', '=', wish.bimtekId)
    .where('class_id', '=', wish.classId)
    .where('person_id', '=', wish.personId)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', now)]))
    .forUpdate()
    .executeTakeFirst();

const tell = (trx: Trx, wish: TrainerAct, act: string, now: Date) =>
  appendEvent(trx, {
    at: now,
    actorId: wish.by,
    act,
    subject: { kind: 'class', id: wish.classId },
    bimtekId: wish.bimtekId,
    detail: { person: wish.personId },
  });
