import { sql } from 'kysely';
import type { Story } from '../../../src/demo/story.ts';
import type { Walk } from '../walk.ts';

/** What the chapters of the story hand on. */
export type Told = Walk & {
  /** Login slips as the office sends them: the address in the message, by the last four digits of a phone. */
  slips: Map<string, string>;
};

export const PASSWORD = 'ranah minang 2024';

/** Moments of the story are told in the hall's time, WIB. */
export const at = (wib: string): Date => new Date(`${wib}:00+07:00`);

/** '0001' -> '0812-0000-0001' */
export const phoneNumber = (last: string): string => `0812-0000-${last}`;

/** Ids by the last four digits of a phone. */
export async function personId({ house }: Walk, last: string): Promise<string> {
  const row = await house.db
    .selectFrom('person')
    .select('id')
    .where('phone_e164', '=', `+628120000${last}`)
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Rows of a table. */
export async function rows(
  { house }: Walk,
  table: 'person' | 'enrolment' | 'decree' | 'slip' | 'mark' | 'answer_event' | 'certificate',
): Promise<number> {
  const {
    rows: [row],
  } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(house.db);
  return row?.n ?? 0;
}

export async function bimtekId({ house }: Walk): Promise<string> {
  const row = await house.db.selectFrom('bimtek').select('id').executeTakeFirstOrThrow();
  return row.id;
}

/** The people of the story for the rooms' own write functions, once the rosters are in. */
export async function storyOf(walk: Walk): Promise<Story> {
  const { db } = walk.house;
  const people = await db
    .selectFrom('person')
    .select(['id', sql<string>`right(phone_e164, 4)`.as('last')])
    .execute();
  const enrolments = await db.selectFrom('enrolment').select(['id', 'person_id']).execute();
  const classes = await db.selectFrom('class').select(['id', 'letter']).execute();
  const last = new Map(people.map((row) => [row.id, row.last]));
  return {
    house: walk.house,
    bimtekId: await bimtekId(walk),
    person: new Map(people.map((row) => [row.last, row.id])),
    enrolment: new Map(enrolments.map((row) => [last.get(row.person_id) ?? '', row.id])),
    classId: new Map(classes.map((row) => [row.letter, row.id])),
  };
}
