import { prepare } from '../prepare.ts';
import { openServing } from '../serving.ts';
import { start } from '../start.ts';
import { demoEnvironment, SIGN_IN_LIST } from './command.ts';
import { DEMO_PASSWORD } from './gather.ts';
import { DEMO_CLOCKS, type DemoMoment, playStory } from './play.ts';

/** `npm run demo`: a throw-away database with the reference story, its clock at the moment, and whom to sign in as. */
export function serveDemo(env: NodeJS.ProcessEnv, moment: DemoMoment): Promise<void> {
  const list = SIGN_IN_LIST.map(([who, phone]) => `  ${phone}  ${who}`);
  const lines = [
    `Demo: jam berdiri di ${DEMO_CLOCKS[moment]} dan berjalan. Semua orang dikarang. Data hilang saat dihentikan.`,
    `Kata sandi untuk semua: ${DEMO_PASSWORD}`,
    ...list,
  ];
  const settings = demoEnvironment(env, moment);
  return start(settings, (config) =>
    openServing(settings, config, async (house) => {
      const said = await prepare(house);
      await playStory(house, moment);
      return [...said, ...lines];
    }),
  );
}
