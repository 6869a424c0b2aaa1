import { sql } from 'kysely';
import { type ParticipantFilter, participants } from '../../bimtek/index.ts';
import type { Db, TimeZone } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { SLIP_TRIES } from '../slip.ts';
import { organisesBimtek } from './scope.ts';

/** Where a person stands on the way in; `sent` covers printed and sent. */
export type SlipState = 'active' | 'inactive' | 'none' | 'made' | 'sent' | 'expired' | 'dead';
export const SLIP_FILTERS = ['all', 'waiting', 'none', 'made', 'sent', 'active'] as const;
export type SlipFilter = ParticipantFilter & {
  state: (typeof SLIP_FILTERS)[number];
  q: string;
};

export type SlipBimtek = {
  id: string;
  name: string;
  label: string;
  place: string;
  startsOn: string;
  endsOn: string;
  timeZone: TimeZone;
};

/** The bimtek, when the actor organises it: the slips of others' bimtek are not even read. */
export async function findSlipBimtek(db: Db, actor: Actor, bimtekId: string): Promise<SlipBimtek | null> {
  if (!organisesBimtek(actor, bimtekId)) return null;
  const row = await db.selectFrom('bimtek').selectAll().where('id', '=', bimtekId).executeTakeFirst();
  if (!row) return null;
  const { id, name, label, place } = row;
  return { id, name, label, place, startsOn: row.starts_on, endsOn: row.ends_on, timeZone: row.time_zone };
}

export const slipState = (now: Date) => sql<SlipState>`case
  when not a.active then 'inactive'
  when a.password_hash is not null then 'active'
  when s.id is null then 'none'
  when s.tries >= ${SLIP_TRIES} then 'dead'
  when s.expires_at <= ${now} then 'expired'
  when s.sent_at is not null or s.printed_at is not null then 'sent'
  else 'made' end`;

/** Participants of a bimtek with their live slip (s), for a list of slips. */
export const slipPeopleOf = (db: Db, bimtekId: string, filter: ParticipantFilter) =>
  participants(db, bimtekId, filter).leftJoin('slip as s', (join) =>
    join.onRef('s.person_id', '=', 'p.id').on('s.used_at', 'is', null).on('s.void_at', 'is', null),
  );

/** Which states each filter of the list shows. */
export const STATES_OF: Record<Exclude<SlipFilter['state'], 'all'>, SlipState[]> = {
  waiting: ['none', 'made', 'sent', 'expired', 'dead'],
  none: ['none', 'expired', 'dead'],
  made: ['made', 'sent'],
  sent: ['sent'],
  active: ['active'],
};
