import type { Ctx } from './house.ts';

/** True when htmx asks for a part of a page; a full load, Back and a plain browser get the whole page. */
export function isFragment(c: Ctx): boolean {
  return c.req.header('HX-Request') === 'true' && c.req.header('HX-Request-Type') === 'partial';
}

/**
 * 303 after a write: Back and reload never send it twice. Only local paths; anything else leads home. What the page
 * script sent with a key is settled by a 200, never by a redirect (product.md section 5); the way on is a header.
 */
export function seeOther(c: Ctx, path: string): Response {
  const to = localPath(path);
  return c.get('settledKey') ? c.body(null, 200, { 'X-Bekal-Next': to }) : c.redirect(to, 303);
}

/** A path on this site, or '/': `//evil`, `/\evil`, `https:evil` and control characters are not. */
export function localPath(path: string | undefined): string {
  if (!path || !path.startsWith('/') || /^\/[/\\]/.test(path)) return '/';
  // oxlint-disable-next-line no-control-regex -- control characters are exactly what must not pass
  if (/[\u0000-\u001f\u007f\\]/.test(path) || /^\/(%2f|%5c)/i.test(path)) return '/';
  return path;
}
