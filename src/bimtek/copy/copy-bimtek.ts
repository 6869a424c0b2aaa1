import { appendEvent } from '../../audit/index.ts';
import type { Trx } from '../../database/schema.ts';
import { type Result, ok, refused } from '../../result.ts';
import { assignTrainer, trainersAmong } from '../assign-trainer.ts';
import { type BimtekRefusal, createBimtek } from '../create-bimtek.ts';
import { createClasses } from '../create-classes.ts';
import { planSessions } from '../plan-session.ts';
import { readRules } from '../settings.ts';
import type { SessionRefusal } from '../timetable.ts';
import { type CopyPlan, type CopyWish, planCopy } from './plan-copy.ts';

export type CopyBimtek = CopyWish & { sourceId: string; by: string };
export type CopyRefusal = BimtekRefusal | SessionRefusal | { reason: 'copied' };

/**
 * A new bimtek like another one, in one act: issuer, motif and rules in force, course versions, classes, and the
 * sessions that were not cancelled, with all days moved together. People, marks and results are not copied. Whoever
 * copies becomes its panitia. Refused when there is one of that name, label and day already (`copied`).
 */
export async function copyBimtek(
  trx: Trx,
  wish: CopyBimtek,
  now: Date,
): Promise<Result<{ bimtekId: string }, CopyRefusal>> {
  const { sourceId, name, label, place, startsOn, by } = wish;
  const source = await trx
    .selectFrom('bimtek')
    .selectAll()
    .where('id', '=', sourceId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const there = await trx
    .selectFrom('bimtek')
    .select('id')
    .where('name', '=', name)
    .where('label', '=', label)
    .where('starts_on', '=', startsOn)
    .executeTakeFirst();
  if (there) return refused('copied');
  const from = {
    id: sourceId,
    zone: source.time_zone,
    startsOn: source.starts_on,
    endsOn: source.ends_on,
  };
  const plan = await planCopy(trx, from, startsOn);
  const made = await createBimtek(
    trx,
    {
      ...{ name, label, place, startsOn, endsOn: plan.endsOn, timeZone: source.time_zone },
      ...{ countsForPkdd: source.counts_for_pkdd, issuerId: source.issuer_id, motif: source.motif },
      ...{ rules: await readRules(trx, sourceId), panitiaId: by, by },
    },
    now,
  );
  if (!made.ok) return made;
  const { bimtekId } = made.value;
  await copyCourses(trx, sourceId, bimtekId);
  const planned = await copyTimetable(trx, wish, plan, bimtekId, now);
  if (!planned.ok) return planned;
  await appendEvent(trx, {
    at: now,
    actorId: by,
    act: 'bimtek-copied',
    subject: { kind: 'bimtek', id: bimtekId },
    bimtekId,
    detail: { source: sourceId, days: plan.days, count: plan.sessions.length },
  });
  return ok({ bimtekId });
}

/** The very versions of the source, instead of the newest ones. */
async function copyCourses(trx: Trx, sourceId: string, bimtekId: string): Promise<void> {
  await trx.deleteFrom('bimtek_course').where('bimtek_id', '=', bimtekId).execute();
  const used = await trx.selectFrom('bimtek_course').selectAll().where('bimtek_id', '=', sourceId).execute();
  if (used.length === 0) return;
  await trx
    .insertInto('bimtek_course')
    .values(used.map((row) => ({ ...row, bimtek_id: bimtekId })))
    .execute();
}

async function copyTimetable(
  trx: Trx,
  wish: CopyBimtek,
  plan: CopyPlan,
  bimtekId: string,
  now: Date,
): Promise<Result<unknown, SessionRefusal>> {
  if (plan.classes.length === 0) return ok(null);
  const letters = plan.classes.map(({ letter }) => letter);
  const classes = await createClasses(trx, { bimtekId, letters, by: wish.by }, now);
  if (!classes.ok) throw new Error('a new bimtek has no classes yet');
  const byLetter = new Map(classes.value.map(({ id, letter }) => [letter, id]));
  const named = plan.sessions.flatMap(({ trainerIds }) => trainerIds);
  const teaching = wish.trainers ? await trainersAmong(trx, [...new Set(named)], now) : new Set<string>();
  if (wish.trainers) await copyTrainers(trx, wish, plan, { bimtekId, byLetter }, now);
  const sessions = plan.sessions.map((session) => ({
    ...session,
    classIds: session.letters.flatMap((letter) => byLetter.get(letter) ?? []),
    trainerIds: session.trainerIds.filter((id) => teaching.has(id)),
  }));
  return planSessions(trx, { bimtekId, sessions, by: wish.by }, now);
}

/** Who teaches a class of the source now and still is a pelatih. */
async function copyTrainers(
  trx: Trx,
  { sourceId, by }: CopyBimtek,
  { classes }: CopyPlan,
  { bimtekId, byLetter }: { bimtekId: string; byLetter: ReadonlyMap<string, string> },
  now: Date,
): Promise<void> {
  const rows = await trx
    .selectFrom('class_trainer')
    .select(['class_id', 'person_id'])
    .distinct()
    .where('bimtek_id', '=', sourceId)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', now)]))
    .orderBy('class_id')
    .orderBy('person_id')
    .execute();
  const teaching = await trainersAmong(
    trx,
    rows.map(({ person_id }) => person_id),
    now,
  );
  for (const { class_id, person_id: personId } of rows) {
    const classId = byLetter.get(classes.find(({ id }) => id === class_id)?.letter ?? '');
    if (!classId || !teaching.has(personId)) continue;
    const given = await assignTrainer(trx, { bimtekId, classId, personId, by }, now);
    if (!given.ok) throw new Error(`a new class has no trainer yet: ${given.refusal.reason}`);
  }
}
