import { Hono } from 'hono';
import { watchPage, watchPart } from '../../../views/attendance/watch.ts';
import { allow } from '../../http/audience.ts';
import { readQuery } from '../../http/form.ts';
import { isFragment } from '../../http/fragment.ts';
import type { Env } from '../../http/house.ts';
import { shell } from '../../http/page.ts';
import { overviewQuery } from '../forms.ts';
import { chosenDay, presensiOf } from '../office/presensi-of.ts';
import { absentRuns, classesInSessions, outOfReach } from './queries.ts';

/** The wall of the panitia: which class has called its roll, and whom somebody should ask for. */
export const routes = new Hono<Env>().get(
  '/kelola/bimtek/:bimtek/presensi/papan',
  allow('panitia'),
  async (c) => {
    const bimtek = await presensiOf(c);
    const { db, clock } = c.get('house');
    const now = clock.now();
    const day = chosenDay(bimtek, readQuery(c, overviewQuery).hari, now);
    const state = {
      bimtek,
      day,
      now,
      classes: day ? await classesInSessions(db, bimtek, day, now) : [],
      runs: await absentRuns(db, bimtek.bimtekId, now),
      lost: await outOfReach(db, bimtek.bimtekId),
    };
    return c.html(isFragment(c) ? watchPart(state) : watchPage(shell(c), state));
  },
);
