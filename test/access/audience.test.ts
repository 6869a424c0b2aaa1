import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { allow } from '../../src/http/audience.ts';
import type { Env } from '../../src/http/house.ts';
import { router, routesOf, undeclared } from './routes.ts';
import { TABLE } from './table.ts';

test('every route says first for whom it is', () => {
  expect(routesOf(router()).length).toBeGreaterThan(40);
  expect(undeclared(router())).toEqual([]);
});

test('a route that does not say it is caught, wherever it stands and whatever else it declares', () => {
  const planted = router()
    .get('/tanpa-penjaga', (c) => c.text('halo'))
    .post(
      '/tanpa-penjaga/:id',
      async (_c, next) => next(),
      allow('admin'),
      (c) => c.text('terlambat'),
    )
    .get('/dengan-penjaga', allow('everyone'), (c) => c.text('halo'))
    .route(
      '/',
      new Hono<Env>().get('/kamar/tanpa-penjaga', (c) => c.text('halo')),
    )
    .use('/pintu/*', async (_c, next) => next());
  expect(undeclared(planted)).toEqual([
    'GET /tanpa-penjaga',
    'POST /tanpa-penjaga/:id',
    'GET /kamar/tanpa-penjaga',
    'ALL /pintu/*',
  ]);
});

test('the table of who may open what names every route and no other', () => {
  expect(Object.keys(TABLE).toSorted()).toEqual(routesOf(router()).toSorted());
});

test('no route is declared twice, so that none hides behind another', () => {
  const declared = router().routes.filter(({ handler }) => handler.length >= 0 && 'audience' in handler);
  const names = declared.map(({ method, path }) => `${method} ${path}`);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
