import { writeFile } from 'node:fs/promises';
import { constants, zstdCompressSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { createTar, parseTar } from 'nanotar';
import { migrateToLatest } from './database/migrate.ts';
import type { Database } from './database/schema.ts';
import { READY_CLUSTER } from './database/unpack-cluster.ts';
import { loadRegions } from './region/index.ts';

/**
 * `npm run ready-cluster`: packs a fresh embedded cluster with every migration and the official places, so that a
 * first start unpacks it instead of spending its first ten seconds on the same work. To be run after a change of
 * PGlite; migrations that are newer than the pack run on top of it.
 */
const pglite = await PGlite.create({
  startParams: [
    ...PGlite.defaultStartParams,
    '-c',
    'wal_level=minimal',
    '-c',
    'max_wal_senders=0',
    '-c',
    'max_wal_size=32MB',
    '-c',
    'min_wal_size=32MB',
  ],
});
const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) });
await migrateToLatest(db);
await loadRegions(db);
await pglite.exec('vacuum freeze');
await pglite.exec('checkpoint');
const { rows } = await pglite.query<{ name: string }>('select pg_walfile_name(pg_current_wal_lsn()) as name');
const inUse = `pg_wal/${rows[0]!.name}`;
const files = parseTar(await (await pglite.dumpDataDir('none')).arrayBuffer());
await pglite.close();
// Segments of the log after the one in use are 16 MB of nothing each; the database makes them when it needs them.
const needed = files
  .filter(({ name }) => !/^pg_wal\/[0-9A-F]{24}$/.test(name) || name <= inUse)
  // Without data an entry becomes a folder.
  .map(({ name, type, data }) => (type === 'file' ? { name, data: data ?? new Uint8Array() } : { name }));
const level = { [constants.ZSTD_c_compressionLevel]: 19 };
await writeFile(READY_CLUSTER, zstdCompressSync(createTar(needed), { params: level }));
