import { sql } from 'kysely';
import { appendEvent } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { holdPeople, recount } from './hold-people.ts';
import type { Moved } from './merge-people.ts';
import { takeBackUntil } from './rules.ts';

export type TakeBack = { bimtekId: string; mergeId: string; by: string };
export type TakeBackRefusal = {
  reason: 'gone' | 'self' | 'late' | 'merged-since' | 'cleared-since' | 'same-nik';
};

/**
 * Takes a merge back within 30 days: what it moved goes back, what was written since stays where it was written.
 * Refused when the kept person was merged on (that one is taken back first), when a clearance was given since on what
 * would be parted, and when the kept one took over the NIK of the other.
 */
export async function takeBack(
  trx: Trx,
  wish: TakeBack,
  now: Date,
): Promise<Result<{ keptId: string; otherId: string }, TakeBackRefusal>> {
  const { bimtekId, mergeId, by } = wish;
  const row = await trx
    .selectFrom('person_merge')
    .select(['kept_id', 'other_id', 'moved', 'at', 'undone_at'])
    .where('id', '=', mergeId)
    .where('bimtek_id', '=', bimtekId)
    .forUpdate()
    .executeTakeFirst();
  if (!row || row.undone_at) return refused('gone');
  const { kept_id: keptId, other_id: otherId } = row;
  if (by === keptId || by === otherId) return refused('self');
  if (now > takeBackUntil(row.at)) return refused('late');
  const moved = row.moved as Moved;
  const touched = await holdPeople(trx, [keptId, otherId]);
  const wrong = await refusalOf(trx, { keptId, otherId, moved });
  if (wrong) return wrong;
  await moveBack(trx, { keptId, otherId, moved });
  await trx
    .updateTable('person_merge')
    .set({ undone_at: now, undone_by: by })
    .where('id', '=', mergeId)
    .execute();
  await recount(trx, [keptId, otherId], touched, now);
  await appendEvent(trx, {
    at: now,
    actorId: by,
    act: 'merge-undone',
    subject: { kind: 'person', id: keptId },
    bimtekId,
    detail: { merge: mergeId, other: otherId },
  });
  return ok({ keptId, otherId });
}

type Parted = { keptId: string; otherId: string; moved: Moved };

async function refusalOf(trx: Trx, { keptId, otherId, moved }: Parted) {
  const { rows } = await sql<{ onward: boolean; nik: boolean; cleared: boolean }>`select
    exists (select from person p where p.id = ${keptId} and p.root_id <> p.id) as onward,
    exists (select from person a join person b on b.nik_hmac = a.nik_hmac where a.id = ${keptId} and b.id = ${otherId}) as nik,
    exists (select from clearance k where k.person_id = ${keptId} and (
      (k.certificate_id = any(${moved.certificates}::uuid[]))::int + (k.decree_id = any(${moved.decrees}::uuid[]))::int
        + (k.assignment_id = any(${moved.assignments}::uuid[]))::int in (1, 2))) as cleared`.execute(trx);
  const [found] = rows;
  if (found?.onward) return refused('merged-since');
  if (found?.nik) return refused('same-nik');
  return found?.cleared ? refused('cleared-since') : undefined;
}

async function moveBack(trx: Trx, { keptId, otherId, moved }: Parted): Promise<void> {
  await sql`update person set root_id = ${otherId} where id = any(${moved.roots}::uuid[])`.execute(trx);
  for (const { id, bimtekId, from } of moved.enrolmentRoots)
    await trx
      .updateTable('enrolment')
      .set({ root_id: from })
      .where('id', '=', id)
      .where('bimtek_id', '=', bimtekId)
      .execute();
  const back = sql`set person_id = ${otherId} where person_id = ${keptId}`;
  await sql`update clearance ${back} and certificate_id = any(${moved.certificates}::uuid[])
    and decree_id = any(${moved.decrees}::uuid[]) and assignment_id = any(${moved.assignments}::uuid[])`.execute(
    trx,
  );
  for (const table of ['enrolment', 'certificate', 'decree', 'assignment'] as const)
    await sql`update ${sql.table(table)} ${back} and id = any(${moved[`${table}s`]}::uuid[])`.execute(trx);
}
