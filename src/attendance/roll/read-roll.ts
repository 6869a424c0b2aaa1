import { readRules } from '../../bimtek/index.ts';
import { found, NotFound } from '../../http/errors.ts';
import { readQuery } from '../../http/form.ts';
import type { Ctx } from '../../http/house.ts';
import { isId } from '../../id.ts';
import { readClosing } from '../closing-state.ts';
import { findSession, type HallSession } from '../find-session.ts';
import { needsReason } from '../form-mark.ts';
import { type RollQuery, rollQuery } from '../forms.ts';
import { liveDispensation } from '../grant-dispensation.ts';
import { countRoll, markable, readRollCall, type RollRow } from '../roll-call.ts';

/** All on one page up to this many; a larger session opens on one class. */
const MOST_ON_A_PAGE = 100;

/** The session of the address, found through the actor; `toMark`: only when the actor may mark it. */
export async function hallSession(c: Ctx, toMark = false): Promise<HallSession> {
  const id = c.req.param('session');
  const { db, clock } = c.get('house');
  const session = found(isId(id) ? await findSession(db, c.get('actor')!, id, clock.now()) : null);
  if (toMark && !session.mayMark) throw new NotFound();
  return session;
}

/** The rows of the address's filter, the counts of its class, and what the page says about them. */
export async function readRoll(c: Ctx, session: HallSession) {
  const { db } = c.get('house');
  const filter: RollQuery = readQuery(c, rollQuery);
  let people = await readRollCall(db, session, { classId: filter.kelas });
  const tooMany = people.length > MOST_ON_A_PAGE && !filter.kelas && session.classes.length > 1;
  if (tooMany) {
    filter.kelas = session.classes[0]!.id;
    people = people.filter((row) => row.classId === filter.kelas);
  }
  const rows = people.filter(
    (row) => (!filter.saring || row.filter === filter.saring) && isLike(row, filter.cari),
  );
  const { inForce } = await readClosing(db, session.bimtekId);
  const rules = await readRules(db, session.bimtekId);
  return {
    filter,
    people,
    rows,
    counts: countRoll(people),
    closed: inForce !== null,
    late: rules.late_tolerance_minutes,
  };
}

function isLike(row: RollRow, wanted: string | undefined): boolean {
  if (!wanted) return true;
  return `${row.name} ${row.no} ${row.village}`.toLowerCase().includes(wanted.toLowerCase());
}

/** One person of the session, or 404. */
export async function rowOf(c: Ctx, session: HallSession, enrolmentId: string | undefined): Promise<RollRow> {
  if (!isId(enrolmentId)) throw new NotFound();
  const [row] = await readRollCall(c.get('house').db, session, { enrolmentId });
  return found(row);
}

/** What the sheet of one person shows. */
export async function readSheet(c: Ctx, session: HallSession, row: RollRow) {
  const { db, clock } = c.get('house');
  const actor = c.get('actor')!;
  const running = clock.now() > session.startsAt && clock.now() < session.endsAt;
  const minutes = Math.floor((clock.now().getTime() - session.startsAt.getTime()) / 60_000);
  return {
    session,
    row,
    actorId: actor.personId,
    markable: session.mayMark && !session.cancelledAt && markable(row, actor.personId),
    needsReason: needsReason(session, row),
    dispensation: await liveDispensation(db, session.bimtekId, {
      sessionId: session.id,
      enrolmentId: row.enrolmentId,
    }),
    mayExempt: session.organiser && row.personId !== actor.personId,
    minutesNow: running && minutes > 0 ? minutes : null,
  };
}
