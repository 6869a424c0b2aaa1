import { wallTime } from '../../bimtek/index.ts';
import { found, NotFound } from '../../http/errors.ts';
import type { Ctx } from '../../http/house.ts';
import { isId } from '../../id.ts';
import { findPresensi, type PresensiBimtek } from '../overview.ts';

/** The bimtek of the address, found through the actor; `write`: only for its own panitia. */
export async function presensiOf(c: Ctx, use: 'read' | 'write' = 'read'): Promise<PresensiBimtek> {
  const id = c.req.param('bimtek');
  const bimtek = found(isId(id) ? await findPresensi(c.get('house').db, c.get('actor')!, id) : null);
  if (use === 'write' && !bimtek.organiser) throw new NotFound();
  return bimtek;
}

/** The day asked for ('YYYY-MM-DD'); else today, else the last day with sessions before it, else the first. */
export function chosenDay(
  { days, zone }: PresensiBimtek,
  asked: string | undefined,
  now: Date,
): string | undefined {
  if (asked && days.includes(asked)) return asked;
  const today = wallTime(now, zone).day;
  return days.findLast((day) => day <= today) ?? days[0];
}
