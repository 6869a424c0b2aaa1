import { type Kysely, sql } from 'kysely';

/** The bimtek: issuer, rules, classes, enrolments, timetable; SK and assignment of kader. Keys of a bimtek's own tables are (id, bimtek_id): an address carries the id alone, and a composite foreign key never joins two bimtek. */
const statements = [
  `create table issuer (
    id uuid primary key,
    unit text not null unique,
    name text not null,
    lines jsonb not null,
    place text not null,
    signatory_name text not null,
    signatory_title text not null,
    signatory_nip text,
    logo_svg text,
    at timestamptz not null
  )`,
  `create table bimtek (
    id uuid primary key,
    name text not null,
    label text not null,
    place text not null,
    time_zone text not null check (time_zone in ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura')),
    starts_on date not null,
    ends_on date not null,
    issuer_id uuid not null references issuer,
    counts_for_pkdd boolean not null,
    rule_no integer not null,
    pass_deadline timestamptz,
    issuing_here boolean not null default true,
    motif text not null default 'netral' check (motif in ('netral', 'minang')),
    at timestamptz not null,
    check (ends_on >= starts_on)
  )`,
  `create index bimtek_issuer on bimtek (issuer_id)`,
  `alter table role_grant add foreign key (bimtek_id) references bimtek`,
  `create index role_grant_bimtek on role_grant (bimtek_id)`,
  `create table rule_version (
    bimtek_id uuid not null references bimtek,
    no integer not null check (no > 0),
    body jsonb not null,
    by_id uuid,
    at timestamptz not null,
    primary key (bimtek_id, no)
  )`,
  `create trigger rule_version_frozen before update or delete on rule_version for each row execute function refuse_change()`,
  `create table class (
    id uuid not null,
    bimtek_id uuid not null references bimtek,
    letter text not null,
    primary key (id, bimtek_id),
    unique (bimtek_id, letter)
  )`,
  `create table class_trainer (
    bimtek_id uuid not null,
    class_id uuid not null,
    person_id uuid not null references person,
    since timestamptz not null,
    until timestamptz,
    primary key (bimtek_id, class_id, person_id, since),
    foreign key (bimtek_id, class_id) references class (bimtek_id, id)
  )`,
  `create index class_trainer_person on class_trainer (person_id)`,
  `create table enrolment (
    id uuid not null,
    bimtek_id uuid not null references bimtek,
    root_id uuid not null,
    person_id uuid not null references person,
    participant_no text not null,
    village_code text collate "C" not null references village,
    class_id uuid not null,
    joined_at timestamptz not null,
    ended_at timestamptz,
    end_reason text,
    primary key (id, bimtek_id),
    unique (bimtek_id, participant_no),
    foreign key (bimtek_id, root_id) references enrolment (bimtek_id, id),
    foreign key (bimtek_id, class_id) references class (bimtek_id, id),
    check ((ended_at is null) = (end_reason is null))
  )`,
  `create unique index enrolment_person_once on enrolment (bimtek_id, person_id) where root_id = id`,
  `create index enrolment_person on enrolment (person_id)`,
  `create index enrolment_root on enrolment (bimtek_id, root_id)`,
  `create index enrolment_class on enrolment (bimtek_id, class_id)`,
  `create index enrolment_village on enrolment (village_code)`,
  // Change points: the end of one stay is the since of the next, so two stays can never overlap.
  `create table class_membership (
    bimtek_id uuid not null,
    enrolment_id uuid not null,
    since timestamptz not null,
    class_id uuid not null,
    primary key (bimtek_id, enrolment_id, since),
    foreign key (bimtek_id, enrolment_id) references enrolment (bimtek_id, id),
    foreign key (bimtek_id, class_id) references class (bimtek_id, id)
  )`,
  `create index class_membership_class on class_membership (bimtek_id, class_id)`,
  `create table timetable_version (
    bimtek_id uuid not null references bimtek,
    no integer not null check (no > 0),
    changes jsonb not null,
    by_id uuid,
    at timestamptz not null,
    primary key (bimtek_id, no)
  )`,
  `create trigger timetable_version_frozen before update or delete on timetable_version for each row execute function refuse_change()`,
  `create table timetable_seen (
    bimtek_id uuid not null references bimtek,
    person_id uuid not null references person,
    no integer not null,
    primary key (bimtek_id, person_id)
  )`,
  `create index timetable_seen_person on timetable_seen (person_id)`,
  `create table session (
    id uuid not null,
    bimtek_id uuid not null references bimtek,
    no integer not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    half_jp integer not null check (half_jp between 0 and 40),
    topic text not null,
    subject text not null,
    room text not null,
    counted boolean not null,
    cancelled_at timestamptz,
    cancel_reason text,
    timetable_no integer not null,
    was jsonb,
    finished_at timestamptz,
    finished_by uuid references person,
    primary key (id, bimtek_id),
    check (ends_at > starts_at),
    check ((cancelled_at is null) = (cancel_reason is null))
  )`,
  `create index session_time on session (bimtek_id, starts_at)`,
  `create index session_finished_by on session (finished_by)`,
  `create table session_class (
    bimtek_id uuid not null,
    class_id uuid not null,
    session_id uuid not null,
    primary key (bimtek_id, class_id, session_id),
    foreign key (bimtek_id, class_id) references class (bimtek_id, id),
    foreign key (bimtek_id, session_id) references session (bimtek_id, id)
  )`,
  `create index session_class_session on session_class (session_id, bimtek_id)`,
  `create table session_trainer (
    bimtek_id uuid not null,
    session_id uuid not null,
    person_id uuid not null references person,
    primary key (bimtek_id, session_id, person_id),
    foreign key (bimtek_id, session_id) references session (bimtek_id, id)
  )`,
  `create index session_trainer_person on session_trainer (person_id)`,
  `create table decree (
    id uuid primary key,
    person_id uuid not null references person,
    village_code text collate "C" not null,
    regency_code text collate "C" not null,
    number text not null,
    dated date not null,
    typed_by uuid,
    confirmed boolean not null default false,
    confirmed_by uuid,
    confirmed_at timestamptz,
    ended_at timestamptz,
    at timestamptz not null,
    foreign key (village_code, regency_code) references village (code, regency_code),
    unique (id, person_id, village_code, confirmed),
    check (confirmed = (confirmed_at is not null and ended_at is null)),
    check (confirmed_by <> person_id)
  )`,
  `create index decree_person on decree (person_id, village_code)`,
  `create index decree_village on decree (village_code)`,
  `create table assignment (
    id uuid primary key,
    person_id uuid not null references person,
    village_code text collate "C" not null,
    regency_code text collate "C" not null,
    decree_id uuid references decree,
    from_date date not null,
    to_date date,
    active boolean not null,
    ended_at timestamptz,
    end_reason text,
    at timestamptz not null,
    foreign key (village_code, regency_code) references village (code, regency_code),
    unique (id, person_id, village_code, active),
    check (active = (ended_at is null)),
    check ((ended_at is null) = (end_reason is null))
  )`,
  // At most one active kader a village.
  `create unique index assignment_active on assignment (village_code) where active`,
  `create index assignment_person on assignment (person_id)`,
  `create index assignment_decree on assignment (decree_id)`,
  `create index assignment_regency on assignment (regency_code) where active`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
