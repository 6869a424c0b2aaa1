import type { RequestListener } from 'node:http';
import { firstAdminLink } from './account/index.ts';
import { createApp, listenerOf } from './app.ts';
import type { Config } from './config.ts';
import type { House } from './http/house.ts';
import { startPeriodic } from './jobs/periodic.ts';
import { openHouse } from './open-house.ts';
import { periodicWorks } from './periodic-works.ts';
import { prepare } from './prepare.ts';

/** A house that is open: what answers requests, what the person who started it reads, and how it ends. */
export type Serving = { listener: RequestListener; lines: string[]; close(): Promise<void> };

/** Opens the database that the settings name, makes it ready with `prepareHouse` and begins the periodic works. */
export async function openServing(
  env: NodeJS.ProcessEnv,
  config: Config,
  prepareHouse: (house: House) => Promise<string[]>,
): Promise<Serving> {
  const { house, assets, close } = await openHouse(env, config);
  const lines = await prepareHouse(house);
  const stopPeriodic = startPeriodic(periodicWorks(house), house.log);
  return {
    listener: listenerOf(createApp(house, assets)),
    lines,
    close: async () => {
      await stopPeriodic();
      await close();
    },
  };
}

/** Bekal on its own database; a new one is told where its first admin begins. */
export const openBekal = (env: NodeJS.ProcessEnv, config: Config): Promise<Serving> =>
  openServing(env, config, async (house) => {
    const lines = await prepare(house);
    const link = await firstAdminLink(house);
    return link ? [...lines, `Belum ada admin. Buka sekali: ${link}`] : lines;
  });
