import { sql } from 'kysely';
import { appendEvent } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { newId } from '../id.ts';
import { type Result, ok, refused } from '../result.ts';
import { holdPeople, recount } from './hold-people.ts';
import { findPairs } from './pairs.ts';
import { orderedPair } from './rules.ts';

export type MergePeople = {
  bimtekId: string;
  keptId: string;
  otherId: string;
  by: string;
  /** Bimtek that `by` organises: nobody is merged whom they do not look after. */
  organised: readonly string[];
};
export type MergeRefusal = {
  reason: 'gone' | 'self' | 'has-role' | 'elsewhere' | 'keep-the-other' | 'both-cleared' | 'own-act';
};

/** Exactly what a merge moved, so that taking it back moves the same and nothing else. */
export type Moved = {
  /** Persons and enrolments whose root was the one that went. */
  roots: string[];
  enrolmentRoots: { id: string; bimtekId: string; from: string }[];
  enrolments: string[];
  certificates: string[];
  decrees: string[];
  assignments: string[];
  villages: string[];
};

/**
 * Two persons are one from now on. Marks, attempts, readings, RKTL stay with the enrolment where they were written and
 * are read together; certificates keep number and content; enrolments, SK, assignments and clearance of the other become
 * those of the one who is kept. Both logins lead to that person. Refused for whoever has a role (a merge must not hand
 * one on), for people of a bimtek that the actor does not organise, and where the other one has to be kept: its
 * participation goes on or a clearance stands on its own certificate.
 */
export async function mergePeople(
  trx: Trx,
  wish: MergePeople,
  now: Date,
): Promise<Result<{ mergeId: string }, MergeRefusal>> {
  const { keptId, otherId, by, bimtekId } = wish;
  if (by === keptId || by === otherId) return refused('self');
  const touched = await holdPeople(trx, [keptId, otherId]);
  const wrong = await refusalOf(trx, wish, [...touched.keys()]);
  if (wrong) return wrong;
  const moved = await move(trx, keptId, otherId);
  const mergeId = newId();
  await trx
    .insertInto('person_merge')
    .values({
      ...{ id: mergeId, bimtek_id: bimtekId, kept_id: keptId, other_id: otherId, by_id: by, at: now },
      moved: JSON.stringify(moved),
    })
    .execute();
  await recount(trx, [keptId, otherId], touched, now);
  await appendEvent(trx, {
    at: now,
    actorId: by,
    act: 'people-merged',
    subject: { kind: 'person', id: keptId },
    bimtekId,
    detail: { merge: mergeId, other: otherId, enrolments: moved.enrolmentRoots.map(({ id }) => id) },
  });
  return ok({ mergeId });
}

async function refusalOf(trx: Trx, wish: MergePeople, bimtek: readonly string[]) {
  const { keptId, otherId, bimtekId, organised } = wish;
  const [pair] = await findPairs(trx, bimtekId, organised, orderedPair(keptId, otherId));
  if (!pair) return refused('gone');
  if (bimtek.some((id) => !organised.includes(id))) return refused('elsewhere');
  const stuck = (whose: string, rival: string) => sql`exists (select from clearance k
    join certificate c on c.id = k.certificate_id
    join certificate o on o.bimtek_id = c.bimtek_id and o.kind = c.kind and o.person_id = ${rival}
    where k.person_id = ${whose})`;
  const { rows } = await sql<Record<'role' | 'own' | 'goesOn' | 'stuck' | 'both', boolean>>`select
    exists (select from role_grant g where g.person_id in (${keptId}, ${otherId})) as role,
    exists (select from decree d where d.person_id = ${otherId} and d.confirmed_by = ${keptId})
      or exists (select from certificate c where c.person_id = ${otherId} and c.by_id = ${keptId})
      or exists (select from clearance k where k.person_id = ${otherId} and k.by_id = ${keptId}) as own,
    exists (select from enrolment a join enrolment b on b.bimtek_id = a.bimtek_id and b.person_id = ${otherId} and b.root_id = b.id
        where a.person_id = ${keptId} and a.root_id = a.id and a.ended_at is not null and b.ended_at is null) as "goesOn",
    ${stuck(otherId, keptId)} as stuck, ${stuck(otherId, keptId)} and ${stuck(keptId, otherId)} as both`.execute(
    trx,
  );
  const [found] = rows;
  if (found?.role) return refused('has-role');
  if (found?.own) return refused('own-act');
  if (found?.both) return refused('both-cleared');
  return found?.goesOn || found?.stuck ? refused('keep-the-other') : undefined;
}

async function move(trx: Trx, keptId: string, otherId: string): Promise<Moved> {
  const roots = await ids(
    trx,
    sql`update person set root_id = ${keptId} where root_id = ${otherId} returning id`,
  );
  const shared = await sql<{ id: string; bimtekId: string; from: string }>`
    update enrolment e set root_id = a.id from enrolment a, enrolment b
    where a.person_id = ${keptId} and a.root_id = a.id and b.person_id = ${otherId} and b.root_id = b.id
      and b.bimtek_id = a.bimtek_id and e.bimtek_id = b.bimtek_id and e.root_id = b.id
    returning e.id, e.bimtek_id as "bimtekId", b.id as "from"`.execute(trx);
  const theirs = sql`set person_id = ${keptId} where person_id = ${otherId}`;
  return {
    roots,
    enrolmentRoots: shared.rows,
    enrolments: await ids(trx, sql`update enrolment ${theirs} and root_id = id returning id`),
    certificates: await ids(
      trx,
      sql`update certificate c ${theirs} and not exists (select from certificate o
        where o.person_id = ${keptId} and o.bimtek_id = c.bimtek_id and o.kind = c.kind) returning c.id`,
    ),
    decrees: await ids(trx, sql`update decree ${theirs} returning id`),
    assignments: await ids(trx, sql`update assignment ${theirs} returning id`),
    villages: await ids(trx, sql`update clearance ${theirs} returning village_code as id`),
  };
}

async function ids(trx: Trx, statement: ReturnType<typeof sql>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`${statement}`.execute(trx);
  return rows.map(({ id }) => id).toSorted();
}
