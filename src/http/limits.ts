import type { MiddlewareHandler } from 'hono';
import { getConnInfo } from '@hono/node-server/conninfo';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { Ctx, Env } from './house.ts';
import { refuseUnreadable } from './text.ts';

const KB = 1024;
/** Forms carry at most 64 KB; a route that takes files names its own limit. */
export const formLimit = formOfAtMost(64 * KB);
export const uploadLimit = (megabytes: number): MiddlewareHandler<Env> => formOfAtMost(megabytes * KB * KB);

/** A form of at most so many bytes, and one that can be read. */
function formOfAtMost(bytes: number): MiddlewareHandler<Env> {
  const limit = bodyLimit({ maxSize: bytes, onError: tooLarge });
  return (c, next) => limit(c, () => refuseUnreadable(c).then(next));
}

function tooLarge(): never {
  throw new HTTPException(413);
}

/**
 * The visitor's address: of the socket, or the n-th X-Forwarded-For entry from the right when n proxies are
 * configured (BEKAL_PROXIES). Never a header that a visitor could forge.
 */
export function addressOf(c: Ctx): string {
  const proxies = c.get('house').config.proxies;
  if (proxies > 0) {
    const chain = (c.req.header('X-Forwarded-For') ?? '').split(',').map((part) => part.trim());
    return chain.at(-proxies) || 'unknown';
  }
  try {
    return getConnInfo(c).remote.address ?? 'unknown';
  } catch {
    return 'unknown'; // app.request() in tests has no socket
  }
}

/**
 * At most `most` requests in a fixed window of `seconds` per key; over it 429 with Retry-After.
 * Held in the process: Bekal runs as one process (performance.md), and a restart forgives.
 */
export function rateLimit(most: number, seconds: number, keyOf: (c: Ctx) => string): MiddlewareHandler<Env> {
  const windows = new Map<string, { until: number; count: number }>();
  return async (c, next) => {
    const now = performance.now();
    if (windows.size > 10_000)
      for (const [key, window] of windows) if (window.until < now) windows.delete(key);
    const key = keyOf(c);
    let window = windows.get(key);
    if (!window || window.until < now) windows.set(key, (window = { until: now + seconds * 1000, count: 0 }));
    if (++window.count > most) {
      c.header('Retry-After', String(Math.ceil((window.until - now) / 1000)));
      throw new HTTPException(429);
    }
    await next();
  };
}
