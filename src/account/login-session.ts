import { createHash } from 'node:crypto';
import { Lucia, TimeSpan } from 'lucia';
import type { Adapter, DatabaseSession } from 'lucia';
import { type Clock, systemClock } from '../clock.ts';
import type { Db } from '../database/schema.ts';
import type { Lifetime } from './rules.ts';

/**
 * The one door to lucia. The database keeps only the SHA-256 of a session's id, so a dump holds no usable id;
 * an absolute end stands beside the sliding one (lucia alone would slide for ever).
 */
export type LoginSession = { personId: string; idHash: Uint8Array; sharedPhone: boolean };
export type NewSession = { personId: string; lifetime: Lifetime; sharedPhone: boolean; label: string };

/** How long the cookie of an own phone lives; the login behind it may end sooner. */
export const COOKIE_SECONDS = 60 * 24 * 3600;

type Row = {
  id_hash: Uint8Array;
  person_id: string;
  idle_seconds: number;
  idle_ends_at: Date;
  ends_at: Date;
  shared_phone: boolean;
};

const hashOf = (id: string): Buffer => createHash('sha256').update(id).digest();

/** Begins a login; returns its secret id for the cookie. */
export async function createSession(db: Db, clock: Clock, wish: NewSession): Promise<string> {
  const session = await lucia(db, clock, wish.lifetime.idle, wish).createSession(wish.personId, {});
  return session.id;
}

/** The login behind a cookie, or null; using it moves its idle end on. */
export async function readSession(db: Db, clock: Clock, id: string): Promise<LoginSession | null> {
  const row = await db
    .selectFrom('login_session')
    .select(['id_hash', 'person_id', 'idle_seconds', 'idle_ends_at', 'ends_at', 'shared_phone'])
    .where('id_hash', '=', hashOf(id))
    .where('ends_at', '>', clock.now())
    .executeTakeFirst();
  if (!row) return null;
  const { session } = await lucia(db, clock, row.idle_seconds, undefined, row).validateSession(id);
  return session && { personId: row.person_id, idHash: row.id_hash, sharedPhone: row.shared_phone };
}

export async function endSession(db: Db, idHash: Uint8Array): Promise<void> {
  await db.deleteFrom('login_session').where('id_hash', '=', idHash).execute();
}

/** Ends every login of a person, or all but the one in use (after a change of password, a new role, a deactivation). */
export async function endAllSessions(db: Db, personId: string, except?: Uint8Array): Promise<void> {
  let ending = db.deleteFrom('login_session').where('person_id', '=', personId);
  if (except) ending = ending.where('id_hash', '<>', except);
  await ending.execute();
}

/** Removes logins that are over; run by a job. */
export async function sweepSessions(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('login_session')
    .where((eb) => eb.or([eb('ends_at', '<=', now), eb('idle_ends_at', '<=', now)]))
    .execute();
}

function lucia(db: Db, clock: Clock, idleSeconds: number, wish?: NewSession, row?: Row): Lucia {
  return new Lucia(adapter(db, clock, wish, row), { sessionExpiresIn: new TimeSpan(idleSeconds, 's') });
}

/** lucia reads the machine's clock; rows carry Bekal's. The difference is taken off on the way. */
function adapter(db: Db, clock: Clock, wish?: NewSession, row?: Row): Adapter {
  const ahead = clock.now().getTime() - systemClock.now().getTime();
  const toBekal = (at: Date) => new Date(at.getTime() + ahead);
  const toLucia = (at: Date) => new Date(at.getTime() - ahead);
  return {
    async getSessionAndUser(id) {
      if (!row) return [null, null];
      const session: DatabaseSession = {
        id,
        userId: row.person_id,
        expiresAt: toLucia(row.idle_ends_at),
        attributes: {},
      };
      return [session, { id: row.person_id, attributes: {} }];
    },
    async setSession(session) {
      if (!wish) throw new Error('a login session is made by createSession only');
      const now = clock.now();
      await db
        .insertInto('login_session')
        .values({
          id_hash: hashOf(session.id),
          person_id: wish.personId,
          created_at: now,
          seen_at: now,
          idle_seconds: wish.lifetime.idle,
          idle_ends_at: toBekal(session.expiresAt),
          ends_at: new Date(now.getTime() + wish.lifetime.absolute * 1000),
          shared_phone: wish.sharedPhone,
          label: wish.label,
        })
        .execute();
    },
    async updateSessionExpiration(id, expiresAt) {
      await db
        .updateTable('login_session')
        .set({ idle_ends_at: toBekal(expiresAt), seen_at: clock.now() })
        .where('id_hash', '=', hashOf(id))
        .execute();
    },
    deleteSession: (id) => endSession(db, hashOf(id)),
    deleteUserSessions: (personId) => endAllSessions(db, personId),
    deleteExpiredSessions: () => sweepSessions(db, clock.now()),
    getUserSessions: async () => [], // ids are not stored; the list of devices reads the table itself
  };
}
