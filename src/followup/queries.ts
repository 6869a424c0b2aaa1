import { type RawBuilder, sql } from 'kysely';
import { organises, readsBimtek, teachesClass } from '../bimtek/index.ts';
import type { Db } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';
import { inArea } from '../region/index.ts';
import { KORKAB_AFTER_DAYS, type RktlRow } from './rules.ts';

/** The newest enrolment of the actor that has not ended, with the moments that open RKTL and evaluation. */
export async function ownFollowup(db: Db, personId: string) {
  return db
    .selectFrom('enrolment as e')
    .innerJoin('bimtek as b', 'b.id', 'e.bimtek_id')
    .select(['e.id', 'e.bimtek_id', 'e.class_id', 'b.time_zone', 'b.pass_deadline'])
    .select(lastSessionStart('e').as('opens_at'))
    .where('e.person_id', '=', personId)
    .whereRef('e.root_id', '=', 'e.id')
    .where('e.ended_at', 'is', null)
    .orderBy('b.starts_on', 'desc')
    .orderBy('e.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Start of the last counted session of the class: the post-test, the RKTL and the evaluation open then. */
const lastSessionStart = (alias: string): RawBuilder<Date | null> => sql<Date | null>`(
  select max(s.starts_at) from session_class sc
  join session s on s.id = sc.session_id and s.bimtek_id = sc.bimtek_id
  where sc.bimtek_id = ${sql.ref(`${alias}.bimtek_id`)} and sc.class_id = ${sql.ref(`${alias}.class_id`)}
    and s.counted and s.cancelled_at is null)`;

export async function ownRktl(db: Db, enrolment: { id: string; bimtek_id: string }) {
  const draft = await db
    .selectFrom('rktl_draft')
    .select('rows')
    .where('bimtek_id', '=', enrolment.bimtek_id)
    .where('enrolment_id', '=', enrolment.id)
    .executeTakeFirst();
  const rounds = await db
    .selectFrom('rktl_round as r')
    .leftJoin('person as p', 'p.id', 'r.by_id')
    .select([
      'r.no',
      'r.rows',
      'r.submitted_at',
      'r.decision',
      'r.comment',
      'r.decided_at',
      'p.name as by_name',
    ])
    .where('r.bimtek_id', '=', enrolment.bimtek_id)
    .where('r.enrolment_id', '=', enrolment.id)
    .orderBy('r.no', 'desc')
    .execute();
  return {
    draft: (draft?.rows as RktlRow[] | undefined) ?? null,
    rounds: rounds.map((r) => ({ ...r, rows: r.rows as RktlRow[] })),
  };
}

/** Who may review: pelatih of the class, panitia of the bimtek, korkab of the regency after seven days of waiting. */
const reviews = (actor: Actor, now: Date): RawBuilder<boolean> => sql<boolean>`(
  ${teachesClass(actor, 'e', now)} or ${organises(actor, 'e')}
  or (${inArea(actor, ['korkab'], { village: 'v.code', regency: 'v.regency_code' })}
    and r.submitted_at <= ${new Date(now.getTime() - KORKAB_AFTER_DAYS * 86_400_000)}))`;

const rounds = (db: Db, actor: Actor, now: Date) =>
  db
    .selectFrom('rktl_round as r')
    .innerJoin('enrolment as e', (join) =>
      join.onRef('e.id', '=', 'r.enrolment_id').onRef('e.bimtek_id', '=', 'r.bimtek_id'),
    )
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .innerJoin('village as v', 'v.code', 'e.village_code')
    .innerJoin('regency as g', 'g.code', 'v.regency_code')
    .innerJoin('bimtek as b', 'b.id', 'e.bimtek_id')
    .select([
      'r.bimtek_id',
      'r.enrolment_id',
      'r.no',
      'r.rows',
      'r.submitted_at',
      'r.decision',
      'r.comment',
      'r.person_id',
    ])
    .select([
      'p.name',
      'e.participant_no',
      'v.name as village',
      'g.name as regency',
      'g.village_term',
      'b.time_zone',
    ])
    .where(reviews(actor, now));

/** Waiting plans that the actor may review, oldest first. */
export const waitingRktl = (db: Db, actor: Actor, now: Date) =>
  rounds(db, actor, now)
    .where('r.decision', 'is', null)
    .where('r.person_id', '<>', actor.personId)
    .orderBy('r.submitted_at')
    .limit(100)
    .execute();

/** One round of a plan found through the actor who reviews it. */
export async function reviewableRktl(db: Db, actor: Actor, enrolmentId: string, no: number, now: Date) {
  const row = await rounds(db, actor, now)
    .where('r.enrolment_id', '=', enrolmentId)
    .where('r.no', '=', no)
    .executeTakeFirst();
  return row && { ...row, rows: row.rows as RktlRow[] };
}

export async function evaluationSent(db: Db, enrolment: { id: string; bimtek_id: string }): Promise<boolean> {
  const row = await db
    .selectFrom('evaluation_done')
    .select('form')
    .where('bimtek_id', '=', enrolment.bimtek_id)
    .where('enrolment_id', '=', enrolment.id)
    .executeTakeFirst();
  return row !== undefined;
}

/** Opened answers of a bimtek with their class; answers still sealed are only counted. */
export async function evaluationResults(db: Db, actor: Actor, bimtekId: string) {
  const bimtek = await db
    .selectFrom(
      sql<{
        bimtek_id: string;
        name: string;
        label: string;
      }>`(select id as bimtek_id, name, label from bimtek)`.as('b'),
    )
    .select(['b.bimtek_id', 'b.name', 'b.label'])
    .where('b.bimtek_id', '=', bimtekId)
    .where(readsBimtek(actor, 'b'))
    .executeTakeFirst();
  if (!bimtek) return undefined;
  const answers = await db
    .selectFrom('evaluation_answer as a')
    .innerJoin('class as c', 'c.id', 'a.class_id')
    .select(['c.letter', 'a.answers'])
    .where('a.bimtek_id', '=', bimtekId)
    .orderBy('a.id')
    .execute();
  const sealed = await db
    .selectFrom('evaluation_box')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('bimtek_id', '=', bimtekId)
    .executeTakeFirstOrThrow();
  return { bimtek, answers, sealed: Number(sealed.count) };
}
