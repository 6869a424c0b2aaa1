import { sql } from 'kysely';
import type { Db, Role } from '../../database/schema.ts';
import { rolesOf } from '../me/queries.ts';
import { nameKey, readCode } from '../rules.ts';
import { readPhone } from '../sign-in.ts';

const ACCOUNTS_A_PAGE = 50;

export type AccountRow = {
  personId: string;
  name: string;
  phone: string | null;
  active: boolean;
  hasPassword: boolean;
  roles: Role[];
};

/** A page of accounts by name, after the person `after`; one more row than a page tells that there is another. */
export async function listAccounts(
  db: Db,
  q: string,
  after: string | undefined,
  now: Date,
): Promise<AccountRow[]> {
  let rows = db
    .selectFrom('person as p')
    .innerJoin('account as a', 'a.person_id', 'p.id')
    .select(['p.id', 'p.name', 'p.phone_e164', 'a.active', 'a.password_hash'])
    .select(livingRoles(now).as('roles'))
    .whereRef('p.root_id', '=', 'p.id');
  const phone = readPhone(q);
  const code = readCode(q, 8);
  if (phone)
    rows = rows.where((eb) => eb.or([eb('p.phone_e164', '=', phone), eb('a.login_phone', '=', phone)]));
  else if (q)
    rows = rows.where((eb) =>
      eb.or([
        eb('p.name_key', 'like', `%${nameKey(q)}%`),
        ...(code ? [eb('a.participant_code', '=', code)] : []),
      ]),
    );
  if (after)
    rows = rows.where(
      sql<boolean>`(p.name_key, p.id) > (select l.name_key, l.id from person l where l.id = ${after})`,
    );
  const found = await rows
    .orderBy('p.name_key')
    .orderBy('p.id')
    .limit(ACCOUNTS_A_PAGE + 1)
    .execute();
  return found.map((row) => ({
    personId: row.id,
    name: row.name,
    phone: row.phone_e164,
    active: row.active,
    hasPassword: row.password_hash !== null,
    roles: row.roles,
  }));
}

const livingRoles = (now: Date) => sql<Role[]>`array(
  select 'kader' where exists (select from enrolment e where e.person_id = p.id)
  union select g.role from role_grant g
    where g.person_id = p.id and g.starts_at <= ${now} and (g.ends_at is null or g.ends_at > ${now})
  order by 1)`;

export type Account = {
  personId: string;
  name: string;
  phone: string | null;
  participantCode: string;
  phoneSignsIn: boolean;
  active: boolean;
  hasPassword: boolean;
  failed: number;
  lockedUntil: Date | null;
  firstSignedInAt: Date | null;
  logins: number;
  secondStepSince: Date | null;
  kader: boolean;
  roles: Awaited<ReturnType<typeof rolesOf>>;
};

/** One account with its roles, for an admin. */
export async function findAccountOf(db: Db, personId: string, now: Date): Promise<Account | null> {
  const row = await db
    .selectFrom('person as p')
    .innerJoin('account as a', 'a.person_id', 'p.id')
    .leftJoin('second_step as t', 't.person_id', 'p.id')
    .selectAll('a')
    .select(['p.name', 'p.phone_e164', 't.at as second_step_since'])
    .select(sql<boolean>`exists (select from enrolment e where e.person_id = p.id)`.as('kader'))
    .select(
      sql<number>`(select count(*)::int from login_session s where s.person_id = p.id and s.ends_at > ${now} and s.idle_ends_at > ${now})`.as(
        'logins',
      ),
    )
    .where('p.id', '=', personId)
    .executeTakeFirst();
  if (!row) return null;
  return {
    personId,
    name: row.name,
    phone: row.phone_e164,
    participantCode: row.participant_code,
    phoneSignsIn: row.login_phone !== null,
    active: row.active,
    hasPassword: row.password_hash !== null,
    failed: row.failed,
    lockedUntil: row.not_before && row.not_before > now ? row.not_before : null,
    firstSignedInAt: row.first_signed_in_at,
    logins: row.logins,
    secondStepSince: row.second_step_since,
    kader: row.kader,
    roles: await rolesOf(db, personId, now),
  };
}

export type BimtekChoice = { id: string; name: string; label: string };

export const bimtekChoices = (db: Db): Promise<BimtekChoice[]> =>
  db.selectFrom('bimtek').select(['id', 'name', 'label']).orderBy('starts_on', 'desc').limit(100).execute();
