import { start } from './start.ts';

/** `npm start`: serves the database that the settings name. What listens first is small; the rest is read after it. */
export const serve = (env: NodeJS.ProcessEnv): Promise<void> =>
  start(env, async (config) => (await import('./serving.ts')).openBekal(env, config));
