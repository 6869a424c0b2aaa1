import { Hono } from 'hono';
import { importPage, importsPage } from '../../../views/bimtek/imports.ts';
import { allow } from '../../http/audience.ts';
import { found } from '../../http/errors.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { shell } from '../../http/page.ts';
import { actorOf, bimtekAt, type BimtekView, idAt } from '../find-bimtek.ts';
import { findUses } from './find-uses.ts';
import { findImport, importedRows, listImports, slipsAmong } from './queries.ts';
import { madeBy, undoImport, type UndoRefusal } from './undo-import.ts';

const panitia = allow('panitia');
const path = '/kelola/bimtek/:bimtek/impor';

/** The imports of a bimtek, what each did, and taking one back. */
export const routes = new Hono<Env>()
  .get(path, panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'read');
    const rows = await listImports(c.get('house').db, bimtek.id);
    return c.html(importsPage(shell(c), { bimtek, rows, kabar: c.req.query('kabar') }));
  })
  .get(`${path}/:import`, panitia, async (c) => show(c, await bimtekAt(c, 'read')))
  .post(`${path}/:import/batal`, panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const { db, keys, clock } = c.get('house');
    const { id: importId } = found(await findImport(db, bimtek.id, idAt(c, 'import')));
    const wish = { bimtekId: bimtek.id, importId, by: actorOf(c).personId };
    const result = await once(c, (trx) => undoImport(trx, keys, wish, clock.now()));
    if (!result.ok) return show(c, bimtek, result.refusal);
    return seeOther(c, `/kelola/bimtek/${bimtek.id}/impor?kabar=dibatalkan`);
  });

async function show(c: Ctx, bimtek: BimtekView, refusal?: UndoRefusal) {
  const { db } = c.get('house');
  const entry = found(await findImport(db, bimtek.id, idAt(c, 'import')));
  const rows = await importedRows(db, entry.id);
  const made = madeBy(rows);
  const uses = entry.undoneAt ? [] : await findUses(db, made);
  const slips = entry.undoneAt ? 0 : await slipsAmong(db, made.people);
  const status = refusal ? (refusal.reason === 'self' ? 403 : 409) : 200;
  return c.html(
    importPage(shell(c), { bimtek, entry, rows, uses, slips, ...(refusal ? { refusal } : {}) }),
    status,
  );
}
