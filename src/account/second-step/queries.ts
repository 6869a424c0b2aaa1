import type { Db } from '../../database/schema.ts';
import { SPARE_CODES } from './secret.ts';

/** `left`: spare codes that were not used yet. */
export type SecondStep = { since: Date; left: number };

export async function findSecondStep(db: Db, personId: string): Promise<SecondStep | null> {
  const row = await db
    .selectFrom('second_step as s')
    .select((eb) => [
      's.at',
      eb
        .selectFrom('spare_code_use as u')
        .select((count) => count.fn.countAll<number>().as('n'))
        .whereRef('u.spare_id', '=', 's.spare_id')
        .as('used'),
    ])
    .where('s.person_id', '=', personId)
    .executeTakeFirst();
  return row ? { since: row.at, left: SPARE_CODES - (row.used ?? 0) } : null;
}

/** What someone is called in the list of an authenticator app: the phone, or the participant code. */
export async function appName(db: Db, personId: string): Promise<string> {
  const row = await db
    .selectFrom('account')
    .select(['login_phone', 'participant_code'])
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  return row.login_phone ?? row.participant_code;
}
