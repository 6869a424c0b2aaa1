import type { Role } from '../database/schema.ts';

/** In the order in which a person with several roles is led: work for others first, as in the navigation. */
const HOMES: [Role, string][] = [
  ['panitia', '/kelola'],
  ['pelatih', '/kelas'],
  ['korkab', '/pantau'],
  ['duta', '/pantau'],
  ['pemantau', '/pantau'],
  ['kader', '/beranda'],
  ['admin', '/kelola'],
];

/** The first page of a signed-in person; without a role there is still the own page. */
export const homeOf = (roles: ReadonlySet<Role>): string =>
  HOMES.find(([role]) => roles.has(role))?.[1] ?? '/saya';
