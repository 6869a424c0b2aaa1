import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { Db, Trx } from '../database/schema.ts';
import { timelessId } from '../id.ts';
import { unseal } from './hand-in-evaluation.ts';
import { MIX_AT_LEAST } from './rules.ts';

/**
 * Opens boxes that hold at least five answers of a class, or whose evaluation is over: removes the sealed rows and
 * inserts their answers in random order under new random ids, all by one transaction that is not the voters'.
 * Returns how many answers were opened. Run by a periodic work; twice or late changes nothing.
 */
export async function openEvaluations(db: Db, key: Buffer, now: Date): Promise<number> {
  const ready = await db
    .selectFrom('evaluation_box as x')
    .innerJoin('bimtek as b', 'b.id', 'x.bimtek_id')
    .select(['x.bimtek_id', 'x.class_id', 'x.form'])
    .groupBy(['x.bimtek_id', 'x.class_id', 'x.form', 'b.pass_deadline'])
    .having(sql<boolean>`count(*) >= ${MIX_AT_LEAST} or b.pass_deadline <= ${now}`)
    .execute();
  let opened = 0;
  for (const box of ready) opened += await db.transaction().execute((trx) => openBox(trx, key, box));
  return opened;
}

async function openBox(
  trx: Trx,
  key: Buffer,
  box: { bimtek_id: string; class_id: string; form: string },
): Promise<number> {
  const sealed = await trx
    .deleteFrom('evaluation_box')
    .where('bimtek_id', '=', box.bimtek_id)
    .where('class_id', '=', box.class_id)
    .where('form', '=', box.form)
    .returning('sealed')
    .execute();
  const rows = sealed.map((row) => ({
    id: timelessId(),
    ...box,
    answers: JSON.stringify(unseal(key, row.sealed)),
  }));
  for (let at = rows.length - 1; at > 0; at--) {
    const other = randomInt(at + 1);
    [rows[at], rows[other]] = [rows[other]!, rows[at]!];
  }
  if (rows.length > 0) await trx.insertInto('evaluation_answer').values(rows).execute();
  return rows.length;
}
