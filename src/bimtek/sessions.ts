import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Db, ReadonlyDb, TimeZone, Trx } from '../database/schema.ts';

/** A session as pages show it; instants in UTC, JP in halves, `zone` of its bimtek. */
export type SessionView = {
  id: string;
  bimtekId: string;
  bimtekName: string;
  zone: TimeZone;
  no: number;
  startsAt: Date;
  endsAt: Date;
  halfJp: number;
  topic: string;
  subject: string;
  room: string;
  pic: string;
  counted: boolean;
  cancelReason: string | null;
  finishedAt: Date | null;
  timetableNo: number;
  was: { startsAt: Date; endsAt: Date; room: string } | null;
  classes: { id: string; letter: string }[];
  /** Those named for the session; where nobody is named, the trainers of its classes. */
  trainers: { id: string; name: string }[];
  /** Named for the session itself. */
  named: string[];
};

/** Whose sessions: of an enrolment (its classes over time), of a class, of a trainer at `now`, or of a bimtek. */
export type SessionsWish =
  | { enrolmentId: string }
  | { classId: string }
  | { trainer: string; now: Date }
  | { bimtekId: string; from?: Date; until?: Date; classId?: string | undefined }
  | { sessionId: string };

/** Sessions in time order, cancelled ones too, in one statement. The caller has found the wish through the actor. */
export async function sessionsOf(db: Db | Trx | ReadonlyDb, wish: SessionsWish): Promise<SessionView[]> {
  const rows = await (db as Db)
    .selectFrom('session as s')
    .innerJoin('bimtek as b', 'b.id', 's.bimtek_id')
    .select((eb) => [
      's.id',
      's.bimtek_id as bimtekId',
      'b.name as bimtekName',
      'b.time_zone as zone',
      's.no',
      's.starts_at as startsAt',
      's.ends_at as endsAt',
      's.half_jp as halfJp',
      's.topic',
      's.subject',
      's.room',
      's.pic',
      's.counted',
      's.cancel_reason as cancelReason',
      's.finished_at as finishedAt',
      's.timetable_no as timetableNo',
      's.was',
      jsonArrayFrom(
        eb
          .selectFrom('session_class as sc')
          .innerJoin('class as c', (join) =>
            join.onRef('c.id', '=', 'sc.class_id').onRef('c.bimtek_id', '=', 'sc.bimtek_id'),
          )
          .select(['c.id', 'c.letter'])
          .whereRef('sc.session_id', '=', 's.id')
          .whereRef('sc.bimtek_id', '=', 's.bimtek_id')
          .orderBy('c.letter'),
      ).as('classes'),
      jsonArrayFrom(
        eb
          .selectFrom('session_trainer as st')
          .innerJoin('person as p', 'p.id', 'st.person_id')
          .select(['p.id', 'p.name'])
          .whereRef('st.session_id', '=', 's.id')
          .whereRef('st.bimtek_id', '=', 's.bimtek_id')
          .orderBy('p.name_key'),
      ).as('own'),
      jsonArrayFrom(
        eb
          .selectFrom('session_class as sc')
          .innerJoin('class_trainer as ct', (join) =>
            join.onRef('ct.class_id', '=', 'sc.class_id').onRef('ct.bimtek_id', '=', 'sc.bimtek_id'),
          )
          .innerJoin('person as p', 'p.id', 'ct.person_id')
          .select(['p.id', 'p.name'])
          .distinct()
          .whereRef('sc.session_id', '=', 's.id')
          .whereRef('sc.bimtek_id', '=', 's.bimtek_id')
          .where((or) => or.or([or('ct.until', 'is', null), or('ct.until', '>', or.ref('s.starts_at'))]))
          .orderBy('p.name'),
      ).as('ofClasses'),
    ])
    .where(chosen(wish))
    .orderBy('s.starts_at')
    .orderBy('s.id')
    .execute();
  return rows.map(({ was, own, ofClasses, ...row }) => ({
    ...row,
    was: was && { startsAt: new Date(was.startsAt), endsAt: new Date(was.endsAt), room: was.room },
    trainers: own.length > 0 ? own : ofClasses,
    named: own.map(({ id }) => id),
  }));
}

function chosen(wish: SessionsWish) {
  if ('sessionId' in wish) return sql<boolean>`s.id = ${wish.sessionId}`;
  if ('enrolmentId' in wish) return ofEnrolment(wish.enrolmentId);
  if ('trainer' in wish) return ofTrainer(wish.trainer, wish.now);
  if (!('bimtekId' in wish)) return inClass(wish.classId);
  const { bimtekId, from, until, classId } = wish;
  return sql<boolean>`s.bimtek_id = ${bimtekId}
    and s.starts_at >= coalesce(${from ?? null}::timestamptz, '-infinity') and s.starts_at < coalesce(${until ?? null}::timestamptz, 'infinity')
    and (${classId ?? null}::uuid is null or ${inClass(classId ?? null)})`;
}

const inClass = (classId: string | null) => sql<boolean>`exists (
  select from session_class sc where sc.session_id = s.id and sc.bimtek_id = s.bimtek_id and sc.class_id = ${classId}::uuid)`;

/** The classes a person belonged to at that time; before joining, those of the first class (certification/standing.ts has the same). */
const ofEnrolment = (enrolmentId: string) => sql<boolean>`exists (
  select from (
    select m.bimtek_id, m.class_id,
      case when row_number() over w = 1 then '-infinity'::timestamptz else m.since end as lo,
      coalesce(lead(m.since) over w, 'infinity'::timestamptz) as hi
    from class_membership m where m.enrolment_id = ${enrolmentId}
    window w as (order by m.since)
  ) stay
  join session_class sc on sc.bimtek_id = stay.bimtek_id and sc.class_id = stay.class_id
  where sc.session_id = s.id and sc.bimtek_id = s.bimtek_id and s.starts_at >= stay.lo and s.starts_at < stay.hi)`;

/** Named for the session, or trainer of one of its classes at `now`. */
const ofTrainer = (personId: string, now: Date) => sql<boolean>`s.id in (
  select st.session_id from session_trainer st where st.person_id = ${personId}
  union
  select sc.session_id from class_trainer ct
  join session_class sc on sc.bimtek_id = ct.bimtek_id and sc.class_id = ct.class_id
  where ct.person_id = ${personId} and ct.since <= ${now} and (ct.until is null or ct.until > ${now}))`;
