import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { types } from '../../src/database/embedded.ts';
import type { Database, Db } from '../../src/database/schema.ts';

const SETTINGS = ['shared_buffers=16MB', 'random_page_cost=1.1'].flatMap((setting) => ['-c', setting]);

/** A PGlite in memory, empty or with the data folder of `dump`; it reads values as the one on disk does. */
export async function openInMemory(dump?: Blob): Promise<{ pglite: PGlite; db: Db }> {
  const startParams = [...PGlite.defaultStartParams, ...SETTINGS];
  const pglite = await PGlite.create({ ...types, startParams, ...(dump && { loadDataDir: dump }) });
  await pglite.exec(`set time zone 'UTC'`);
  return { pglite, db: new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) }) };
}
