import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../http/actor.ts';

type AreaRole = 'korkab' | 'duta' | 'pemantau';

/**
 * The area of an actor as a fragment that a query joins, never an `if` after it: true for rows (alias has
 * `village_code` and `regency_code`, or names of columns given) inside one of the actor's living grants of these roles.
 */
export function inArea(
  actor: Actor,
  roles: readonly AreaRole[],
  columns: { village: string; regency: string },
): RawBuilder<boolean> {
  const grants = actor.grants.filter((grant) => (roles as readonly string[]).includes(grant.role));
  const everywhere = grants.some((grant) => grant.role === 'pemantau' && grant.allBimtek);
  const villages = grants.flatMap((grant) => (grant.villageCode ? [grant.villageCode] : []));
  const regencies = grants.flatMap((grant) =>
    !grant.villageCode && grant.regencyCode ? [grant.regencyCode] : [],
  );
  const provinces = grants.flatMap((grant) =>
    !grant.villageCode && !grant.regencyCode && grant.provinceCode ? [grant.provinceCode] : [],
  );
  return sql<boolean>`(${everywhere}::boolean
    or ${sql.ref(columns.village)} = any(${villages}::text[])
    or ${sql.ref(columns.regency)} = any(${regencies}::text[])
    or substr(${sql.ref(columns.village)}, 1, 2) = any(${provinces}::text[]))`;
}
