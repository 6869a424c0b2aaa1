import { type Kysely, sql } from 'kysely';

/** Course content by version, what a bimtek uses, and what a kader has read. */
const statements = [
  `create table course (id text collate "C" primary key, title text not null)`,
  `create table course_version (
    course_id text collate "C" not null references course,
    no integer not null check (no > 0),
    sha256 bytea not null check (octet_length(sha256) = 32),
    at timestamptz not null,
    primary key (course_id, no),
    unique (course_id, sha256)
  )`,
  `create trigger course_version_frozen before update or delete on course_version for each row execute function refuse_change()`,
  `create table course_module (
    course_id text collate "C" not null,
    version_no integer not null,
    id text collate "C" not null,
    position integer not null,
    title text not null,
    phase text not null check (phase in ('before', 'after')),
    required boolean not null,
    objectives jsonb not null,
    primary key (course_id, version_no, id),
    foreign key (course_id, version_no) references course_version
  )`,
  `create table lesson_body (
    sha256 bytea primary key check (octet_length(sha256) = 32),
    html text not null,
    bytes integer not null
  )`,
  `create table course_file (
    sha256 bytea primary key check (octet_length(sha256) = 32),
    mime text not null,
    content bytea not null
  )`,
  `create table course_lesson (
    course_id text collate "C" not null,
    version_no integer not null,
    module_id text collate "C" not null,
    id text collate "C" not null,
    position integer not null,
    title text not null,
    minutes integer not null check (minutes between 1 and 60),
    body_sha256 bytea not null references lesson_body,
    primary key (course_id, version_no, id),
    foreign key (course_id, version_no, module_id) references course_module
  )`,
  `create index course_lesson_module on course_lesson (course_id, version_no, module_id, position)`,
  `create index course_lesson_body on course_lesson (body_sha256)`,
  `create table bimtek_course (
    bimtek_id uuid not null references bimtek,
    course_id text collate "C" not null,
    version_no integer not null,
    primary key (bimtek_id, course_id),
    foreign key (course_id, version_no) references course_version
  )`,
  `create index bimtek_course_version on bimtek_course (course_id, version_no)`,
  `create table lesson_read (
    bimtek_id uuid not null,
    enrolment_id uuid not null,
    course_id text collate "C" not null,
    lesson_id text collate "C" not null,
    version_no integer not null,
    at timestamptz not null,
    primary key (bimtek_id, enrolment_id, course_id, lesson_id),
    foreign key (bimtek_id, enrolment_id) references enrolment (bimtek_id, id),
    foreign key (course_id, version_no, lesson_id) references course_lesson (course_id, version_no, id)
  )`,
  `create index lesson_read_lesson on lesson_read (course_id, version_no, lesson_id)`,
  `create table lesson_place (
    bimtek_id uuid not null,
    enrolment_id uuid not null,
    course_id text collate "C" not null,
    lesson_id text collate "C" not null,
    at timestamptz not null,
    primary key (bimtek_id, enrolment_id, course_id),
    foreign key (bimtek_id, enrolment_id) references enrolment (bimtek_id, id)
  )`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
