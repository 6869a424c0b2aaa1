import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import pg from 'pg';
import { inject } from 'vitest';
import { connectServer } from '../../src/database/connect.ts';
import { parsers } from '../../src/database/embedded.ts';
import type { Database, Db } from '../../src/database/schema.ts';
import { databaseUrl, onServer } from './server.ts';

type TestDatabase = { db: Db; close(): Promise<void> };

/** A migrated, empty database of its own on the engine that the test project runs on. Close it after the tests. */
export async function openTestDatabase(): Promise<TestDatabase> {
  return process.env['BEKAL_TEST_ENGINE'] === 'postgres' ? onPostgres() : onPglite();
}

async function onPglite(): Promise<TestDatabase> {
  const loadDataDir = new Blob([await readFile(inject('pgliteDump'))]);
  const pglite = await PGlite.create({ loadDataDir, parsers });
  await pglite.exec(`set time zone 'UTC'`);
  return {
    db: new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) }),
    close: () => pglite.close(),
  };
}

async function onPostgres(): Promise<TestDatabase> {
  const name = `bekal_test_${randomBytes(8).toString('hex')}`;
  const quoted = pg.escapeIdentifier(name);
  await onServer(`create database ${quoted} template ${pg.escapeIdentifier(inject('postgresTemplate'))}`);
  // A test that cuts connections sees it in its own statements.
  const { db, close } = connectServer(databaseUrl(name), () => undefined);
  return {
    db,
    close: async () => {
      await close();
      await onServer(`drop database ${quoted} with (force)`);
    },
  };
}
