import { type Kysely, sql } from 'kysely';

/** The second step of signing in: a secret shared with an app (sealed with a key outside the database), spare codes that were used. */
const statements = [
  `create table second_step (
    person_id uuid primary key references person,
    sealed bytea not null,
    spare_id uuid not null,
    last_step bigint not null,
    failed integer not null,
    not_before timestamptz,
    at timestamptz not null
  )`,
  // The codes themselves are derived from a key and spare_id; a row here is one that is gone.
  `create table spare_code_use (
    spare_id uuid not null,
    no integer not null check (no between 1 and 10),
    person_id uuid not null references person,
    at timestamptz not null,
    primary key (spare_id, no)
  )`,
  `create index spare_code_use_person on spare_code_use (person_id)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
