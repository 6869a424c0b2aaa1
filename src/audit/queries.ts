import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';
import { inArea } from '../region/index.ts';

const EVENTS_A_PAGE = 50;

export type EventFilter = {
  act: string;
  /** A person whose acts, or acts about whom, are wanted. */
  person: string | undefined;
  /** Part of a name: the same for everybody who has it. */
  q: string;
  /** Day of WIB, 'YYYY-MM-DD', or empty. */
  day: string;
  /** The `seq` of the last event shown. */
  before: number | undefined;
};

export type EventRow = {
  seq: number;
  at: Date;
  act: string;
  actor: string | null;
  actorId: string | null;
  subjectKind: string;
  subjectId: string;
  subject: string | null;
  subjectPersonId: string | null;
  bimtek: string | null;
  detail: Record<string, unknown>;
};

/** Events that the actor may read, newest first; one more row than a page tells that there is another. */
export async function listEvents(db: Db, actor: Actor, filter: EventFilter): Promise<EventRow[]> {
  let rows = db
    .selectFrom('audit_event as a')
    .leftJoin('person as by', 'by.id', 'a.actor_id')
    .leftJoin('bimtek as b', 'b.id', 'a.bimtek_id')
    .leftJoin('person as about', (join) => join.on('about.id', '=', personOf))
    .select(['a.seq', 'a.at', 'a.act', 'a.actor_id', 'a.subject_kind', 'a.subject_id', 'a.detail'])
    .select(['by.name as actor', 'about.name as subject', 'about.id as subject_person', 'b.label as bimtek'])
    .where(readable(actor));
  if (filter.act) rows = rows.where('a.act', '=', filter.act);
  if (filter.day)
    rows = rows.where('a.at', '>=', dayStart(filter.day)).where('a.at', '<', nextDay(filter.day));
  if (filter.before !== undefined) rows = rows.where('a.seq', '<', filter.before);
  if (filter.person) rows = rows.where(isOrConcerns(sql`select ${filter.person}::uuid`));
  if (filter.q)
    rows = rows.where(
      isOrConcerns(sql`select id from person where name_key like ${`%${filter.q.toLowerCase()}%`}`),
    );
  const found = await rows
    .orderBy('a.seq', 'desc')
    .limit(EVENTS_A_PAGE + 1)
    .execute();
  return found.map((row) => ({
    seq: Number(row.seq),
    at: row.at,
    act: row.act,
    actor: row.actor,
    actorId: row.actor_id,
    subjectKind: row.subject_kind,
    subjectId: row.subject_id,
    subject: row.subject,
    subjectPersonId: row.subject_person,
    bimtek: row.bimtek,
    detail: row.detail as Record<string, unknown>,
  }));
}

/** The person an event is about: its subject, the person of its enrolment, or the one its detail names. */
const personOf = sql<string | null>`case
  when a.subject_kind = 'person' then a.subject_id::uuid
  when a.subject_kind = 'enrolment' then (select e.person_id from enrolment e where e.id = a.subject_id::uuid limit 1)
  when a.detail ->> 'person' ~ '^[0-9a-f-]{36}$' then (a.detail ->> 'person')::uuid end`;

const isOrConcerns = (people: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`(a.actor_id in (${people}) or (${personOf}) in (${people}))`;

/**
 * Admins read all; a pemantau whose grant says so reads what concerns people and villages of its scope, or all when it
 * covers all bimtek.
 */
function readable(actor: Actor): RawBuilder<boolean> {
  const grants = actor.grants.filter((grant) => grant.role === 'pemantau' && grant.audit);
  const scoped = { ...actor, grants };
  const all = actor.roles.has('admin') || grants.some((grant) => grant.allBimtek);
  const here = inArea(scoped, ['pemantau'], { village: 'v.code', regency: 'v.regency_code' });
  return sql<boolean>`(${all}::boolean
    or exists (select from enrolment e join village v on v.code = e.village_code where e.person_id = (${personOf}) and ${here})
    or (a.subject_kind = 'village' and exists (select from village v where v.code = a.subject_id and ${here})))`;
}

/** Who may open the log at all. */
export const readsAudit = (actor: Actor): boolean =>
  actor.roles.has('admin') || actor.grants.some((grant) => grant.role === 'pemantau' && grant.audit);

const dayStart = (day: string): Date => new Date(`${day}T00:00:00+07:00`);
const nextDay = (day: string): Date => new Date(dayStart(day).getTime() + 24 * 3_600_000);
