import { sql } from 'kysely';
import type { Db, ReadonlyDb, Trx } from '../database/schema.ts';
import { type ClassLetter, classesOf } from './classes.ts';

export type ParticipantFilter = {
  class?: string | undefined;
  regency?: string | undefined;
  /** Participant numbers; none means all. */
  no: readonly string[];
};

/**
 * Participants of a bimtek that have not ended, with account and place, of a class, a regency or numbers: what lists of
 * people begin with. The aliases are e, p, a, k, v and r.
 */
export function participants(
  db: Db | Trx | ReadonlyDb,
  bimtekId: string,
  filter: ParticipantFilter = { no: [] },
) {
  let people = (db as Db)
    .selectFrom('enrolment as e')
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .innerJoin('account as a', 'a.person_id', 'p.id')
    .innerJoin('class as k', (join) =>
      join.onRef('k.id', '=', 'e.class_id').onRef('k.bimtek_id', '=', 'e.bimtek_id'),
    )
    .innerJoin('village as v', 'v.code', 'e.village_code')
    .innerJoin('regency as r', 'r.code', 'v.regency_code')
    .where('e.bimtek_id', '=', bimtekId)
    .whereRef('e.root_id', '=', 'e.id')
    .where('e.ended_at', 'is', null);
  if (filter.class) people = people.where('e.class_id', '=', filter.class);
  if (filter.regency) people = people.where('v.regency_code', '=', filter.regency);
  if (filter.no.length > 0) people = people.where('e.participant_no', 'in', [...filter.no]);
  return people;
}

export type ParticipantChoices = {
  classes: ClassLetter[];
  regencies: { code: string; name: string }[];
};

/** What lists of participants can be filtered by: classes and kabupaten of the bimtek. */
export async function participantChoices(db: Db, bimtekId: string): Promise<ParticipantChoices> {
  const classes = await classesOf(db, bimtekId);
  const regencies = await db
    .selectFrom('regency as r')
    .select(['r.code', 'r.name'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('enrolment as e')
          .innerJoin('village as v', 'v.code', 'e.village_code')
          .select(sql`1`.as('one'))
          .where('e.bimtek_id', '=', bimtekId)
          .whereRef('v.regency_code', '=', 'r.code'),
      ),
    )
    .orderBy('r.code')
    .execute();
  return { classes, regencies };
}
