import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';
import { connectServer } from '../../src/database/connect.ts';
import type { Db } from '../../src/database/schema.ts';
import { copyOfTemplate, type TestDatabase } from './database.ts';
import { openInMemory } from './pglite.ts';
import { databaseUrl, onServer, withServer } from './server.ts';

/** Fills an empty, migrated database. */
type Fill = (db: Db) => Promise<void>;

/**
 * A database of its own that looks as `fill` leaves it. The first test file that asks for `name` fills it, the others
 * of the same run wait and get copies: what takes seconds happens once for each engine.
 */
export const openFilled = (name: string, fill: Fill): Promise<TestDatabase> =>
  process.env['BEKAL_TEST_ENGINE'] === 'postgres' ? onPostgres(name, fill) : onPglite(name, fill);

/** The data folder of a PGlite as `fill` leaves it, as a tar archive; for a server process with a folder of its own. */
export async function filledDump(name: string, fill: Fill): Promise<string> {
  const file = join(dirname(inject('pgliteDump')), `${name}.tar`);
  try {
    await mkdir(`${file}.claimed`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return whenThere(file);
  }
  try {
    await dumpFilled(file, fill);
  } catch (error) {
    await mkdir(`${file}.failed`);
    throw error;
  }
  return file;
}

/** Another test process fills it. Ends with the time limit of the hook that asked. */
async function whenThere(file: string): Promise<string> {
  while (!existsSync(file)) {
    if (existsSync(`${file}.failed`)) throw new Error(`Another test file could not fill ${file}; see there.`);
    await wait(50);
  }
  return file;
}

async function dumpFilled(file: string, fill: Fill): Promise<void> {
  const { pglite, db } = await openInMemory(new Blob([await readFile(inject('pgliteDump'))]));
  try {
    await fill(db);
    const dump = await pglite.dumpDataDir('none');
    await writeFile(`${file}.part`, Buffer.from(await dump.arrayBuffer()));
    await rename(`${file}.part`, file);
  } finally {
    await pglite.close();
  }
}

async function onPglite(name: string, fill: Fill): Promise<TestDatabase> {
  const { pglite, db } = await openInMemory(new Blob([await readFile(await filledDump(name, fill))]));
  return { db, close: () => pglite.close() };
}

/** A copy on the test server, with its address for a server process. */
export const onPostgres = async (name: string, fill: Fill): Promise<TestDatabase & { url: string }> =>
  copyOfTemplate(await filledTemplate(name, fill));

/** The name of a database to copy from. An advisory lock on the server lets one test process fill it. */
async function filledTemplate(name: string, fill: Fill): Promise<string> {
  const template = `${inject('postgresTemplate')}_${name}`;
  await withServer(async (client) => {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [template]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount === 0) await createFilled(template, fill);
  });
  return template;
}

async function createFilled(template: string, fill: Fill): Promise<void> {
  const quoted = pg.escapeIdentifier(template);
  await onServer(`create database ${quoted} template ${pg.escapeIdentifier(inject('postgresTemplate'))}`);
  const { db, close } = connectServer(databaseUrl(template), () => undefined);
  try {
    await fill(db);
    await close();
  } catch (error) {
    await close();
    await onServer(`drop database ${quoted} with (force)`);
    throw error;
  }
}
