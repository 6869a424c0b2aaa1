export { DEMO_CLOCKS, type DemoMoment, playStory } from './play.ts';
export { DEMO_PASSWORD } from './gather.ts';
export { demoEnvironment, isMoment, SIGN_IN_LIST } from './command.ts';
