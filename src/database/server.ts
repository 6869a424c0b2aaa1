import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database, Db } from './schema.ts';

// The same JavaScript types as the embedded database gives (see embedded.ts).
const types = new pg.TypeOverrides();
types.setTypeParser(20, Number);
types.setTypeParser(1082, (day) => day);

/**
 * Connects to a PostgreSQL 15+ server. Each wait has an end: a slot 2 s, a lock 2 s, a statement 5 s, an idle
 * transaction 10 s. `onLost` hears of idle connections that the server cut; the pool makes new ones. One that was at work
 * fails its next statement.
 */
export function connectServer(
  url: string,
  onLost: (error: Error) => void,
): { db: Db; close(): Promise<void> } {
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max: 10,
    connectionTimeoutMillis: 2000,
    options:
      '-c timezone=UTC -c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=10000',
  });
  pool.on('error', onLost);
  // A client at work, between two statements of a transaction, hears of the cut itself; unheard it ends the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return { db, close: () => db.destroy() };
}
