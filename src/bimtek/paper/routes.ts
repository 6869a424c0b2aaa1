import { Hono } from 'hono';
import { allow } from '../../http/audience.ts';
import { answerFile } from '../../http/file.ts';
import type { Env } from '../../http/house.ts';
import { actorOf, bimtekAt } from '../find-bimtek.ts';
import { timetablePdf } from './documents.ts';
import { readPaper } from './queries.ts';

export const routes = new Hono<Env>().get(
  '/kelola/bimtek/:bimtek/jadwal.pdf',
  allow('panitia'),
  async (c) => {
    const bimtek = await bimtekAt(c, 'read');
    const { db, clock } = c.get('house');
    const paper = await readPaper(db, bimtek, c.req.query('kelas'));
    const pdf = await timetablePdf({ ...paper, printedBy: actorOf(c).name, printedAt: clock.now() });
    return answerFile(c, pdf, 'jadwal.pdf', 'show');
  },
);
