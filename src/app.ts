import { randomUUID } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { readActor, readSession } from './account/index.ts';
import { countSlipRequests, routes as account } from './account/routes.ts';
import { routes as attendance } from './attendance/routes.ts';
import { routes as bimtek } from './bimtek/routes.ts';
import { routes as board } from './board/routes.ts';
import { routes as certification } from './certification/routes.ts';
import { routes as course } from './course/routes.ts';
import { routes as desk } from './desk/routes.ts';
import { routes as followup } from './followup/routes.ts';
import { routes as audit } from './audit/routes.ts';
import { routes as front } from './front/routes.ts';
import { routes as home } from './home/routes.ts';
import type { Actor } from './http/actor.ts';
import { type Assets, assetRoutes } from './http/assets.ts';
import { readLoginCookie } from './http/cookie.ts';
import { onError, onNotFound } from './http/errors.ts';
import { compressed, ownOrigin, safeHeaders } from './http/headers.ts';
import type { Ctx, Env, House } from './http/house.ts';
import { formLimit } from './http/limits.ts';
import { routes as merge } from './merge/routes.ts';
import { routes as pkdd } from './pkdd/routes.ts';
import { routes as quiz } from './quiz/routes.ts';

const inBrowser = (name: string): URL => new URL(`../views/browser/${name}`, import.meta.url);

/** Files of `views/browser` and of htmx, by the name that pages use. */
export const BROWSER_FILES = {
  'app.css': inBrowser('app.css'),
  'print.css': inBrowser('print.css'),
  'icon.svg': inBrowser('icon.svg'),
  'icon-maskable.svg': inBrowser('icon-maskable.svg'),
  'attendance.js': inBrowser('attendance.js'),
  'offline.js': [inBrowser('outbox.js'), inBrowser('offline.js')], // one request on the first visit
  'hp-ini.js': inBrowser('hp-ini.js'),
  'print.js': inBrowser('print.js'),
  'quiz.js': inBrowser('quiz.js'),
  'scan.js': inBrowser('scan.js'),
  'sw.js': inBrowser('sw.js'),
  'verify.js': ['hash.js', 'ed25519.js', 'proof.js', 'verify.js'].map(inBrowser),
  'htmx.js': new URL('../node_modules/htmx.org/dist/htmx.min.js', import.meta.url),
};

/** Routes that take files bring their own, larger limit. */
const UPLOADS = /\/(impor|(?:jadwal|presensi)\/impor\/simpan|berkas|logo)$/;

/** The whole of Bekal as one function from request to response: the route map on one page. */
export function createApp(house: House, assets: Assets): Hono<Env> {
  const app = new Hono<Env>();
  app.use(async (c, next) => {
    c.set('house', house);
    c.set('requestId', randomUUID());
    c.set('actor', null);
    await next();
  });
  app.use(compressed, safeHeaders, ownOrigin);
  app.use((c, next) => (UPLOADS.test(c.req.path) ? next() : formLimit(c, next)));
  app.use(async (c, next) => {
    if (!c.req.path.startsWith('/s/')) c.set('actor', await whoIs(c));
    c.set('forgotten', () => forgottenOf(c));
    await next();
  });
  app.onError(onError);
  app.notFound(onNotFound);

  app.route('/', assetRoutes(assets));
  app.route('/', front);
  app.route('/', account);
  app.route('/', audit);
  app.route('/', attendance);
  app.route('/', course);
  app.route('/', followup);
  app.route('/', pkdd);
  app.route('/', quiz);
  app.route('/', desk);
  app.route('/', bimtek);
  app.route('/', merge);
  app.route('/', board);
  app.route('/', home);
  app.route('/', certification);
  return app;
}

/** Bekal as a listener of node's http server. */
export const listenerOf = (app: Hono<Env>): RequestListener =>
  getRequestListener(app.fetch) as unknown as RequestListener;

/** How many people who forgot their password wait for a new slip from whoever asks. */
async function forgottenOf(c: Ctx): Promise<number> {
  const { db, clock } = c.get('house');
  const actor = c.get('actor');
  return actor ? countSlipRequests(db, actor, clock.now()) : 0;
}

async function whoIs(c: Ctx): Promise<Actor | null> {
  const id = readLoginCookie(c);
  if (!id) return null;
  const { db, clock } = c.get('house');
  const session = await readSession(db, clock, id);
  return session && readActor(db, session, clock.now());
}
