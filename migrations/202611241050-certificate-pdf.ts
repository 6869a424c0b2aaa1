import { type Kysely, sql } from 'kysely';

/**
 * The PDF of a revision stands in a table of its own, filled right after the issuing transaction: rendering takes longer
 * than markers may wait for the locks of an issue. Numbers are looked up without regard to case.
 */
const statements = [
  `alter table certificate_revision drop column pdf, drop column pdf_sha256`,
  `create table certificate_pdf (
    certificate_id uuid not null,
    revision integer not null,
    pdf bytea not null,
    sha256 bytea not null check (octet_length(sha256) = 32),
    at timestamptz not null,
    primary key (certificate_id, revision),
    foreign key (certificate_id, revision) references certificate_revision (certificate_id, revision)
  )`,
  `create trigger certificate_pdf_frozen before update or delete on certificate_pdf for each row execute function refuse_change()`,
  `create index certificate_number on certificate (upper(number))`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
