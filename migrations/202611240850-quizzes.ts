import { type Kysely, sql } from 'kysely';

/** Questions by version, attempts, answers as appended events. An answer event has no foreign key to its attempt: the statement that writes it has just read the attempt, and the key cost a fifth of the rate. */
const statements = [
  `create table question_version (
    id uuid primary key,
    course_id text collate "C" not null references course,
    question_id text collate "C" not null,
    no integer not null check (no > 0),
    sha256 bytea not null check (octet_length(sha256) = 32),
    type text not null,
    body jsonb not null,
    key jsonb not null,
    tags text[] not null,
    at timestamptz not null,
    unique (course_id, question_id, no),
    unique (course_id, question_id, sha256)
  )`,
  `create trigger question_version_frozen before update or delete on question_version for each row execute function refuse_change()`,
  `create table quiz (
    course_id text collate "C" not null,
    version_no integer not null,
    id text collate "C" not null,
    kind text not null check (kind in ('pre', 'module', 'post')),
    module_id text collate "C",
    title text not null,
    pool jsonb not null,
    draw jsonb not null,
    primary key (course_id, version_no, id),
    foreign key (course_id, version_no) references course_version,
    foreign key (course_id, version_no, module_id) references course_module,
    check ((kind = 'module') = (module_id is not null))
  )`,
  `create index quiz_module on quiz (course_id, version_no, module_id)`,
  `create table attempt (
    id uuid not null,
    bimtek_id uuid not null,
    enrolment_id uuid not null,
    course_id text collate "C" not null,
    version_no integer not null,
    quiz_id text collate "C" not null,
    kind text not null check (kind in ('pre', 'module', 'post')),
    no integer not null check (no > 0),
    form text,
    layout jsonb not null,
    started_at timestamptz not null,
    ends_at timestamptz,
    grace_ends_at timestamptz,
    handed_in_at timestamptz,
    handed_in_by text check (handed_in_by in ('kader', 'clock', 'paper')),
    score_bp integer check (score_bp between 0 and 10000),
    late_decision text check (late_decision in ('accepted', 'refused')),
    late_by uuid,
    primary key (id, bimtek_id),
    unique (bimtek_id, enrolment_id, quiz_id, no),
    foreign key (bimtek_id, enrolment_id) references enrolment (bimtek_id, id),
    foreign key (course_id, version_no, quiz_id) references quiz,
    check ((handed_in_at is null) = (handed_in_by is null)),
    check ((handed_in_at is null) = (score_bp is null))
  )`,
  `create index attempt_quiz on attempt (course_id, version_no, quiz_id)`,
  `create index attempt_clock on attempt (ends_at) where handed_in_at is null`,
  `create table answer_event (
    bimtek_id uuid not null,
    attempt_id uuid not null,
    question_no integer not null,
    device text collate "C" not null,
    seq integer not null,
    key text collate "C" not null,
    response jsonb not null,
    device_at timestamptz,
    corrected_at timestamptz not null,
    received_at timestamptz not null,
    late boolean not null,
    primary key (bimtek_id, attempt_id, question_no, device, seq)
  )`,
  `create trigger answer_event_frozen before update or delete on answer_event for each row execute function refuse_change()`,
  `create table answer (
    bimtek_id uuid not null,
    attempt_id uuid not null,
    question_no integer not null,
    question_version_id uuid not null references question_version,
    response jsonb,
    points_bp integer not null check (points_bp between 0 and 10000),
    primary key (bimtek_id, attempt_id, question_no),
    foreign key (bimtek_id, attempt_id) references attempt (bimtek_id, id)
  )`,
  `create index answer_question on answer (question_version_id)`,
  `create table allowance (
    bimtek_id uuid not null,
    enrolment_id uuid not null,
    quiz_id text collate "C" not null,
    no integer not null check (no > 0),
    extra_minutes integer not null check (extra_minutes >= 0),
    extra_attempts integer not null check (extra_attempts >= 0),
    reason text not null,
    person_id uuid not null,
    by_id uuid not null,
    at timestamptz not null,
    primary key (bimtek_id, enrolment_id, quiz_id, no),
    foreign key (bimtek_id, enrolment_id) references enrolment (bimtek_id, id),
    check (by_id <> person_id)
  )`,
  `create trigger allowance_frozen before update or delete on allowance for each row execute function refuse_change()`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
