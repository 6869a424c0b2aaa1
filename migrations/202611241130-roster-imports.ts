import { type Kysely, sql } from 'kysely';

/** What each import did, so that it can be taken back, and what the last file said of each person, so that a correction made in Bekal is told from a file that changed. */
const statements = [
  `create table roster_import (
    id uuid primary key,
    bimtek_id uuid not null references bimtek,
    file_name text not null,
    counts jsonb not null,
    by_id uuid not null references person,
    at timestamptz not null,
    undone_at timestamptz,
    undone_by uuid references person,
    check ((undone_at is null) = (undone_by is null))
  )`,
  `create index roster_import_bimtek on roster_import (bimtek_id, at)`,
  `create index roster_import_by on roster_import (by_id)`,
  `create index roster_import_undone_by on roster_import (undone_by)`,
  `create table roster_import_row (
    import_id uuid not null references roster_import,
    person_id uuid not null references person,
    made_person boolean not null,
    enrolment_id uuid,
    decree_id uuid,
    assignment_id uuid,
    changes jsonb not null,
    said_before jsonb,
    primary key (import_id, person_id)
  )`,
  `create index roster_import_row_person on roster_import_row (person_id)`,
  `create table roster_line (
    bimtek_id uuid not null references bimtek,
    person_id uuid not null references person,
    said jsonb not null,
    at timestamptz not null,
    primary key (bimtek_id, person_id)
  )`,
  `create index roster_line_person on roster_line (person_id)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
