import { pino } from 'pino';
import { BROWSER_FILES } from './app.ts';
import { clockFrom, systemClock } from './clock.ts';
import { type Config, readConfig } from './config.ts';
import { connect } from './database/connect.ts';
import type { ReadonlyDb } from './database/schema.ts';
import { type Assets, readAssets } from './http/assets.ts';
import type { House } from './http/house.ts';
import { readKeys } from './keys.ts';

export type OpenHouse = { house: House; assets: Assets; close(): Promise<void> };

/** Everything a process of Bekal needs, from its environment: settings, log, keys, clock, database, browser files. */
export async function openHouse(
  env: NodeJS.ProcessEnv,
  config: Config = readConfig(env),
): Promise<OpenHouse> {
  const log = pino({ level: env['LOG_LEVEL'] ?? 'warn' });
  const { db, close } = await connect(config, (error) =>
    log.warn({ err: error }, 'database connection lost'),
  );
  const reader = db as unknown as ReadonlyDb; // the same connection, with types that can only read
  const clock = config.clockStart ? clockFrom(config.clockStart) : systemClock;
  const assets = readAssets(BROWSER_FILES);
  const house: House = {
    db,
    reader,
    clock,
    keys: readKeys(config.keysFolder),
    config,
    log,
    assets: assets.addresses,
  };
  return { house, assets, close };
}
