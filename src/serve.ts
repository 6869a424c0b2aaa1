import { firstAdminLink } from './account/index.ts';
import type { House } from './http/house.ts';
import { prepare } from './prepare.ts';
import { start } from './start.ts';

/** What a new house needs to be told: where its first admin begins. */
async function prepareAndInvite(house: House): Promise<string[]> {
  const lines = await prepare(house);
  const link = await firstAdminLink(house);
  return link ? [...lines, `Belum ada admin. Buka sekali: ${link}`] : lines;
}

/** `npm start`: serves the database that the settings name. */
export const serve = (env: NodeJS.ProcessEnv): Promise<void> =>
  start(env, { prepare: prepareAndInvite, firstStart: new URL('./first-start.ts', import.meta.url) });
