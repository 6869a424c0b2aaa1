import { sql } from 'kysely';
import type { Db, Role } from '../database/schema.ts';
import type { Actor, Grant } from '../http/actor.ts';
import type { LoginSession } from './login-session.ts';

/**
 * The signed-in person with the roles alive now, read at each request: a role taken away, a deactivated account or
 * a moved scope counts from the next request on. Null when the account is not active.
 */
export async function readActor(db: Db, session: LoginSession, now: Date): Promise<Actor | null> {
  const person = await db
    .selectFrom('person as p')
    .innerJoin('account as a', 'a.person_id', 'p.id')
    .innerJoin('person as root', 'root.id', 'p.root_id')
    .select(['root.id', 'root.name'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('enrolment as e')
            .whereRef('e.person_id', '=', 'root.id')
            .select(sql`1`.as('one')),
        )
        .as('kader'),
    )
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('second_step as t')
            .whereRef('t.person_id', '=', 'p.id')
            .select(sql`1`.as('one')),
        )
        .as('second_step'),
    )
    .where('p.id', '=', session.personId)
    .where('a.active', '=', true)
    .executeTakeFirst();
  if (!person) return null;
  const grants = await readGrants(db, person.id, now);
  const roles = new Set<Role>(grants.map((grant) => grant.role));
  if (person.kader) roles.add('kader');
  return {
    personId: person.id,
    name: person.name,
    roles,
    grants,
    loginSession: session.idHash,
    sharedPhone: session.sharedPhone,
    secondStep: Boolean(person.second_step),
  };
}

async function readGrants(db: Db, personId: string, now: Date): Promise<Grant[]> {
  const rows = await db
    .selectFrom('role_grant')
    .selectAll()
    .where('person_id', '=', personId)
    .where('starts_at', '<=', now)
    .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now)]))
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    role: row.role,
    bimtekId: row.bimtek_id,
    provinceCode: row.province_code,
    regencyCode: row.regency_code,
    villageCode: row.village_code,
    allBimtek: row.all_bimtek,
    audit: row.audit,
    endsAt: row.ends_at,
  }));
}
