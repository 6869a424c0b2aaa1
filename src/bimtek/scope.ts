import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../http/actor.ts';

/**
 * Scopes of pelatih and panitia as fragments that a query joins, never an `if` after it. `alias` is a table or
 * alias of the query that has `bimtek_id` (and `class_id` for `teachesClass`).
 */

/** True for rows of a class that the actor teaches now. */
export const teachesClass = (
  actor: Actor,
  alias: string,
  now: Date,
): RawBuilder<boolean> => sql<boolean>`exists (
  select from class_trainer ct
  where ct.bimtek_id = ${sql.ref(`${alias}.bimtek_id`)} and ct.class_id = ${sql.ref(`${alias}.class_id`)}
    and ct.person_id = ${actor.personId} and ct.since <= ${now} and (ct.until is null or ct.until > ${now})
    and ${actor.roles.has('pelatih')}::boolean)`;

/** True for sessions (alias has `id` and `bimtek_id`) that the actor is named for or whose class the actor teaches now. */
export const teachesSession = (actor: Actor, alias: string, now: Date): RawBuilder<boolean> => sql<boolean>`(
  ${actor.roles.has('pelatih')}::boolean and (
    exists (select from session_trainer st
      where st.bimtek_id = ${sql.ref(`${alias}.bimtek_id`)} and st.session_id = ${sql.ref(`${alias}.id`)} and st.person_id = ${actor.personId})
    or exists (select from session_class sc
      join class_trainer ct on ct.bimtek_id = sc.bimtek_id and ct.class_id = sc.class_id
      where sc.bimtek_id = ${sql.ref(`${alias}.bimtek_id`)} and sc.session_id = ${sql.ref(`${alias}.id`)}
        and ct.person_id = ${actor.personId} and ct.since <= ${now} and (ct.until is null or ct.until > ${now}))))`;

/** Bimtek that the actor organises as panitia and may write to. */
export const bimtekOf = (actor: Actor): string[] =>
  actor.grants.flatMap((grant) => (grant.role === 'panitia' && grant.bimtekId ? [grant.bimtekId] : []));

/** True for rows (alias has `bimtek_id`) of a bimtek that the actor organises. */
export const organises = (actor: Actor, alias: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(`${alias}.bimtek_id`)} = any(${bimtekOf(actor)}::uuid[])`;

/** True for rows that the actor may read as panitia: the own bimtek, or all of them with a read-only grant. */
export const readsBimtek = (actor: Actor, alias: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${alias}.bimtek_id`)} = any(${bimtekOf(actor)}::uuid[])
    or ${actor.grants.some((grant) => grant.role === 'panitia' && grant.allBimtek)}::boolean)`;

/** The same about a bimtek itself: `column` holds its id. */
export const isOrganised = (actor: Actor, column: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} = any(${bimtekOf(actor)}::uuid[])`;

/** The same about a bimtek itself, for reading. */
export const isReadable = (actor: Actor, column: string): RawBuilder<boolean> =>
  sql<boolean>`(${isOrganised(actor, column)} or ${actor.grants.some((grant) => grant.role === 'panitia' && grant.allBimtek)}::boolean)`;
