import { Hono } from 'hono';
import { z } from 'zod';
import { ownTimetablePage } from '../../../views/bimtek/own-timetable.ts';
import { taughtClassPage } from '../../../views/bimtek/taught-class.ts';
import { taughtClassesPage } from '../../../views/bimtek/taught-classes.ts';
import { allow } from '../../http/audience.ts';
import { found } from '../../http/errors.ts';
import { readForm } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { keepOnPhone, shell } from '../../http/page.ts';
import { actorOf, idAt } from '../find-bimtek.ts';
import { sessionsOf } from '../sessions.ts';
import { ownCalendar } from './documents.ts';
import { markSeen } from './mark-seen.ts';
import { findTaught, listMembers, listTaught, readOwnTimetable } from './queries.ts';

const learners = allow('kader', 'duta', 'pelatih');
/** 'bimtek id:version', once for each bimtek on the page. */
const seenForm = z.object({
  seen: z
    .union([z.string(), z.array(z.string())])
    .transform((value) => [value].flat())
    .pipe(z.array(z.string().regex(/^[0-9a-f-]{36}:\d{1,6}$/, 'choice')).max(20))
    .transform((all) => all.map((one) => ({ bimtekId: one.slice(0, 36), no: Number(one.slice(37)) }))),
});

export const routes = new Hono<Env>()
  .get('/jadwal', learners, async (c) => {
    const { db, clock } = c.get('house');
    const own = await readOwnTimetable(db, actorOf(c), clock.now());
    keepOnPhone(c, 7);
    return c.html(ownTimetablePage(shell(c), { own, kabar: c.req.query('kabar') }));
  })
  .get('/jadwal.ics', learners, async (c) => {
    const { db, clock } = c.get('house');
    const own = await readOwnTimetable(db, actorOf(c), clock.now());
    c.header('Content-Type', 'text/calendar; charset=utf-8');
    c.header('Content-Disposition', 'attachment; filename="jadwal.ics"');
    return c.body(ownCalendar(own, clock.now()));
  })
  .post('/jadwal/tahu', learners, async (c) => {
    const form = await readForm(c, seenForm);
    if (!form.ok) return seeOther(c, '/jadwal');
    const { db, clock } = c.get('house');
    const { versions } = await readOwnTimetable(db, actorOf(c), clock.now());
    const own = form.value.seen.filter(({ bimtekId }) => versions.has(bimtekId));
    await once(c, (trx) => markSeen(trx, { personId: actorOf(c).personId, versions: own }));
    return seeOther(c, '/jadwal?kabar=tahu');
  })
  .get('/kelas', allow('pelatih'), async (c) => {
    const { db, clock } = c.get('house');
    const sessions = await sessionsOf(db, { trainer: actorOf(c).personId, now: clock.now() });
    const forgotten = await c.get('forgotten')();
    const classes = await listTaught(db, actorOf(c), clock.now());
    keepOnPhone(c, 7);
    return c.html(taughtClassesPage(shell(c), { classes, sessions, forgotten }));
  })
  .get('/kelas/:class', allow('pelatih'), async (c) => {
    const { db, clock } = c.get('house');
    const taught = found(await findTaught(db, actorOf(c), idAt(c, 'class'), clock.now()));
    const sessions = await sessionsOf(db, { classId: taught.id });
    const members = await listMembers(db, taught.bimtekId, taught.id);
    return c.html(taughtClassPage(shell(c), { taught, sessions, members, kabar: c.req.query('kabar') }));
  });
