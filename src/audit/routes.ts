import { Hono } from 'hono';
import { auditPage } from '../../views/audit/events.ts';
import { allow } from '../http/audience.ts';
import { Forbidden, found } from '../http/errors.ts';
import { readQuery } from '../http/form.ts';
import type { Env } from '../http/house.ts';
import { shell } from '../http/page.ts';
import { eventFilter } from './forms.ts';
import { listEvents, readsAudit } from './queries.ts';

export const routes = new Hono<Env>().get('/kelola/catatan', allow('admin', 'pemantau'), async (c) => {
  const actor = found(c.get('actor'));
  if (!readsAudit(actor)) throw new Forbidden();
  const { db } = c.get('house');
  const filter = readQuery(c, eventFilter);
  return c.html(auditPage(shell(c), { filter, rows: await listEvents(db, actor, filter) }));
});
