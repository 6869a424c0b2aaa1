import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const engines = {
  pglite: './test/engines/pglite-dump.ts',
  postgres: './test/engines/postgres-template.ts',
};

/** The tests that need a database: *.db.test.ts on each engine, *.db-ENGINE.test.ts on that one only. */
const onEngine = ([engine, globalSetup]: [string, string]): TestProjectInlineConfiguration => ({
  extends: true,
  test: {
    name: engine,
    include: ['test/**/*.db.test.ts', `test/**/*.db-${engine}.test.ts`],
    globalSetup,
    env: { BEKAL_TEST_ENGINE: engine },
  },
});

/** The tests that drive a browser: *.browser.test.ts on each engine, *.browser-ENGINE.test.ts on that one only. */
const inBrowser = ([engine, globalSetup]: [string, string]): TestProjectInlineConfiguration => ({
  extends: true,
  test: {
    name: `browser-${engine}`,
    include: ['test/browser/**/*.browser.test.ts', `test/browser/**/*.browser-${engine}.test.ts`],
    globalSetup,
    env: { BEKAL_TEST_ENGINE: engine },
    sequence: { groupOrder: 1 },
  },
});

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Files share what they import: starting anew for each took a third of all the work.
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 240_000,
    teardownTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.db{,-*}.test.ts', 'test/**/*.browser{,-*}.test.ts'],
        },
      },
      ...Object.entries(engines).map(onEngine),
      ...Object.entries(engines).map(inBrowser),
    ],
  },
});
