import { HTTPException } from 'hono/http-exception';
import type { Html } from '../../views/ui/html.ts';
import { errorPage } from '../../views/ui/error-page.ts';
import { signInAgainPage } from '../../views/ui/sign-in-again.ts';
import type { Ctx } from './house.ts';
import { fields } from './form.ts';
import { formLimit } from './limits.ts';
import { shell } from './page.ts';

/** No login where one is needed. */
export class SignInNeeded extends HTTPException {
  constructor() {
    super(401);
  }
}
/** A role that needs a second step, held by someone who has none yet. */
export class SecondStepNeeded extends HTTPException {
  constructor() {
    super(403);
  }
}
export const SECOND_STEP_PAGE = '/saya/langkah-kedua';
/** The role is not for this route. */
export class Forbidden extends HTTPException {
  constructor() {
    super(403);
  }
}
/** Not there, or out of the actor's scope: the visitor cannot tell which. */
export class NotFound extends HTTPException {
  constructor() {
    super(404);
  }
}

/** The value, or NotFound: for what a query found through the actor. */
export function found<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new NotFound();
  return value;
}

/** PostgreSQL's codes for "busy, try again": serialization, deadlock, lock or statement timeout, server going away. */
const BUSY = new Set([
  '40001',
  '40P01',
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08001',
]);

export const isBusy = (error: unknown): boolean =>
  BUSY.has(String((error as { code?: unknown }).code)) ||
  /timeout exceeded when trying to connect|ECONN(?:REFUSED|RESET)|EPIPE|Connection terminated|not queryable/.test(
    String((error as Error).message),
  );

/** One door for whatever a handler throws: a page that says what happened and what to do, with a code for support. */
export async function onError(error: Error, c: Ctx): Promise<Response> {
  if (error instanceof SignInNeeded) return signInNeeded(c);
  if (error instanceof SecondStepNeeded && isNavigation(c)) return c.redirect(SECOND_STEP_PAGE, 303);
  const status = error instanceof HTTPException ? error.status : isBusy(error) ? 503 : 500;
  if (status >= 500)
    c.get('house').log.error({ err: error, requestId: c.get('requestId') }, 'request failed');
  if (status === 503) c.header('Retry-After', String(2 + Math.floor(Math.random() * 4)));
  return c.html(errorPage(shell(c), status, c.get('requestId')), status);
}

export const onNotFound = (c: Ctx): Response | Promise<Response> =>
  c.html(errorPage(shell(c), 404, c.get('requestId')), 404);

const isNavigation = (c: Ctx): boolean =>
  c.req.method === 'GET' && !c.req.header('HX-Request') && !c.req.path.startsWith('/api/');

async function signInNeeded(c: Ctx): Promise<Response> {
  const here = c.req.path + new URL(c.req.url).search;
  if (isNavigation(c)) return c.redirect(`/masuk?next=${encodeURIComponent(here)}`, 303);
  const page: Html = signInAgainPage(shell(c), here, c.req.method === 'POST' ? await typed(c) : {});
  return c.html(page, 401);
}

/** What was typed. Of a body that no one has read yet, nobody without a login makes Bekal read more than a form. */
async function typed(c: Ctx): Promise<Record<string, string>> {
  if (c.req.raw.bodyUsed) return fields(c);
  const kept: Record<string, string> = {};
  await formLimit(c, async () => void Object.assign(kept, await fields(c))).catch(() => undefined);
  return kept;
}
