import { type Kysely, sql } from 'kysely';

/** Which objectives of its module a lesson serves: shown at its top. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table course_lesson add column objectives text[] not null default '{}'`.execute(db);
}
