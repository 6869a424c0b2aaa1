import { type RawBuilder, sql } from 'kysely';
import type { Db, Trx } from '../../database/schema.ts';

/** Somebody of an import, and the table that shows that they were at work already. */
export type Use = { personId: string; table: string };

/** What an import may take away with a person: rows that it wrote itself, or that say nothing of the person's own. */
export type Made = {
  /** Persons that were new. */
  people: readonly string[];
  enrolments: readonly string[];
  decrees: readonly string[];
  assignments: readonly string[];
};

/** Tables whose rows go with an enrolment or a person, as long as nothing else is there. */
const WITH_ENROLMENT = new Set(['enrolment', 'class_membership', 'standing']);
const WITH_PERSON = new Set(['person', 'roster_line', 'roster_import_row', 'not_duplicate']);

/**
 * Who of an import has been at work since: a login, or any row of any table that names the person or the enrolment and
 * was not written by the import. The tables are asked from the catalogue of the database, so that a new one is never
 * forgotten. Two statements.
 */
export async function findUses(db: Db | Trx, made: Made): Promise<Use[]> {
  const asked: RawBuilder<unknown>[] = [ownUses(made)];
  for (const { table, column, target } of await referring(db)) {
    const t = sql.ref(`t.${column}`);
    if (target === 'enrolment' && !WITH_ENROLMENT.has(table))
      asked.push(sql`select ${table}::text as "table", e.person_id as "personId" from ${sql.table(table)} t
        join enrolment e on e.id = ${t} where ${t} = any(${made.enrolments}::uuid[])`);
    if (target === 'person' && !WITH_PERSON.has(table) && !(table in OWN))
      asked.push(sql`select ${table}::text, ${t} from ${sql.table(table)} t
        where ${t} = any(${made.people}::uuid[])`);
  }
  const { rows } =
    await sql<Use>`select distinct "table", "personId" from (${sql.join(asked, sql` union all `)}) used
    order by "personId", "table"`.execute(db);
  return rows;
}

/** Rows of these tables are looked at one by one: the import itself writes some of them. */
const OWN: Readonly<Record<string, true>> = {
  account: true,
  slip: true,
  enrolment: true,
  decree: true,
  assignment: true,
};

const ownUses = ({ people, enrolments, decrees, assignments }: Made): RawBuilder<unknown> => sql`
  select 'account'::text as "table", a.person_id as "personId" from account a
    where a.person_id = any(${people}::uuid[]) and (a.first_signed_in_at is not null or a.password_hash is not null)
  union all select 'slip', s.person_id from slip s where s.person_id = any(${people}::uuid[]) and s.used_at is not null
  union all select 'enrolment', e.person_id from enrolment e
    where e.person_id = any(${people}::uuid[]) and e.id <> all(${enrolments}::uuid[])
  union all select 'decree', d.person_id from decree d
    where (d.person_id = any(${people}::uuid[]) and d.id <> all(${decrees}::uuid[]))
      or (d.id = any(${decrees}::uuid[]) and d.confirmed)
  union all select 'assignment', a.person_id from assignment a
    where a.person_id = any(${people}::uuid[]) and a.id <> all(${assignments}::uuid[])`;

type Reference = { table: string; column: string; target: string };

/** Every column that a foreign key lets name a person or an enrolment. */
async function referring(db: Db | Trx): Promise<Reference[]> {
  const { rows } = await sql<Reference>`
    select c.relname::text as "table", a.attname::text as "column", t.relname::text as target
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_class t on t.oid = k.confrelid
    join pg_namespace n on n.oid = t.relnamespace and n.nspname = current_schema()
    cross join lateral unnest(k.conkey) as part (attnum)
    join pg_attribute a on a.attrelid = c.oid and a.attnum = part.attnum
    where k.contype = 'f' and t.relname in ('person', 'enrolment') and a.attname <> 'bimtek_id'
    order by 1, 2`.execute(db);
  return rows;
}
