import type { Ctx } from './house.ts';

/** The address under which visitors reach Bekal, without a slash at the end: BEKAL_ORIGIN, or that of this request. */
export const originOf = (c: Ctx): string =>
  (c.get('house').config.origin ?? new URL(c.req.url).origin).replace(/\/$/, '');
