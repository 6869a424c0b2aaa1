import { type Kysely, sql } from 'kysely';

/** Certificates with gap-free numbers, their revisions and events; clearance for PKDD held by three foreign keys; steps of a village. */
const statements = [
  `create table certificate_counter (
    issuer_id uuid not null references issuer,
    kind text not null,
    year integer not null,
    last integer not null check (last >= 0),
    primary key (issuer_id, kind, year)
  )`,
  `create table certificate (
    id uuid primary key,
    bimtek_id uuid not null references bimtek,
    person_id uuid not null references person,
    enrolment_id uuid,
    kind text not null check (kind in ('sertifikat', 'surat-keterangan', 'sertifikat-pelatih')),
    issuer_id uuid not null references issuer,
    year integer not null,
    seq integer not null check (seq > 0),
    number text not null,
    for_pkdd boolean not null,
    status text not null check (status in ('valid', 'suspended', 'revoked', 'replaced')),
    by_id uuid not null,
    at timestamptz not null,
    unique (person_id, bimtek_id, kind),
    unique (issuer_id, kind, year, seq),
    unique (issuer_id, number),
    unique (id, person_id, kind, for_pkdd, status),
    foreign key (bimtek_id, enrolment_id) references enrolment (bimtek_id, id),
    check (by_id <> person_id)
  )`,
  `create index certificate_bimtek on certificate (bimtek_id, enrolment_id)`,
  `create table certificate_revision (
    certificate_id uuid not null references certificate,
    revision integer not null check (revision >= 0),
    serial bytea not null unique check (octet_length(serial) = 16),
    code text collate "C" not null unique check (length(code) = 12),
    content jsonb not null,
    rule_no integer not null,
    pdf bytea not null,
    pdf_sha256 bytea not null check (octet_length(pdf_sha256) = 32),
    by_id uuid not null,
    at timestamptz not null,
    primary key (certificate_id, revision)
  )`,
  `create trigger certificate_revision_frozen before update or delete on certificate_revision for each row execute function refuse_change()`,
  `create table certificate_event (
    certificate_id uuid not null references certificate,
    no integer not null check (no > 0),
    event text not null check (event in ('issued', 'suspended', 'lifted', 'revoked', 'reissued', 'replaced')),
    reason text,
    by_id uuid not null,
    at timestamptz not null,
    primary key (certificate_id, no),
    check (event = 'issued' or reason is not null)
  )`,
  `create trigger certificate_event_frozen before update or delete on certificate_event for each row execute function refuse_change()`,
  // In force exactly while its row stands: the keys name a valid certificate, a confirmed SK and an active assignment.
  `create table clearance (
    village_code text collate "C" primary key references village,
    regency_code text collate "C" not null,
    person_id uuid not null,
    assignment_id uuid not null,
    decree_id uuid not null,
    certificate_id uuid not null,
    kind text not null default 'sertifikat' check (kind = 'sertifikat'),
    for_pkdd boolean not null default true check (for_pkdd),
    status text not null default 'valid' check (status = 'valid'),
    confirmed boolean not null default true check (confirmed),
    active boolean not null default true check (active),
    by_id uuid not null,
    at timestamptz not null,
    foreign key (certificate_id, person_id, kind, for_pkdd, status)
      references certificate (id, person_id, kind, for_pkdd, status) deferrable initially deferred,
    foreign key (decree_id, person_id, village_code, confirmed)
      references decree (id, person_id, village_code, confirmed) deferrable initially deferred,
    foreign key (assignment_id, person_id, village_code, active)
      references assignment (id, person_id, village_code, active) deferrable initially deferred,
    check (by_id <> person_id)
  )`,
  `create index clearance_certificate on clearance (certificate_id)`,
  `create index clearance_decree on clearance (decree_id)`,
  `create index clearance_assignment on clearance (assignment_id)`,
  `create index clearance_regency on clearance (regency_code)`,
  `create table clearance_event (
    assignment_id uuid not null references assignment,
    no integer not null check (no > 0),
    event text not null check (event in ('cleared', 'suspended')),
    reason text,
    by_id uuid not null,
    at timestamptz not null,
    primary key (assignment_id, no),
    check (event = 'cleared' or reason is not null)
  )`,
  `create trigger clearance_event_frozen before update or delete on clearance_event for each row execute function refuse_change()`,
  `create table pkdd_step (
    id uuid primary key,
    village_code text collate "C" not null,
    regency_code text collate "C" not null,
    kind text not null check (kind in ('rkdd-sk', 'sosialisasi', 'proposal', 'pelatihan')),
    no integer not null check (no > 0),
    on_date date not null,
    place text not null,
    men integer not null check (men >= 0),
    women integer not null check (women >= 0),
    evidence text not null,
    confirmed_by uuid,
    confirmed_at timestamptz,
    replaced_by uuid references pkdd_step,
    by_id uuid not null,
    at timestamptz not null,
    foreign key (village_code, regency_code) references village (code, regency_code),
    check ((confirmed_by is null) = (confirmed_at is null))
  )`,
  `create unique index pkdd_step_live on pkdd_step (village_code, kind, no) where replaced_by is null`,
  `create index pkdd_step_regency on pkdd_step (regency_code)`,
  `create index pkdd_step_replaced on pkdd_step (replaced_by)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
