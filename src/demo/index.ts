export { isMoment } from './command.ts';
export { DEMO_CLOCKS, type DemoMoment, playStory } from './play.ts';
export { serveDemo } from './serve-demo.ts';
