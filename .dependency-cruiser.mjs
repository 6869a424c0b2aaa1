// The laws of CONTRIBUTING.md that are about imports, under their numbers (law 9 is in test/lint/bekal-plugin.js).
// test/laws/imports.test.ts breaks each of them in a small tree and expects to be caught.

const furniture = 'http|database|documents|jobs';
const aRoom = `^src/(?!(?:${furniture})/)[^/]+/`;
const throughIndex = `${aRoom}(?!index\\.ts$)`;
const throughIndexOrRoutes = `${aRoom}(?!(?:index|routes)\\.ts$)`;
const hono = 'node_modules/(?:hono|@hono)/';
const honoHtml = 'node_modules/hono/dist/(?:types/)?helper/html/';
const honoHtmlTypes = 'node_modules/hono/dist/(?:types/)?utils/html[.]';

/** One law: what `from` may not import. */
const law = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    law(
      '1-rooms-through-index',
      'A room is entered only through its index.ts; import what you need from there.',
      { path: '^(?:src|views)/([^/]+)/' },
      { path: throughIndex, pathNot: '^src/$1/' },
    ),
    law(
      '1-rooms-through-index',
      'main.ts, cli.ts and the other files beside the rooms enter a room through its index.ts.',
      { path: '^src/[^/]+\\.ts$', pathNot: '^src/app\\.ts$' },
      { path: throughIndex },
    ),
    law(
      '1-rooms-through-index',
      'app.ts mounts a room: it imports index.ts or routes.ts and nothing deeper.',
      { path: '^src/app\\.ts$' },
      { path: throughIndexOrRoutes },
    ),
    law(
      '2-furniture-knows-no-room',
      'http/, database/, documents/ and jobs/ know no room; app.ts hands them the functions they need.',
      { path: `^src/(?:${furniture})/` },
      { path: [aRoom, '^src/(?:app|main|cli)\\.ts$'] },
    ),
    law(
      '3-no-cycles',
      'Two files that import each other, types included, are one file or three.',
      {},
      { circular: true },
    ),
    law(
      '4-rules-are-pure',
      'rules.ts imports nothing at run time but result.ts and other rules.',
      { path: '^src/.+/rules\\.ts$' },
      { pathNot: ['^src/result\\.ts$', '^src/.+/rules\\.ts$'], dependencyTypesNot: ['type-only'] },
    ),
    law(
      '5-hono-at-the-edge',
      'Only routes.ts, http/, app.ts and main.ts import Hono.',
      {
        path: '^(?:src|migrations)/',
        pathNot: ['^src/.+/routes\\.ts$', '^src/http/', '^src/(?:app|main)\\.ts$'],
      },
      { path: hono },
    ),
    law(
      '5-hono-at-the-edge',
      'Views import hono/html and nothing else of Hono.',
      { path: '^views/' },
      { path: hono, pathNot: [honoHtml, honoHtmlTypes] },
    ),
    law(
      '5-hono-at-the-edge',
      'Views take only the type of what hono/html makes from hono/utils/html.',
      { path: '^views/' },
      { path: honoHtmlTypes, dependencyTypesNot: ['type-only'] },
    ),
    law(
      '6-views-import-types',
      'Views import types only from src/ (import type ...).',
      { path: '^views/' },
      { path: '^src/', dependencyTypesNot: ['type-only'] },
    ),
    law(
      '7-views-at-the-edge',
      "Only routes.ts, http/errors.ts, cli.ts, app.ts, start.ts and a room's documents.ts import views.",
      {
        path: '^src/',
        pathNot: [
          '^src/.+/(?:routes|documents)\\.ts$',
          '^src/http/errors\\.ts$',
          '^src/(?:cli|app|start)\\.ts$',
        ],
      },
      { path: '^views/' },
    ),
    law(
      '8-migrations-stand-alone',
      'A frozen migration imports neither src nor views.',
      { path: '^migrations/' },
      { path: '^(?:src|views)/' },
    ),
    law(
      '10-only-tests-import-fixtures',
      'Nothing outside test/ imports from test/.',
      { pathNot: '^test/' },
      { path: '^test/' },
    ),
    law(
      '11-threads-are-started',
      'The body of a thread is started, never imported: it would listen, and wait for ever, in whichever thread imports it.',
      {},
      {
        path: '-(?:thread|worker)\\.ts$',
        pathNot: '-in-thread\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    ),
    law(
      'no-unresolved-imports',
      'An import that leads nowhere hides from every other law.',
      {},
      { couldNotResolve: true },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^views/browser/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
