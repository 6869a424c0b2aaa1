import { type Kysely, sql } from 'kysely';

/** Who came to the hall, when, and which desk said so. An undone arrival stays as a row: what a desk did is never erased. */
const statements = [
  `create table arrival (
    id uuid primary key,
    bimtek_id uuid not null,
    enrolment_id uuid not null,
    kloter text,
    letter boolean not null,
    by_id uuid not null references person,
    at timestamptz not null,
    undone_by uuid references person,
    undone_at timestamptz,
    foreign key (bimtek_id, enrolment_id) references enrolment (bimtek_id, id),
    check ((undone_by is null) = (undone_at is null))
  )`,
  // Two desks that confirm the same person at once: the second finds the row of the first.
  `create unique index arrival_standing on arrival (bimtek_id, enrolment_id) where undone_at is null`,
  `create index arrival_enrolment on arrival (enrolment_id, bimtek_id)`,
  `create index arrival_by on arrival (by_id)`,
  `create index arrival_undone_by on arrival (undone_by)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
