import { sql } from 'kysely';
import type { Db, LineState, TimeZone } from '../../database/schema.ts';
import { type Actor, hasRole } from '../../http/actor.ts';
import { currentEnrolment, type CurrentEnrolment } from '../current-enrolment.ts';
import { teachesClass } from '../scope.ts';
import { readVersions } from '../read-versions.ts';
import { type SessionView, sessionsOf } from '../sessions.ts';
import { classChanges } from '../texts/class-changes.ts';
import { type Known, knownUpTo, type News, newsOf, type SessionBefore } from '../timetable-changes.ts';

/** Someone's own timetable: as kader of the current enrolment, as pelatih of classes and sessions, or both. */
export type OwnTimetable = {
  enrolment: CurrentEnrolment | null;
  sessions: SessionView[];
  /** What the person last knew, by id, of sessions that moved, were cancelled or put back since they said so. */
  changed: ReadonlyMap<string, SessionBefore>;
  /** Sessions ahead that the kader knew and that were deleted or are no longer their class's. */
  gone: SessionBefore[];
  /** Newest version published, by bimtek. */
  versions: ReadonlyMap<string, number>;
};

export async function readOwnTimetable(db: Db, actor: Actor, now: Date): Promise<OwnTimetable> {
  const enrolment = hasRole(actor, 'kader') ? ((await currentEnrolment(db, actor.personId)) ?? null) : null;
  const learning = enrolment ? await sessionsOf(db, { enrolmentId: enrolment.enrolmentId }) : [];
  const teaching = hasRole(actor, 'pelatih') ? await sessionsOf(db, { trainer: actor.personId, now }) : [];
  const sessions = [
    ...new Map([...learning, ...teaching].map((session) => [session.id, session])).values(),
  ].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || (a.id < b.id ? -1 : 1));
  const bimteks = new Set(sessions.map(({ bimtekId }) => bimtekId));
  if (enrolment) bimteks.add(enrolment.bimtekId);
  const known = await readKnown(db, actor.personId, [...bimteks]);
  const versions = new Map([...known].map(([bimtekId, { no }]) => [bimtekId, no]));
  const gone = enrolment ? goneFor(enrolment, sessions, known.get(enrolment.bimtekId)?.known, now) : [];
  return { enrolment, sessions, changed: changedFor(sessions, known), gone, versions };
}

const NEWS: ReadonlySet<News> = new Set(['moved', 'cancelled', 'restored']);

type KnownTimetable = { known: ReadonlyMap<string, Known>; /** Newest version. */ no: number };

/** What a person knows of each timetable since they last said so, by bimtek. */
async function readKnown(
  db: Db,
  personId: string,
  bimteks: readonly string[],
): Promise<Map<string, KnownTimetable>> {
  if (bimteks.length === 0) return new Map();
  const seen = await readSeen(db, personId);
  const versions = await readVersions(db, bimteks);
  return new Map(
    [...versions].map(([bimtekId, published]) => [
      bimtekId,
      { known: knownUpTo(published, seen.get(bimtekId) ?? 0), no: published.at(-1)?.no ?? 0 },
    ]),
  );
}

/** A session that moved twice is told from where the person knew it; one that is back where it was is no news. */
function changedFor(
  sessions: readonly SessionView[],
  timetables: ReadonlyMap<string, KnownTimetable>,
): Map<string, SessionBefore> {
  return new Map(
    sessions.flatMap((session): [string, SessionBefore][] => {
      const was = timetables.get(session.bimtekId)?.known.get(session.id)?.was;
      const now = { ...session, cancelled: session.cancelReason !== null };
      return was && NEWS.has(newsOf(was, now)) ? [[session.id, was]] : [];
    }),
  );
}

/** What is over needs no word any more. */
const goneFor = (
  { bimtekId, classId }: CurrentEnrolment,
  sessions: readonly SessionView[],
  known: ReadonlyMap<string, Known> = new Map(),
  now: Date,
): SessionBefore[] =>
  classChanges(
    classId,
    sessions.filter((session) => session.bimtekId === bimtekId),
    known,
  ).flatMap((change) =>
    change.kind === 'left' && Date.parse(change.was.endsAt) > now.getTime() ? [change.was] : [],
  );

async function readSeen(db: Db, personId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('timetable_seen')
    .select(['bimtek_id', 'no'])
    .where('person_id', '=', personId)
    .execute();
  return new Map(rows.map(({ bimtek_id, no }) => [bimtek_id, no]));
}

export type TaughtClass = {
  id: string;
  letter: string;
  bimtekName: string;
  bimtekLabel: string;
  zone: TimeZone;
  people: number;
};

/** Classes that the actor teaches now. */
export const listTaught = (db: Db, actor: Actor, now: Date): Promise<TaughtClass[]> =>
  taught(db, actor, now).orderBy('b.starts_on', 'desc').orderBy('k.letter').execute();

export const findTaught = (
  db: Db,
  actor: Actor,
  classId: string,
  now: Date,
): Promise<(TaughtClass & { bimtekId: string }) | undefined> =>
  taught(db, actor, now)
    .select('k.bimtek_id as bimtekId')
    .where('k.class_id', '=', classId)
    .executeTakeFirst();

const taught = (db: Db, actor: Actor, now: Date) =>
  db
    .selectFrom(db.selectFrom('class').select(['id as class_id', 'bimtek_id', 'letter']).as('k'))
    .innerJoin('bimtek as b', 'b.id', 'k.bimtek_id')
    .select([
      'k.class_id as id',
      'k.letter',
      'b.name as bimtekName',
      'b.label as bimtekLabel',
      'b.time_zone as zone',
    ])
    .select(
      sql<number>`(select count(*)::int from enrolment e where e.bimtek_id = k.bimtek_id and e.class_id = k.class_id and e.root_id = e.id and e.ended_at is null)`.as(
        'people',
      ),
    )
    .where(teachesClass(actor, 'k', now));

export type Member = {
  enrolmentId: string;
  personId: string;
  name: string;
  no: string;
  villageName: string;
  villageTerm: string;
  regencyName: string;
  planned: number;
  attended: number;
  l1: LineState;
  modulesDone: number;
  modulesRequired: number;
  postBp: number | null;
  rktl: 'none' | 'submitted' | 'revise' | 'accepted';
  signedIn: boolean;
};

/** Members of a class (found through the actor) by participant number, with where they stand. */
export const listMembers = (db: Db, bimtekId: string, classId: string): Promise<Member[]> =>
  db
    .selectFrom('standing as s')
    .innerJoin('person as p', 'p.id', 's.person_id')
    .innerJoin('village as v', 'v.code', 's.village_code')
    .innerJoin('regency as r', 'r.code', 'v.regency_code')
    .leftJoin('account as a', 'a.person_id', 'p.id')
    .select(['s.enrolment_id as enrolmentId', 's.person_id as personId', 'p.name', 's.participant_no as no'])
    .select(['v.name as villageName', 'r.village_term as villageTerm', 'r.name as regencyName'])
    .select([
      's.half_jp_planned as planned',
      's.half_jp_attended as attended',
      's.l1',
      's.modules_done as modulesDone',
    ])
    .select(['s.modules_required as modulesRequired', 's.post_bp as postBp', 's.rktl'])
    .select(sql<boolean>`a.first_signed_in_at is not null`.as('signedIn'))
    .where('s.bimtek_id', '=', bimtekId)
    .where('s.class_id', '=', classId)
    .where('s.ended', '=', false)
    .orderBy(sql`split_part(s.participant_no, '-', 1), length(s.participant_no), s.participant_no`)
    .execute();
