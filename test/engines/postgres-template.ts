import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { connectServer } from '../../src/database/connect.ts';
import { migrateToLatest } from '../../src/database/migrate.ts';
import { databaseUrl, dropWithCopies, onServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The name of the migrated database that test databases are copied from. */
    postgresTemplate: string;
  }
}

/** Before the tests of a project: migrates one database; the tests copy it (test/engines/database.ts). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const name = `bekal_template_${randomBytes(4).toString('hex')}`;
  await onServer(`create database ${pg.escapeIdentifier(name)}`);
  const { db, close } = connectServer(databaseUrl(name), () => undefined);
  try {
    await migrateToLatest(db);
  } finally {
    await close();
  }
  project.provide('postgresTemplate', name);
  return () => dropWithCopies(name);
}
