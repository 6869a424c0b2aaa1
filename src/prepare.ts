import { Worker } from 'node:worker_threads';
import { COURSES_FOLDER, loadCourses, loadedLines } from './course/index.ts';
import { migrateToLatest } from './database/migrate.ts';
import type { House } from './http/house.ts';
import { loadRegions } from './region/index.ts';

/**
 * Brings a database to the state in which pages can be served: newest migration, official places, courses.
 * Doing it again changes nothing. Returns lines for the person who started Bekal.
 */
export async function prepare(house: House): Promise<string[]> {
  await migrateToLatest(house.db);
  await loadRegions(house.db);
  return loadedLines(await loadCourses(house.db, COURSES_FOLDER, house.clock.now()), { quiet: true });
}

/**
 * The first opening of an embedded database keeps a thread busy for seconds. It happens in a worker, so that the
 * waiting page is served meanwhile. `script` opens the database itself, prepares it and closes it.
 */
export function prepareInWorker(script: URL, env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { env });
    worker.once('error', reject);
    worker.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`preparing the database ended with ${code}`)),
    );
  });
}
