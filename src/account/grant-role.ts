import { appendEvent } from '../audit/index.ts';
import type { Role, Trx } from '../database/schema.ts';
import { newId } from '../id.ts';
import { type Result, ok, refused } from '../result.ts';
import { endAllSessions } from './login-session.ts';

export type NewGrant = {
  personId: string;
  role: Exclude<Role, 'kader'>;
  bimtekId?: string | null;
  provinceCode?: string | null;
  regencyCode?: string | null;
  villageCode?: string | null;
  allBimtek?: boolean;
  audit?: boolean;
  startsAt?: Date;
  endsAt?: Date | null;
};

export type GrantRefusal = { reason: 'self' } | { reason: 'scope' } | { reason: 'dates' };

/**
 * Gives a role with its scope from `startsAt` (default now) to `endsAt` (null: open). Nobody gives one to themselves
 * (`by` is null for a command on the server). A role that is new to the person ends their logins: a stronger role has
 * shorter ones.
 */
export async function grantRole(
  trx: Trx,
  grant: NewGrant,
  by: string | null,
  now: Date,
): Promise<Result<string, GrantRefusal>> {
  if (grant.personId === by) return refused('self');
  if (!scopeFits(grant)) return refused('scope');
  const startsAt = grant.startsAt ?? now;
  if (grant.endsAt && grant.endsAt < startsAt) return refused('dates');
  const id = newId();
  await trx
    .insertInto('role_grant')
    .values({
      id,
      person_id: grant.personId,
      role: grant.role,
      bimtek_id: grant.bimtekId ?? null,
      province_code: grant.provinceCode ?? null,
      regency_code: grant.regencyCode ?? null,
      village_code: grant.villageCode ?? null,
      all_bimtek: grant.allBimtek ?? false,
      audit: grant.audit ?? false,
      starts_at: startsAt,
      ends_at: grant.endsAt ?? null,
      by_id: by,
      at: now,
    })
    .execute();
  if (!(await heldBefore(trx, grant, id, now))) await endAllSessions(trx, grant.personId);
  await appendEvent(trx, {
    at: now,
    actorId: by,
    act: 'role-granted',
    subject: { kind: 'person', id: grant.personId },
    bimtekId: grant.bimtekId ?? null,
    detail: { grant: id, role: grant.role, ...scopeOf(grant) },
  });
  return ok(id);
}

/** True when the person holds the same role already, in another scope. */
async function heldBefore(trx: Trx, { personId, role }: NewGrant, id: string, now: Date): Promise<boolean> {
  const held = await trx
    .selectFrom('role_grant')
    .select('id')
    .where('person_id', '=', personId)
    .where('role', '=', role)
    .where('id', '<>', id)
    .where('starts_at', '<=', now)
    .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now)]))
    .executeTakeFirst();
  return held !== undefined;
}

/** Which scope each role needs (the table checks the same). */
function scopeFits(grant: NewGrant): boolean {
  switch (grant.role) {
    case 'duta':
      return Boolean(grant.villageCode);
    case 'korkab':
      return Boolean(grant.regencyCode);
    case 'panitia':
      return Boolean(grant.bimtekId) || grant.allBimtek === true;
    case 'pemantau':
      return (
        Boolean(grant.provinceCode || grant.regencyCode || grant.villageCode) || grant.allBimtek === true
      );
    case 'pelatih':
    case 'admin':
      return true;
  }
}

function scopeOf(grant: NewGrant): Record<string, string | boolean> {
  return {
    ...(grant.provinceCode ? { province: grant.provinceCode } : {}),
    ...(grant.regencyCode ? { regency: grant.regencyCode } : {}),
    ...(grant.villageCode ? { village: grant.villageCode } : {}),
    ...(grant.allBimtek ? { allBimtek: true } : {}),
    ...(grant.audit ? { audit: true } : {}),
  };
}

/** Ends a role now; it counts from the person's next request on. Nobody ends their own. */
export async function endRole(
  trx: Trx,
  grantId: string,
  by: string | null,
  now: Date,
): Promise<Result<{ personId: string }, { reason: 'self' } | { reason: 'gone' }>> {
  const grant = await trx
    .selectFrom('role_grant')
    .selectAll()
    .where('id', '=', grantId)
    .forUpdate()
    .executeTakeFirst();
  if (!grant || (grant.ends_at && grant.ends_at <= now)) return refused('gone');
  if (grant.person_id === by) return refused('self');
  const endsAt = grant.starts_at > now ? grant.starts_at : now;
  await trx.updateTable('role_grant').set({ ends_at: endsAt }).where('id', '=', grantId).execute();
  await appendEvent(trx, {
    at: now,
    actorId: by,
    act: 'role-ended',
    subject: { kind: 'person', id: grant.person_id },
    bimtekId: grant.bimtek_id,
    detail: { grant: grantId, role: grant.role },
  });
  return ok({ personId: grant.person_id });
}
