import type { House } from '../http/house.ts';
import { attend } from './attend.ts';
import { finish } from './finish.ts';
import { gather } from './gather.ts';
import { learn } from './learn.ts';
import { startPkdd } from './pkdd.ts';
import { inOneGo, type Story } from './story.ts';

/** The three moments of the demo and where its clock stands (product.md section 9). */
export const DEMO_CLOCKS = {
  pelatihan: '2024-06-03T08:00:00+07:00',
  selesai: '2024-06-10T08:00:00+07:00',
  pkdd: '2024-07-01T08:00:00+07:00',
} as const;
export type DemoMoment = keyof typeof DEMO_CLOCKS;

/**
 * Plays the reference story up to a moment through the rooms' own writes, so that the demo shows nothing that the
 * product could not do itself. Needs a migrated database with regions and courses and no people.
 */
export async function playStory(house: House, moment: DemoMoment): Promise<Story> {
  const story = await inOneGo(house, new Date(DEMO_CLOCKS[moment]), async (inside) => {
    const told = await gather(inside);
    await learn(told);
    await attend(told);
    if (moment !== 'pelatihan') await finish(told);
    return told;
  });
  const after = { ...story, house };
  if (moment === 'pkdd') await startPkdd(after);
  return after;
}
