import type { Db } from '../../database/schema.ts';
import type { BimtekView } from '../find-bimtek.ts';
import { readHead } from '../planning/queries.ts';
import { sessionsOf } from '../sessions.ts';
import type { TimetablePaper } from './documents.ts';

/** What stands on the printed timetable of a class (by letter), or of the whole bimtek. Five statements. */
export async function readPaper(
  db: Db,
  bimtek: BimtekView,
  letter: string | undefined,
): Promise<Omit<TimetablePaper, 'printedBy' | 'printedAt'>> {
  const { name, logo_svg } = await db
    .selectFrom('issuer')
    .select(['name', 'logo_svg'])
    .where('id', '=', bimtek.issuerId)
    .executeTakeFirstOrThrow();
  const { no } = await db
    .selectFrom('timetable_version')
    .select((eb) => eb.fn.max('no').as('no'))
    .where('bimtek_id', '=', bimtek.id)
    .executeTakeFirstOrThrow();
  const { classes } = await readHead(db, bimtek.id, bimtek.zone);
  const only = classes.find((one) => one.letter === letter);
  const sessions = await sessionsOf(db, { bimtekId: bimtek.id, classId: only?.id });
  return {
    bimtek,
    issuer: name,
    logo: logo_svg,
    letter: only?.letter ?? null,
    sessions: sessions.filter(({ cancelReason }) => cancelReason === null),
    totals: only ? [only] : classes,
    version: no ?? 0,
  };
}
