import { found, NotFound } from '../http/errors.ts';
import type { Ctx } from '../http/house.ts';
import { isId } from '../id.ts';
import { findPresensi, type PresensiBimtek } from './overview.ts';

/** The bimtek of the address; `write`: only for its own panitia. */
export async function presensiOf(c: Ctx, use: 'read' | 'write'): Promise<PresensiBimtek> {
  const id = c.req.param('bimtek');
  const bimtek = found(isId(id) ? await findPresensi(c.get('house').db, c.get('actor')!, id) : null);
  if (use === 'write' && !bimtek.organiser) throw new NotFound();
  return bimtek;
}
