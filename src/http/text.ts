import { HTTPException } from 'hono/http-exception';
import type { Ctx } from './house.ts';

const ZERO = '\u0000';

/**
 * Refuses what is no text: a zero byte, which no keyboard types and no database stores, in the address (404) or in a
 * form (400), and a body that is not the form it claims to be (400). Reads the form: the limit of its size comes first.
 */
export async function refuseUnreadable(c: Ctx): Promise<void> {
  if (c.req.url.includes('%00')) throw new HTTPException(404);
  if (c.req.method !== 'POST') return;
  const body = await c.req.parseBody({ all: true }).catch(notAForm);
  const names = Object.keys(body);
  const texts = Object.values(body)
    .flat()
    .filter((value) => typeof value === 'string');
  if ([...names, ...texts].some((text) => text.includes(ZERO))) throw new HTTPException(400);
}

function notAForm(error: unknown): never {
  if (error instanceof TypeError) throw new HTTPException(400);
  throw error;
}
