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

try {
  await start(process.env, { prepare: prepareAndInvite, firstStart: new URL('./first-start.ts', import.meta.url) });
} catch (error) {
  process.stderr.write(`Bekal tidak bisa mulai. ${(error as Error).message}\n`);
  process.exit(1);
}
