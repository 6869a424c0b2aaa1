import { sql } from 'kysely';
import type { Db, Trx } from '../../src/database/schema.ts';

type Run<Value> = () => Promise<Value>;

/** Leaves a transaction without keeping what it wrote. */
class Undo extends Error {}

/**
 * A view of `db` for tests that send many requests to one prepared database: `undone(run)` takes back all that `run`
 * wrote through the view. Meanwhile a transaction of the product is a savepoint in one that is never committed.
 */
export function undoable(db: Db): { db: Db; undone<Value>(run: Run<Value>): Promise<Value> } {
  let current: Db = db;
  const view = new Proxy(db, {
    get(_target, key) {
      if (current === db) return bound(db, key);
      if (key === 'isTransaction') return false;
      if (key === 'transaction')
        return () => ({ execute: (run: (trx: Trx) => Promise<unknown>) => inside(current as Trx, run) });
      return bound(current, key);
    },
  });
  const undone = async <Value>(run: Run<Value>): Promise<Value> => {
    let value: { done: Value } | undefined;
    try {
      await db.transaction().execute(async (trx) => {
        current = trx;
        value = { done: await run() };
        throw new Undo();
      });
    } catch (error) {
      if (!(error instanceof Undo)) throw error;
    } finally {
      current = db;
    }
    if (!value) throw new Error('nothing was run');
    return value.done;
  };
  return { db: view, undone };
}

/** A method of Kysely works on its own object only, never on the view. */
function bound(of: Db, key: string | symbol): unknown {
  const value: unknown = Reflect.get(of, key, of);
  return typeof value === 'function' ? value.bind(of) : value;
}

let savepoints = 0;

async function inside<Value>(outer: Trx, run: (trx: Trx) => Promise<Value>): Promise<Value> {
  const name = sql.id(`inner_${savepoints++}`);
  await sql`savepoint ${name}`.execute(outer);
  try {
    const value = await run(outer);
    await sql`release savepoint ${name}`.execute(outer);
    return value;
  } catch (error) {
    await sql`rollback to savepoint ${name}`.execute(outer);
    throw error;
  }
}
