import { type Kysely, sql } from 'kysely';

/** Persons found to be one, with what moved so that it can be taken back; and pairs that a human said are two. */
const statements = [
  `create table person_merge (
    id uuid primary key,
    bimtek_id uuid not null references bimtek,
    kept_id uuid not null references person,
    other_id uuid not null references person,
    moved jsonb not null,
    by_id uuid not null references person,
    at timestamptz not null,
    undone_at timestamptz,
    undone_by uuid references person,
    check (kept_id <> other_id),
    check (by_id <> kept_id and by_id <> other_id),
    check ((undone_at is null) = (undone_by is null))
  )`,
  `create unique index person_merge_live on person_merge (other_id) where undone_at is null`,
  `create index person_merge_bimtek on person_merge (bimtek_id, at)`,
  `create index person_merge_kept on person_merge (kept_id)`,
  `create index person_merge_by on person_merge (by_id)`,
  `create index person_merge_undone_by on person_merge (undone_by)`,
  `create table not_duplicate (
    one_id uuid not null references person,
    other_id uuid not null references person,
    by_id uuid not null references person,
    at timestamptz not null,
    primary key (one_id, other_id),
    check (one_id < other_id)
  )`,
  `create index not_duplicate_other on not_duplicate (other_id)`,
  `create index not_duplicate_by on not_duplicate (by_id)`,
  // The unique one is of persons who stand for themselves; a merged person's NIK still leads to the one who is kept.
  `create index person_nik_any on person (nik_hmac)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
