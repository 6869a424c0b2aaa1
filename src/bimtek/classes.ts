import type { Db, ReadonlyDb, Trx } from '../database/schema.ts';

export type ClassLetter = { id: string; letter: string };

/** Classes of a bimtek in the order of their letters. */
export const classesOf = (db: Db | Trx | ReadonlyDb, bimtekId: string): Promise<ClassLetter[]> =>
  (db as Db)
    .selectFrom('class')
    .select(['id', 'letter'])
    .where('bimtek_id', '=', bimtekId)
    .orderBy('letter')
    .execute();

/** Holds a class until the transaction ends: one act at a time changes what belongs to it. False: there is none. */
export async function holdClass(trx: Trx, bimtekId: string, classId: string): Promise<boolean> {
  const held = await trx
    .selectFrom('class')
    .select('id')
    .where('id', '=', classId)
    .where('bimtek_id', '=', bimtekId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return held !== undefined;
}
