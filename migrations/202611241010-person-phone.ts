import { type Kysely, sql } from 'kysely';

/** The first sign-in finds everybody who shares a phone by its number. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index person_phone on person (phone_e164)`.execute(db);
}
