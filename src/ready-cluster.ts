import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { READY_CLUSTER } from './database/embedded.ts';
import { migrateToLatest } from './database/migrate.ts';
import type { Database } from './database/schema.ts';
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
const tar = Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer());
await writeFile(READY_CLUSTER, gzipSync(tar, { level: 9 }));
await pglite.close();
