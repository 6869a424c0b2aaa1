import { type Kysely, sql } from 'kysely';

/** A roster between its check and "Simpan": the file, sealed (it holds NIK), gone after saving and after seven days. */
const statements = [
  `create table roster_draft (
    id uuid primary key,
    bimtek_id uuid not null references bimtek,
    file_name text not null,
    sealed bytea not null,
    by_id uuid not null references person,
    at timestamptz not null
  )`,
  `create index roster_draft_bimtek on roster_draft (bimtek_id)`,
  `create index roster_draft_by on roster_draft (by_id)`,
  `create index roster_draft_at on roster_draft (at)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
