import { type Kysely, sql } from 'kysely';

/** Which column of a roster holds what, as a human said once; `headers` is a fingerprint of the header row. */
const statements = [
  `create table roster_mapping (
    bimtek_id uuid not null references bimtek,
    headers text not null,
    columns jsonb not null,
    by_id uuid not null references person,
    at timestamptz not null,
    primary key (bimtek_id, headers)
  )`,
  `create index roster_mapping_by on roster_mapping (by_id)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
