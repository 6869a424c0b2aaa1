import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Db } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { hasRole } from '../../http/actor.ts';
import { isReadable } from '../scope.ts';

export type BimtekRow = {
  id: string;
  name: string;
  label: string;
  place: string;
  startsOn: string;
  endsOn: string;
  people: number;
  panitia: string[];
  /** False for an admin who is not panitia of it: its pages are not theirs. */
  open: boolean;
};

/** Every bimtek that the actor may read as panitia; an admin sees that the others are there, and who runs them. */
export async function listBimtek(db: Db, actor: Actor, now: Date): Promise<BimtekRow[]> {
  const rows = await db
    .selectFrom('bimtek as b')
    .select((eb) => [
      'b.id',
      'b.name',
      'b.label',
      'b.place',
      'b.starts_on as startsOn',
      'b.ends_on as endsOn',
      isReadable(actor, 'b.id').as('open'),
      sql<number>`(select count(*)::int from enrolment e where e.bimtek_id = b.id and e.root_id = e.id and e.ended_at is null)`.as(
        'people',
      ),
      jsonArrayFrom(
        eb
          .selectFrom('role_grant as g')
          .innerJoin('person as p', 'p.id', 'g.person_id')
          .select('p.name')
          .distinct()
          .whereRef('g.bimtek_id', '=', 'b.id')
          .where('g.role', '=', 'panitia')
          .where('g.starts_at', '<=', now)
          .where((or) => or.or([or('g.ends_at', 'is', null), or('g.ends_at', '>', now)]))
          .orderBy('p.name'),
      ).as('panitia'),
    ])
    .where(sql<boolean>`(${hasRole(actor, 'admin')}::boolean or ${isReadable(actor, 'b.id')})`)
    .orderBy('b.starts_on', 'desc')
    .orderBy('b.id')
    .limit(100)
    .execute();
  return rows.map((row) => ({ ...row, panitia: row.panitia.map(({ name }) => name) }));
}

export type IssuerChoice = { id: string; unit: string; name: string };
export const listIssuers = (db: Db): Promise<IssuerChoice[]> =>
  db.selectFrom('issuer').select(['id', 'unit', 'name']).orderBy('unit').execute();

/** Accounts that an admin may make panitia of a new bimtek: those with any role, and those who are no participants. */
export async function panitiaChoices(db: Db, now: Date): Promise<{ id: string; name: string }[]> {
  return db
    .selectFrom('person as p')
    .innerJoin('account as a', 'a.person_id', 'p.id')
    .select(['p.id', 'p.name'])
    .whereRef('p.root_id', '=', 'p.id')
    .where('a.active', '=', true)
    .where(
      sql<boolean>`(exists (select from role_grant g where g.person_id = p.id and g.role <> 'duta' and g.starts_at <= ${now} and (g.ends_at is null or g.ends_at > ${now}))
        or not exists (select from enrolment e where e.person_id = p.id) and not exists (select from role_grant g where g.person_id = p.id))`,
    )
    .orderBy('p.name_key')
    .limit(300)
    .execute();
}

/** What is not ready in a bimtek, as counts. */
export type Readiness = {
  people: number;
  never: number;
  noDecree: number;
  unconfirmed: number;
  classes: number;
  noTrainer: number;
  noSession: number;
  sessions: number;
  unfinished: number;
  questions: number;
  objections: number;
  rktl: number;
  courses: number;
  due: number;
};

/** One statement, whatever the size of the bimtek. */
export async function readReadiness(db: Db, bimtekId: string, now: Date): Promise<Readiness> {
  const { rows } = await sql<Readiness>`
    select s.*, k.*, t.*,
      (select count(*)::int from objection o where o.bimtek_id = ${bimtekId}
        and not exists (select from objection_answer x where x.objection_id = o.id)) as objections,
      (select count(*)::int from bimtek_course bc where bc.bimtek_id = ${bimtekId}) as courses
    from (
      select count(*)::int as people,
        (count(*) filter (where a.first_signed_in_at is null))::int as never,
        (count(*) filter (where st.decree = 'none'))::int as "noDecree",
        (count(*) filter (where st.decree = 'recorded'))::int as unconfirmed,
        coalesce(sum(st.open_questions), 0)::int as questions,
        (count(*) filter (where st.rktl = 'submitted'))::int as rktl,
        (count(*) filter (where st.due is not null))::int as due
      from standing st left join account a on a.person_id = st.person_id
      where st.bimtek_id = ${bimtekId} and not st.ended
    ) s
    cross join (
      select count(*)::int as classes,
        (count(*) filter (where not exists (select from class_trainer ct where ct.bimtek_id = c.bimtek_id and ct.class_id = c.id
          and ct.since <= ${now} and (ct.until is null or ct.until > ${now}))))::int as "noTrainer",
        (count(*) filter (where not exists (select from session_class sc where sc.bimtek_id = c.bimtek_id and sc.class_id = c.id)))::int as "noSession"
      from class c where c.bimtek_id = ${bimtekId}
    ) k
    cross join (
      select (count(*) filter (where x.cancelled_at is null))::int as sessions,
        (count(*) filter (where x.cancelled_at is null and x.counted and x.ends_at <= ${now} and x.finished_at is null))::int as unfinished
      from session x where x.bimtek_id = ${bimtekId}
    ) t`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('counts are one row');
  return row;
}

export type ClassRow = {
  id: string;
  letter: string;
  people: number;
  sessions: number;
  regencies: string[];
  trainers: { id: string; name: string }[];
};

/** Classes with members, sessions and trainers of today. */
export async function listClasses(db: Db, bimtekId: string, now: Date): Promise<ClassRow[]> {
  const rows = await db
    .selectFrom('class as c')
    .select((eb) => [
      'c.id',
      'c.letter',
      sql<number>`(select count(*)::int from enrolment e where e.bimtek_id = c.bimtek_id and e.class_id = c.id and e.root_id = e.id and e.ended_at is null)`.as(
        'people',
      ),
      sql<number>`(select count(*)::int from session_class sc where sc.bimtek_id = c.bimtek_id and sc.class_id = c.id)`.as(
        'sessions',
      ),
      sql<
        string[]
      >`array(select distinct r.name from enrolment e join village v on v.code = e.village_code join regency r on r.code = v.regency_code
        where e.bimtek_id = c.bimtek_id and e.class_id = c.id and e.root_id = e.id and e.ended_at is null order by r.name)`.as(
        'regencies',
      ),
      jsonArrayFrom(
        eb
          .selectFrom('class_trainer as ct')
          .innerJoin('person as p', 'p.id', 'ct.person_id')
          .select(['p.id', 'p.name'])
          .whereRef('ct.class_id', '=', 'c.id')
          .whereRef('ct.bimtek_id', '=', 'c.bimtek_id')
          .where((or) => or.or([or('ct.until', 'is', null), or('ct.until', '>', now)]))
          .orderBy('p.name'),
      ).as('trainers'),
    ])
    .where('c.bimtek_id', '=', bimtekId)
    .orderBy('c.letter')
    .execute();
  return rows;
}

/** Everybody who holds the role pelatih now. */
export const listTrainers = (db: Db, now: Date): Promise<{ id: string; name: string }[]> =>
  db
    .selectFrom('person as p')
    .select(['p.id', 'p.name'])
    .whereRef('p.root_id', '=', 'p.id')
    .where(
      sql<boolean>`exists (select from role_grant g where g.person_id = p.id and g.role = 'pelatih' and g.starts_at <= ${now} and (g.ends_at is null or g.ends_at > ${now}))`,
    )
    .orderBy('p.name_key')
    .limit(500)
    .execute();
