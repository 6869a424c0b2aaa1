import type { MiddlewareHandler } from 'hono';
import type { Role } from '../database/schema.ts';
import { type Actor, hasRole } from './actor.ts';
import { Forbidden, SECOND_STEP_PAGE, SecondStepNeeded, SignInNeeded } from './errors.ts';
import type { Ctx, Env } from './house.ts';

/** Who a route is for: everyone, whoever is signed in, or persons with one of these roles. */
export type Audience = 'everyone' | 'signed-in' | Role;

type Declared = MiddlewareHandler<Env> & { audience: readonly Audience[] };

/**
 * The first handler of every route. A test walks the router and fails on a route without it.
 * Without a login: SignInNeeded (303 to /masuk for a page, else 401); wrong role: Forbidden (403).
 */
export function allow(...audience: [Audience, ...Audience[]]): Declared {
  const check: MiddlewareHandler<Env> = async (c, next) => {
    if (audience.includes('everyone')) return next();
    const actor = c.get('actor');
    if (!actor || isMeantForAnother(c, actor)) throw new SignInNeeded();
    if (lacksSecondStep(c, actor)) throw new SecondStepNeeded();
    const roles = audience.filter((who): who is Role => who !== 'signed-in');
    if (!audience.includes('signed-in') && !hasRole(actor, ...roles)) throw new Forbidden();
    await next();
  };
  return Object.assign(check, { audience });
}

/** What a phone kept for one person is never taken from the next one who signs in on it (views/browser/offline.js). */
function isMeantForAnother(c: Ctx, actor: Actor): boolean {
  const meant = c.req.header('X-Bekal-User');
  return meant !== undefined && meant !== actor.personId;
}

const SECOND_STEP: Role[] = ['pelatih', 'korkab', 'panitia', 'admin'];

/** With BEKAL_REQUIRE_TOTP these roles set their second step up before anything else; its own page is the way. */
const lacksSecondStep = (c: Ctx, actor: Actor): boolean =>
  c.get('house').config.requireTotp &&
  !actor.secondStep &&
  hasRole(actor, ...SECOND_STEP) &&
  c.req.path !== SECOND_STEP_PAGE;

/** The audience that a handler declares, or undefined when it is none of `allow`'s. */
export function audienceOf(handler: unknown): readonly Audience[] | undefined {
  return (handler as Partial<Declared>).audience;
}
