import { Hono } from 'hono';
import { sql } from 'kysely';
import { firstPage } from '../../views/front/first-page.ts';
import { helpPage } from '../../views/front/help.ts';
import { offlinePage } from '../../views/front/offline.ts';
import { thisPhonePage } from '../../views/front/this-phone.ts';
import { privacyPage } from '../../views/front/privacy.ts';
import { allow } from '../http/audience.ts';
import { seeOther } from '../http/fragment.ts';
import type { Env } from '../http/house.ts';
import { shell } from '../http/page.ts';
import { manifestOf } from './manifest.ts';
import { homeOf } from './rules.ts';

/** What everybody may open: the first page, help, the privacy notice, the page for times without network, health. */
export const routes = new Hono<Env>()
  .get('/', allow('everyone'), (c) => {
    const actor = c.get('actor');
    return actor ? seeOther(c, homeOf(actor.roles)) : c.html(firstPage(shell(c)));
  })
  .get('/bantuan', allow('everyone'), (c) => c.html(helpPage(shell(c))))
  .get('/privasi', allow('everyone'), (c) => c.html(privacyPage(shell(c))))
  .get('/tanpa-internet', allow('everyone'), (c) => c.html(offlinePage(shell(c))))
  .get('/hp-ini', allow('everyone'), (c) => c.html(thisPhonePage(shell(c))))
  .get('/isi-hp', allow('everyone'), (c) => seeOther(c, '/hp-ini'))
  .get('/manifest.webmanifest', allow('everyone'), (c) => {
    c.header('Cache-Control', 'public, max-age=86400');
    c.header('Content-Type', 'application/manifest+json; charset=utf-8');
    return c.body(JSON.stringify(manifestOf(c.get('house').assets)));
  })
  .get('/healthz', allow('everyone'), (c) => c.text('ok'))
  .get('/readyz', allow('everyone'), async (c) => {
    try {
      await sql`select 1`.execute(c.get('house').db);
      return c.text('ok');
    } catch (error) {
      c.get('house').log.error({ err: error }, 'not ready');
      return c.text('database is not reachable', 503);
    }
  });
