import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import { parseTar } from 'nanotar';

/** A packed cluster with the migrations and places of the day it was made (src/ready-cluster.ts). */
export const READY_CLUSTER = new URL('./cluster.tar.zst', import.meta.url);

/**
 * Unpacks the ready cluster to `place` unless something stands there: creating one takes seconds. It gets its name
 * only when every file of it has reached the disk, so a start that was cut off begins again.
 */
export async function unpackCluster(place: string): Promise<void> {
  if (existsSync(place)) return;
  const making = `${place}.new`;
  await rm(making, { recursive: true, force: true });
  const files = parseTar(await promisify(zstdDecompress)(await readFile(READY_CLUSTER)));
  for (const { name, type } of files)
    if (type === 'directory') await mkdir(join(making, name), { recursive: true, mode: 0o700 });
  await Promise.all(
    files.map(async ({ name, type, data }) => {
      if (type === 'file') await writeFile(join(making, name), data ?? '', { mode: 0o600, flush: true });
    }),
  );
  await rename(making, place);
  const folder = await open(dirname(place));
  await folder.sync();
  await folder.close();
}
