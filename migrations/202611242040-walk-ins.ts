import { type Kysely, sql } from 'kysely';

/**
 * Somebody in the room who is on no list: noted by the trainer, tied to a participant (who gets a mark) or dropped with
 * a reason by the panitia, once.
 */
const statements = [
  `create table walk_in (
    id uuid primary key,
    bimtek_id uuid not null,
    session_id uuid not null,
    name text not null check (length(name) between 1 and 60),
    place text not null check (length(place) <= 80),
    by_id uuid not null references person,
    at timestamptz not null,
    enrolment_id uuid,
    mark_id uuid references mark,
    drop_reason text check (length(drop_reason) between 1 and 200),
    settled_by uuid references person,
    settled_at timestamptz,
    foreign key (bimtek_id, session_id) references session (bimtek_id, id),
    foreign key (bimtek_id, enrolment_id) references enrolment (bimtek_id, id),
    check ((settled_by is null) = (settled_at is null)),
    check ((enrolment_id is null) = (mark_id is null)),
    check ((settled_at is null) = (enrolment_id is null and drop_reason is null)),
    check (enrolment_id is null or drop_reason is null)
  )`,
  `create index walk_in_session on walk_in (session_id, bimtek_id)`,
  `create index walk_in_waiting on walk_in (bimtek_id, at) where settled_at is null`,
  `create index walk_in_enrolment on walk_in (enrolment_id, bimtek_id)`,
  `create index walk_in_mark on walk_in (mark_id)`,
  `create index walk_in_by on walk_in (by_id)`,
  `create index walk_in_settled_by on walk_in (settled_by)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
