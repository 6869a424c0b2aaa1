import { Hono } from 'hono';
import { phoneFilePage } from '../../../views/attendance/phone-file.ts';
import { allow } from '../../http/audience.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { uploadLimit } from '../../http/limits.ts';
import { shell } from '../../http/page.ts';
import { ok } from '../../result.ts';
import { presensiOf } from '../office/presensi-of.ts';
import { checkRows, takeRows } from './check-rows.ts';
import { readPhoneFile } from './forms.ts';

const PATH = '/kelola/bimtek/:bimtek/presensi/berkas';

/** The file that a phone saved when it could not send: shown row by row, then taken as an import of the panitia. */
export const routes = new Hono<Env>()
  .get(PATH, allow('panitia'), async (c) =>
    c.html(phoneFilePage(shell(c), { bimtek: await presensiOf(c, 'write'), content: null })),
  )
  .post(PATH, allow('panitia'), uploadLimit(1), async (c) => {
    const bimtek = await presensiOf(c, 'write');
    const { berkas, isi } = await c.req.parseBody();
    const content = berkas instanceof File ? await berkas.text() : typeof isi === 'string' ? isi : '';
    const rows = readPhoneFile(content);
    if (!rows) return c.html(phoneFilePage(shell(c), { bimtek, content: null, unreadable: true }), 422);
    const { db, clock } = c.get('house');
    const { bimtekId } = bimtek;
    if (berkas instanceof File)
      return c.html(phoneFilePage(shell(c), { bimtek, content, lines: await checkRows(db, bimtekId, rows) }));
    const result = await once(c, async (trx) =>
      ok(await takeRows(trx, c.get('actor')!, { bimtekId, rows }, clock.now())),
    );
    const taken = result.ok ? result.value.filter(({ outcome }) => outcome !== 'refused').length : 0;
    return seeOther(c, `/kelola/bimtek/${bimtekId}/presensi?kabar=berkas&n=${taken}`);
  });
