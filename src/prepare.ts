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
