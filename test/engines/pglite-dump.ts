import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrateToLatest } from '../../src/database/migrate.ts';
import { openInMemory } from './pglite.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file with a migrated data folder of PGlite. */
    pgliteDump: string;
  }
}

/** Before the tests of a project: migrates one PGlite in memory and keeps its data folder as a file. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'bekal-dump-'));
  const file = join(folder, 'migrated.tar');
  const { pglite, db } = await openInMemory();
  await migrateToLatest(db);
  const dump = await pglite.dumpDataDir('none');
  writeFileSync(file, Buffer.from(await dump.arrayBuffer()));
  await pglite.close();
  project.provide('pgliteDump', file);
  return () => rmSync(folder, { recursive: true, force: true });
}
