import { createSession } from '../../src/account/login-session.ts';
import { standingClock } from '../../src/clock.ts';
import type { Db } from '../../src/database/schema.ts';
import { startAttempt } from '../../src/quiz/start-attempt.ts';

/** Monday 3 June, five minutes into the first session of the day. */
export const NOW = '2024-06-03T08:35:00+07:00';
const QUIZ = 'desa-cerdas.m6';
/** Kader who have not begun the last module of the days before. */
const KADER = ['0001', '0009', '0012', '0022'];
const TRAINER = '0201';

/** What the writers write to: running attempts, and the sessions of a trainer with the people in them. */
export type Stage = {
  attempts: { cookie: string; id: string; options: number[] }[];
  hall: { cookie: string; sessions: string[]; enrolments: string[] };
};

/** Starts attempts and signs people in, on the database of the story before a server has it. */
export async function setStage(db: Db): Promise<Stage> {
  const now = new Date(NOW);
  const people = await db
    .selectFrom('person as p')
    .leftJoin('enrolment as e', 'e.person_id', 'p.id')
    .select([
      'p.id',
      'p.phone_e164 as phone',
      'e.id as enrolment',
      'e.bimtek_id as bimtek',
      'e.class_id as class',
    ])
    .execute();
  const who = (last: string) => {
    const found = people.find(({ phone }) => phone?.endsWith(last));
    if (!found) throw new Error(`nobody is called ${last} in the story`);
    return found;
  };
  const signIn = async (personId: string) => {
    const lifetime = { idle: 14 * 86_400, absolute: 60 * 86_400 };
    return `bekal=${await createSession(db, standingClock(now), { personId, lifetime, sharedPhone: false, label: 'Uji' })}`;
  };
  const attempts: Stage['attempts'] = [];
  for (const { id, enrolment, bimtek } of KADER.map(who)) {
    const wish = { personId: id, enrolmentId: enrolment ?? '', bimtekId: bimtek ?? '', quizId: QUIZ };
    const begun = await db.transaction().execute((trx) => startAttempt(trx, wish, now));
    if (!begun.ok) throw new Error(begun.refusal.reason);
    const { layout } = await db
      .selectFrom('attempt')
      .select('layout')
      .where('id', '=', begun.value)
      .executeTakeFirstOrThrow();
    const options = (layout as { items: { options: unknown[] }[] }).items.map((item) => item.options.length);
    attempts.push({ cookie: await signIn(id), id: begun.value, options });
  }
  const trainer = who(TRAINER).id;
  const sessions = await db
    .selectFrom('session as s')
    .innerJoin('session_trainer as t', 't.session_id', 's.id')
    .select('s.id')
    .where('t.person_id', '=', trainer)
    .where('s.starts_at', '<', now)
    .orderBy('s.no', 'desc')
    .limit(3)
    .execute();
  const classOf = who('0001').class;
  const enrolments = people.flatMap((person) =>
    person.class === classOf && person.enrolment ? [person.enrolment] : [],
  );
  return {
    attempts,
    hall: { cookie: await signIn(trainer), sessions: sessions.map(({ id }) => id), enrolments },
  };
}
