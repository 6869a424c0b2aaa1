import { start } from '../../src/start.ts';

// The server of the fault tests: a real process on a database that is prepared already.
await start(process.env, {
  prepare: async () => [],
  firstStart: new URL('../../src/first-start.ts', import.meta.url),
});
