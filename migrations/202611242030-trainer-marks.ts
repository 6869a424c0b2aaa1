import { type Kysely, sql } from 'kysely';

/**
 * Whether a trainer was in a session: written by the panitia, never changed. A row names the one it replaces, each at
 * most once, so that of two panitia who change the same at once the second is told.
 */
const statements = [
  `create table trainer_mark (
    id uuid primary key,
    bimtek_id uuid not null,
    session_id uuid not null,
    person_id uuid not null references person,
    status text not null check (status in ('hadir', 'terlambat', 'izin', 'sakit', 'alpa')),
    replaces uuid references trainer_mark,
    by_id uuid not null references person,
    at timestamptz not null,
    foreign key (bimtek_id, session_id) references session (bimtek_id, id) on delete cascade,
    unique nulls not distinct (bimtek_id, session_id, person_id, replaces),
    check (person_id <> by_id)
  )`,
  `create index trainer_mark_session on trainer_mark (session_id, bimtek_id)`,
  `create index trainer_mark_person on trainer_mark (person_id, bimtek_id)`,
  `create index trainer_mark_replaces on trainer_mark (replaces)`,
  `create index trainer_mark_by on trainer_mark (by_id)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
