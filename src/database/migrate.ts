import { readdir } from 'node:fs/promises';
import type { Migration, MigrationProvider } from 'kysely/migration';
import { Migrator } from 'kysely/migration';
import type { Db } from './schema.ts';

const folder = new URL('../../migrations/', import.meta.url);

/** Reads `migrations/*.ts` in the order of their dated names. */
const fromFolder: MigrationProvider = {
  async getMigrations() {
    const names = (await readdir(folder)).filter((name) => /^\d{12}-.*\.ts$/.test(name)).sort();
    const found: Record<string, Migration> = {};
    for (const name of names)
      found[name.slice(0, -3)] = (await import(new URL(name, folder).href)) as Migration;
    return found;
  },
};

/**
 * Brings the database to the newest migration; each runs once, also when several processes start together.
 * Returns the names that ran. Throws what the failing migration threw; nothing of that run is kept.
 */
export async function migrateToLatest(db: Db): Promise<string[]> {
  const { error, results } = await new Migrator({ db, provider: fromFolder }).migrateToLatest();
  if (error) throw error;
  return (results ?? [])
    .filter((result) => result.status === 'Success')
    .map((result) => result.migrationName);
}
