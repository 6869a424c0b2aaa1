import { type RawBuilder, sql } from 'kysely';
import { bimtekOf, organises, teachesClass } from '../../bimtek/index.ts';
import type { Actor } from '../../http/actor.ts';
import { inArea } from '../../region/index.ts';

/**
 * True for persons (alias `p` of `person`) whose login slip the actor may see and renew: pelatih in the classes they
 * teach, korkab in the regency (kader, duta), panitia in the bimtek (kader, pelatih), admin everybody.
 * A slip opens an account, so nobody but an admin renews one for a person with a wider role than their own, and
 * nobody renews their own.
 */
export function renewsSlipOf(actor: Actor, now: Date): RawBuilder<boolean> {
  const regencies = actor.grants.flatMap((grant) =>
    grant.role === 'korkab' && grant.regencyCode ? [grant.regencyCode] : [],
  );
  return sql<boolean>`(p.root_id = p.id and p.id <> ${actor.personId} and (
    ${actor.roles.has('admin')}::boolean
    or (${noRole(['pelatih', 'korkab', 'panitia', 'admin', 'pemantau'], now)} and exists (
      select from enrolment e join village v on v.code = e.village_code
      where e.person_id = p.id and e.root_id = e.id
        and (${teachesClass(actor, 'e', now)} or ${inArea(actor, ['korkab'], { village: 'v.code', regency: 'v.regency_code' })})))
    or (${noRole(['pelatih', 'korkab', 'panitia', 'admin', 'pemantau'], now)} and exists (
      select from role_grant d where d.person_id = p.id and d.role = 'duta' and ${alive('d', now)}
        and substr(d.village_code, 1, 5) = any(${regencies}::text[])))
    or (${noRole(['korkab', 'panitia', 'admin', 'pemantau'], now)} and (
      exists (select from enrolment e where e.person_id = p.id and e.root_id = e.id and ${organises(actor, 'e')})
      or exists (select from class_trainer t where t.person_id = p.id and ${organises(actor, 't')})))))`;
}

const alive = (alias: string, now: Date): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${alias}.starts_at`)} <= ${now} and (${sql.ref(`${alias}.ends_at`)} is null or ${sql.ref(`${alias}.ends_at`)} > ${now}))`;

const noRole = (roles: string[], now: Date): RawBuilder<boolean> =>
  sql<boolean>`not exists (select from role_grant g where g.person_id = p.id and g.role = any(${roles}::text[]) and ${alive('g', now)})`;

/** The bimtek of an address, when the actor organises it. */
export const organisesBimtek = (actor: Actor, bimtekId: string): boolean =>
  bimtekOf(actor).includes(bimtekId);
