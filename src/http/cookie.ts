import { createHash, randomBytes } from 'node:crypto';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Ctx } from './house.ts';

/** `__Host-` and Secure need https; a hall's plain http uses a name of its own (trust.md section 6.4). */
function cookie(c: Ctx, kind: 'bekal' | 'bekal-hp' = 'bekal'): { name: string; secure: boolean } {
  const secure = c.get('house').config.origin?.startsWith('https:') ?? false;
  return { name: secure ? `__Host-${kind}` : kind, secure };
}

export const readLoginCookie = (c: Ctx): string | undefined => getCookie(c, cookie(c).name);

/** Without `seconds` the cookie ends with the browser (a shared phone). */
export function setLoginCookie(c: Ctx, id: string, seconds: number | undefined): void {
  const { name, secure } = cookie(c);
  setCookie(c, name, id, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    ...(seconds === undefined ? {} : { maxAge: seconds }),
  });
}

export function clearLoginCookie(c: Ctx): void {
  const { name, secure } = cookie(c);
  deleteCookie(c, name, { path: '/', secure });
}

/** Longer than any bimtek. */
const PHONE_SECONDS = 30 * 24 * 3600;

/**
 * Which phone this is, as a digest of a random cookie that outlives the login: 32 hex digits, of no use elsewhere. A
 * phone without one gets one with this answer.
 */
export function phoneOf(c: Ctx): string {
  const { name, secure } = cookie(c, 'bekal-hp');
  let value = getCookie(c, name);
  if (!value || !/^[\w-]{22}$/.test(value)) {
    value = randomBytes(16).toString('base64url');
    setCookie(c, name, value, { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: PHONE_SECONDS });
  }
  return createHash('sha256').update(value).digest('hex').slice(0, 32);
}
