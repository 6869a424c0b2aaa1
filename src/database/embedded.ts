import { fsyncSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { lockFolder } from './lock.ts';
import type { Database, Db } from './schema.ts';
import { unpackCluster } from './unpack-cluster.ts';

// Freeing single functions of WebAssembly can end the whole process (docs/adr/0013-no-wasm-code-gc.md).
setFlagsFromString('--no-wasm-code-gc');

const [INT8, BYTEA, DATE] = [20, 17, 1082];

/**
 * Same JavaScript types as `server.ts` gives: int8 as number, date as 'YYYY-MM-DD' text, bytea as Buffer. For bytes
 * PGlite's own way takes seconds for a file of 5 MB, this one a tenth of a second.
 */
export const types = {
  parsers: {
    [INT8]: Number,
    [DATE]: (day: string) => day,
    [BYTEA]: (hex: string) => Buffer.from(hex.slice(2), 'hex'),
  },
  serializers: {
    [BYTEA]: (bytes: Uint8Array) =>
      `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')}`,
  },
};

type Inside = {
  Module: {
    FS: {
      lookupPath(path: string): {
        node: { stream_ops: Record<string, (stream: { nfd?: number }) => number> };
      };
    };
  };
};

/** How often the embedded database was told to sync a file, for the test that proves durability. */
export const syncs = { count: 0 };

/**
 * PGlite starts without fsync and has no sync in its file layer. Started with fsync on and with this hook,
 * each commit reaches the disk before it is acknowledged (docs/adr/0002-one-dialect-two-engines.md).
 */
function syncToDisk(pglite: PGlite): void {
  const { FS } = (pglite as unknown as Inside).Module;
  FS.lookupPath('/pglite/data/PG_VERSION').node.stream_ops['fsync'] = (stream) => {
    if (stream.nfd !== undefined) {
      fsyncSync(stream.nfd);
      syncs.count++;
    }
    return 0;
  };
}

/**
 * Opens the embedded PostgreSQL in `folder` (made if missing), alone and durable.
 * Throws `FolderInUse` when another process has it.
 */
export async function connectEmbedded(folder: string): Promise<{ db: Db; close(): Promise<void> }> {
  const unlock = lockFolder(folder);
  const dataDir = join(folder, 'postgres');
  try {
    await unpackCluster(dataDir);
    const startParams = [
      ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
      '-c',
      'wal_sync_method=fsync',
      '-c',
      'shared_buffers=16MB',
      '-c',
      'random_page_cost=1.1',
    ];
    const pglite = await PGlite.create({ dataDir, startParams, ...types });
    syncToDisk(pglite);
    await pglite.exec(`set time zone 'UTC'`);
    const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) });
    return {
      db,
      close: async () => {
        await pglite.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
