import { type Kysely, sql } from 'kysely';

/** The page for whoever teaches a module. It is no lesson: nobody marks it read, and kader do not see it. */
const statements = [
  `create table module_guide (
    course_id text collate "C" not null,
    version_no integer not null,
    module_id text collate "C" not null,
    half_jp integer not null check (half_jp > 0),
    body_sha256 bytea not null references lesson_body,
    primary key (course_id, version_no, module_id),
    foreign key (course_id, version_no, module_id) references course_module
  )`,
  `create index module_guide_body on module_guide (body_sha256)`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
