import type { Role } from '../database/schema.ts';

/** A role with its scope, alive at the moment of the request. */
export type Grant = {
  role: Exclude<Role, 'kader'>;
  bimtekId: string | null;
  provinceCode: string | null;
  regencyCode: string | null;
  villageCode: string | null;
  allBimtek: boolean;
  audit: boolean;
  endsAt: Date | null;
};

/** The signed-in person. Records are found through it; a query that takes an actor cannot forget the scope. */
export type Actor = {
  personId: string;
  name: string;
  roles: ReadonlySet<Role>;
  grants: readonly Grant[];
  /** SHA-256 of the login session's id. */
  loginSession: Uint8Array;
  sharedPhone: boolean;
  /** True when signing in took a second step. */
  secondStep: boolean;
};

export const hasRole = (actor: Actor, ...roles: Role[]): boolean =>
  roles.some((role) => actor.roles.has(role));
