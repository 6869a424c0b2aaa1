import { type Kysely, sql } from 'kysely';

/**
 * What the berita acara of a closing says, kept in the same transaction: figures, names, earlier closings. A paper that
 * was signed can be printed again to the byte, also after presensi was reopened and a name corrected.
 */
const statements = [
  `create table closing_record (
    bimtek_id uuid not null,
    no integer not null,
    body jsonb not null,
    primary key (bimtek_id, no),
    foreign key (bimtek_id, no) references closing
  )`,
  `create trigger closing_record_frozen before update or delete on closing_record for each row execute function refuse_change()`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
