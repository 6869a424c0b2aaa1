import { type Kysely, sql } from 'kysely';

/**
 * Self check-in by a code on the wall of the hall: when it was shown, who guessed how often, and how many heads the
 * trainer counted. The codes themselves are derived from a key outside the database; a check-in is a mark.
 */
const statements = [
  `create table session_code (
    id uuid primary key,
    bimtek_id uuid not null,
    session_id uuid not null,
    opened_by uuid not null,
    opened_at timestamptz not null,
    closed_by uuid,
    closed_at timestamptz,
    foreign key (bimtek_id, session_id) references session (bimtek_id, id) on delete cascade,
    check ((closed_by is null) = (closed_at is null))
  )`,
  // Two trainers who open at once: the second finds the code of the first.
  `create unique index session_code_open on session_code (bimtek_id, session_id) where closed_at is null`,
  `create index session_code_session on session_code (session_id, bimtek_id)`,
  `create table code_try (
    code_id uuid not null references session_code on delete cascade,
    bimtek_id uuid not null,
    enrolment_id uuid not null,
    tries integer not null check (tries between 1 and 5),
    wrong integer not null check (wrong between 0 and tries),
    primary key (code_id, enrolment_id),
    foreign key (bimtek_id, enrolment_id) references enrolment (bimtek_id, id)
  )`,
  `create index code_try_enrolment on code_try (enrolment_id, bimtek_id)`,
  `create table head_count (
    bimtek_id uuid not null,
    session_id uuid not null,
    heads integer not null check (heads between 0 and 5000),
    by_id uuid not null,
    at timestamptz not null,
    primary key (bimtek_id, session_id),
    foreign key (bimtek_id, session_id) references session (bimtek_id, id) on delete cascade
  )`,
  `create index head_count_session on head_count (session_id, bimtek_id)`,
  // Who checked in to a session on the same phone.
  `create index mark_check_in on mark (session_id, device) where source = 'check-in'`,
  // Every mark asks which enrolments were merged into another one: hardly any.
  `create index enrolment_merged on enrolment (bimtek_id, id) where root_id <> id`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
