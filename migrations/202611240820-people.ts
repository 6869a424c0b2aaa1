import { type Kysely, sql } from 'kysely';

/** Persons, how they sign in, roles with scope and dates. A NIK is stored only encrypted, with a keyed hash for look-up. */
const statements = [
  `create table person (
    id uuid primary key,
    root_id uuid not null references person,
    name text not null,
    name_key text collate "C" not null,
    title_prefix text,
    title_suffix text,
    sex text check (sex in ('L', 'P')),
    nik_cipher bytea,
    nik_hmac bytea check (octet_length(nik_hmac) = 32),
    phone_e164 text,
    name_confirmed_at timestamptz,
    consent_version text,
    consent_at timestamptz,
    latest_enrolment_id uuid,
    erased_at timestamptz,
    at timestamptz not null,
    check ((nik_cipher is null) = (nik_hmac is null))
  )`,
  `create unique index person_nik on person (nik_hmac) where root_id = id`,
  `create index person_root on person (root_id)`,
  `create index person_name on person (name_key)`,
  `create table account (
    person_id uuid primary key references person,
    login_phone text collate "C",
    participant_code text collate "C" not null unique,
    password_hash text,
    active boolean not null,
    failed integer not null,
    not_before timestamptz,
    first_signed_in_at timestamptz,
    at timestamptz not null
  )`,
  `create unique index account_phone on account (login_phone) where active`,
  `create table login_session (
    id_hash bytea primary key check (octet_length(id_hash) = 32),
    person_id uuid not null references person,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    idle_seconds integer not null check (idle_seconds > 0),
    idle_ends_at timestamptz not null,
    ends_at timestamptz not null,
    shared_phone boolean not null,
    label text not null
  )`,
  `create index login_session_person on login_session (person_id)`,
  `create index login_session_end on login_session (ends_at)`,
  `create table slip (
    id uuid primary key,
    person_id uuid not null references person,
    expires_at timestamptz not null,
    tries integer not null check (tries between 0 and 5),
    printed_at timestamptz,
    sent_at timestamptz,
    used_at timestamptz,
    void_at timestamptz,
    by_id uuid,
    at timestamptz not null
  )`,
  `create unique index slip_live on slip (person_id) where used_at is null and void_at is null`,
  `create index slip_person on slip (person_id)`,
  `create table role_grant (
    id uuid primary key,
    person_id uuid not null references person,
    role text not null check (role in ('duta', 'pelatih', 'korkab', 'panitia', 'admin', 'pemantau')),
    bimtek_id uuid,
    province_code text collate "C" references province,
    regency_code text collate "C" references regency,
    village_code text collate "C" references village,
    all_bimtek boolean not null default false,
    audit boolean not null default false,
    starts_at timestamptz not null,
    ends_at timestamptz,
    by_id uuid,
    at timestamptz not null,
    check (ends_at is null or ends_at >= starts_at),
    check (case role
      when 'duta' then village_code is not null
      when 'korkab' then regency_code is not null
      when 'panitia' then bimtek_id is not null or all_bimtek
      when 'pemantau' then province_code is not null or regency_code is not null or village_code is not null or all_bimtek
      else true end)
  )`,
  `create index role_grant_person on role_grant (person_id)`,
  `create index role_grant_regency on role_grant (regency_code)`,
  `create index role_grant_village on role_grant (village_code)`,
  `create index role_grant_province on role_grant (province_code)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
