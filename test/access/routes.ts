import type { Hono } from 'hono';
import { createApp } from '../../src/app.ts';
import { audienceOf } from '../../src/http/audience.ts';
import type { Env, House } from '../../src/http/house.ts';

/** The router of Bekal; nothing is asked of it, so it needs no database. */
export const router = (): Hono<Env> => createApp({} as House, { addresses: {}, files: new Map() });

/** Every "METHOD path" of a router, in its order. What stands before all routes ("ALL /*") is none. */
export const routesOf = (app: Hono<Env>): string[] => [...byRoute(app).keys()];

/** The routes whose first handler is none of `allow`'s. */
export const undeclared = (app: Hono<Env>): string[] =>
  [...byRoute(app)].flatMap(([route, [first]]) => (audienceOf(first) ? [] : [route]));

function byRoute(app: Hono<Env>): Map<string, unknown[]> {
  const handlers = new Map<string, unknown[]>();
  for (const { method, path, handler } of app.routes) {
    const route = `${method} ${path}`;
    if (route !== 'ALL /*') handlers.set(route, [...(handlers.get(route) ?? []), handler]);
  }
  return handlers;
}
