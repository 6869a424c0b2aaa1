import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { connect } from '../../src/database/connect.ts';
import type { Db } from '../../src/database/schema.ts';
import { NOW, setStage, type Stage } from './stage.ts';

/** A database with the story that a server process opens, and that this process opens while no server has it. */
export type Ground = {
  settings: NodeJS.ProcessEnv;
  stage: Stage;
  look<Value>(run: (db: Db) => Promise<Value>): Promise<Value>;
  remove(): void;
};

/** On the embedded database when a dump is given, else on the PostgreSQL of the address. */
export async function makeGround(where: { dump: Blob } | { url: string }): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), 'bekal-faults-'));
  const dataFolder = join(folder, 'data');
  const keysFolder = join(folder, 'keys');
  mkdirSync(keysFolder);
  mkdirSync(dataFolder);
  // The root key of test/fixtures/house.ts.
  writeFileSync(join(keysFolder, 'bekal.key'), Buffer.alloc(32, 7).toString('base64'));
  const databaseUrl = 'url' in where ? where.url : undefined;
  if ('dump' in where) await unpack(where.dump, join(dataFolder, 'postgres'));
  const look: Ground['look'] = async (run) => {
    const { db, close } = await connect({ databaseUrl, dataFolder }, () => undefined);
    try {
      return await run(db);
    } finally {
      await close();
    }
  };
  const settings = {
    BEKAL_DATA: dataFolder,
    BEKAL_KEYS: keysFolder,
    BEKAL_CLOCK: NOW,
    BEKAL_REQUIRE_TOTP: 'off',
    BEKAL_ORIGIN: undefined,
    NODE_ENV: undefined,
    DATABASE_URL: databaseUrl,
  };
  return {
    settings,
    stage: await look(setStage),
    look,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function unpack(dump: Blob, dataDir: string): Promise<void> {
  const pglite = await PGlite.create({ dataDir, loadDataDir: dump });
  await pglite.close();
}
