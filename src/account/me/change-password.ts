import { appendEvent } from '../../audit/index.ts';
import type { Clock } from '../../clock.ts';
import type { Db } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { type Result, ok, refused } from '../../result.ts';
import { endAllSessions } from '../login-session.ts';
import { hashPassword } from '../password.ts';
import { passwordProblem } from '../rules.ts';
import { beginLogin, checkPassword, type SignInRefusal } from '../sign-in.ts';

export type PasswordRefusal = SignInRefusal | { reason: 'password' | 'password-common' };

/**
 * A new password for oneself. The old one is asked with the same counting of failures as at sign-in; all logins end,
 * this one too, and a fresh one begins (its secret id is returned).
 */
export async function changePassword(
  db: Db,
  clock: Clock,
  actor: Actor,
  wish: { current: string; password: string; label: string },
): Promise<Result<{ sessionId: string | null }, PasswordRefusal>> {
  const now = clock.now();
  const account = await db
    .selectFrom('account as a')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .select(['a.person_id', 'a.password_hash', 'a.not_before', 'a.participant_code', 'p.phone_e164'])
    .where('a.person_id', '=', actor.personId)
    .executeTakeFirst();
  const problem = passwordProblem(wish.password, [
    account?.phone_e164 ?? null,
    account?.participant_code ?? null,
  ]);
  if (problem) return refused(problem);
  const fits = await checkPassword(db, account, wish.current, now);
  if (!fits.ok) return fits;
  const hash = await hashPassword(wish.password);
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('account')
      .set({ password_hash: hash })
      .where('person_id', '=', actor.personId)
      .execute();
    await endAllSessions(trx, actor.personId);
    const subject = { kind: 'person', id: actor.personId };
    await appendEvent(trx, { at: now, actorId: actor.personId, act: 'password-changed', subject });
  });
  const login = { personId: actor.personId, sharedPhone: actor.sharedPhone, label: wish.label };
  return ok({ sessionId: await beginLogin(db, clock, login) });
}
