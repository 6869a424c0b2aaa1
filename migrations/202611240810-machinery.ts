import { type Kysely, sql } from 'kysely';

/** Append-only guard, idempotency of writes, audit events, settings. */
const statements = [
  // One guard for every table of facts. Retention alone may pass, by naming the table in its own transaction.
  `create function refuse_change() returns trigger language plpgsql as $$
  begin
    if current_setting('bekal.retention', true) = tg_table_name then return coalesce(new, old); end if;
    raise exception 'table % is append-only', tg_table_name using errcode = 'restrict_violation';
  end $$`,
  `create table idempotency (
    actor text collate "C" not null,
    key text collate "C" not null,
    route text not null,
    body_hmac bytea not null,
    response jsonb not null,
    at timestamptz not null,
    primary key (actor, key)
  )`,
  `create index idempotency_at on idempotency using brin (at)`,
  `create table audit_event (
    id uuid primary key,
    seq bigint generated always as identity unique,
    at timestamptz not null,
    actor_id uuid,
    act text not null,
    subject_kind text not null,
    subject_id text not null,
    bimtek_id uuid,
    detail jsonb not null,
    hash bytea not null check (octet_length(hash) = 32)
  )`,
  `create index audit_event_subject on audit_event (subject_kind, subject_id)`,
  `create index audit_event_at on audit_event (at)`,
  `create trigger audit_event_frozen before update or delete on audit_event for each row execute function refuse_change()`,
  `create trigger audit_event_kept before truncate on audit_event for each statement execute function refuse_change()`,
  `create table setting (
    key text collate "C" primary key,
    value jsonb not null,
    by_id uuid,
    at timestamptz not null
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
