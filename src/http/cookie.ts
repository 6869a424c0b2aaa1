import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Ctx } from './house.ts';

/** `__Host-` and Secure need https; a hall's plain http uses a name of its own (trust.md section 6.4). */
function cookie(c: Ctx): { name: string; secure: boolean } {
  const secure = c.get('house').config.origin?.startsWith('https:') ?? false;
  return { name: secure ? '__Host-bekal' : 'bekal', secure };
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
