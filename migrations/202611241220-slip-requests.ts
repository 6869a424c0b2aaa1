import { type Kysely, sql } from 'kysely';

/** "Lupa kata sandi": who asks for a new slip. At most one open request a person; a new slip settles it. */
const statements = [
  `create table slip_request (
    id uuid primary key,
    person_id uuid not null references person,
    at timestamptz not null,
    settled_at timestamptz
  )`,
  `create unique index slip_request_open on slip_request (person_id) where settled_at is null`,
  `create index slip_request_person on slip_request (person_id)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
