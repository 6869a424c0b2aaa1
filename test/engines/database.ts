import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { inject } from 'vitest';
import { connectServer } from '../../src/database/connect.ts';
import type { Db } from '../../src/database/schema.ts';
import { openInMemory } from './pglite.ts';
import { databaseUrl, onServer } from './server.ts';

export type TestDatabase = { db: Db; close(): Promise<void> };

/** A migrated, empty database of its own on the engine that the test project runs on. Close it after the tests. */
export async function openTestDatabase(): Promise<TestDatabase> {
  return process.env['BEKAL_TEST_ENGINE'] === 'postgres' ? onPostgres() : onPglite();
}

async function onPglite(): Promise<TestDatabase> {
  const { pglite, db } = await openInMemory(new Blob([await readFile(inject('pgliteDump'))]));
  return { db, close: () => pglite.close() };
}

const onPostgres = (): Promise<TestDatabase> => copyOfTemplate(inject('postgresTemplate'));

/** A copy of a database of the test server, dropped when it is closed. `url` is where it stands. */
export async function copyOfTemplate(template: string): Promise<TestDatabase & { url: string }> {
  const name = `bekal_test_${randomBytes(8).toString('hex')}`;
  const quoted = pg.escapeIdentifier(name);
  await onServer(`create database ${quoted} template ${pg.escapeIdentifier(template)}`);
  // A test that cuts connections sees it in its own statements.
  const { db, close } = connectServer(databaseUrl(name), () => undefined);
  return {
    db,
    url: databaseUrl(name),
    close: async () => {
      await close();
      await onServer(`drop database ${quoted} with (force)`);
    },
  };
}
