import { type Kysely, sql } from 'kysely';

/**
 * Photographs and PDFs of signed sheets, as evidence of a session. Who takes one back takes the picture away and leaves
 * the row: that there was one, which (SHA-256), whose and why it went.
 */
const statements = [
  `create table attendance_evidence (
    id uuid primary key,
    bimtek_id uuid not null,
    session_id uuid not null,
    class_id uuid,
    sheet text not null check (length(sheet) <= 60),
    type text not null check (type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
    size integer not null check (size between 1 and 5242880),
    sha256 bytea not null check (length(sha256) = 32),
    bytes bytea,
    by_id uuid not null,
    at timestamptz not null,
    withdrawn_by uuid,
    withdrawn_at timestamptz,
    withdraw_reason text,
    foreign key (bimtek_id, session_id) references session (bimtek_id, id),
    foreign key (bimtek_id, class_id) references class (bimtek_id, id),
    check ((bytes is null) = (withdrawn_at is not null)),
    check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdraw_reason is null)),
    check (bytes is null or length(bytes) = size)
  )`,
  `create unique index attendance_evidence_once on attendance_evidence (session_id, sha256) where withdrawn_at is null`,
  `create index attendance_evidence_session on attendance_evidence (session_id)`,
  `create trigger attendance_evidence_kept before delete or truncate on attendance_evidence for each statement execute function refuse_change()`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
