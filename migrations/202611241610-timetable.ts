import { type Kysely, sql } from 'kysely';

/**
 * Who of the panitia looks after a session (the column PIC of the official schedule), the holidays that are set by
 * decree each year and typed in by the panitia, and the texts for WhatsApp as they were made.
 */
const statements = [
  `alter table session add column pic text not null default '' check (length(pic) <= 120)`,
  `create table holiday (
    bimtek_id uuid not null references bimtek,
    day date not null,
    name text not null,
    primary key (bimtek_id, day)
  )`,
  `create table timetable_text (
    bimtek_id uuid not null,
    class_id uuid not null,
    no integer not null,
    body text not null,
    by_id uuid,
    at timestamptz not null,
    primary key (bimtek_id, class_id, no),
    foreign key (bimtek_id, class_id) references class (bimtek_id, id)
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
