import { sql } from 'kysely';
import type { Trx } from '../database/schema.ts';
import type { Place } from './find-places.ts';
import type { NewMark, StoredMark } from './rules.ts';

export type KnownMark = StoredMark & { rootId: string; closingNo: number | null };

/**
 * The marks that new ones are held against, by id: those of the same pairs, those with the same ids, and those that
 * they name as bases wherever these belong. Read after `lockEnrolments`, in a statement of its own.
 */
export async function readKnown(
  trx: Trx,
  sent: readonly { mark: NewMark; place: Place }[],
): Promise<Map<string, KnownMark>> {
  const ids = sent.flatMap(({ mark }) => [mark.id, ...mark.bases]);
  const sessions = sent.map(({ place }) => place.sessionId);
  const roots = sent.map(({ place }) => place.rootId);
  const { rows } = await sql<KnownMark>`
    select k.id, k.session_id as "sessionId", k.enrolment_id as "enrolmentId", e.root_id as "rootId", k.status,
      k.minutes_late as "minutesLate", k.left_at as "leftAt", k.note, k.bases, k.source, k.reason, k.by_id as "byId",
      k.device, k.device_at as "deviceAt", k.judged_start as "judgedStart", k.closing_no as "closingNo"
    from mark k
    join enrolment e on e.bimtek_id = k.bimtek_id and e.id = k.enrolment_id
    where k.id in (
      select unnest(${ids}::uuid[])
      union
      select o.id from unnest(${sessions}::uuid[], ${roots}::uuid[]) as pair (session_id, root_id)
      join enrolment m on m.root_id = pair.root_id
      join mark o on o.bimtek_id = m.bimtek_id and o.enrolment_id = m.id and o.session_id = pair.session_id)`.execute(
    trx,
  );
  return new Map(rows.map((mark) => [mark.id, mark]));
}
