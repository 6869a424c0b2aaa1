import { Hono } from 'hono';
import { homePage } from '../../views/home/home.ts';
import { allow } from '../http/audience.ts';
import type { Env } from '../http/house.ts';
import { keepOnPhone, shell } from '../http/page.ts';
import { homeOf } from './queries.ts';

export const routes = new Hono<Env>().get('/beranda', allow('kader'), async (c) => {
  const { db, clock } = c.get('house');
  const now = clock.now();
  keepOnPhone(c, 7);
  return c.html(
    homePage(shell(c), {
      home: await homeOf(db, c.get('actor')!.personId, now),
      name: c.get('actor')!.name,
      now,
    }),
  );
});
