import type { Role } from '../database/schema.ts';
import type { Ctx } from './house.ts';
import { newId } from '../id.ts';

/** What the frame of every page needs to know (views/ui/layout.ts draws it). */
export type Shell = {
  person: { id: string; name: string; roles: ReadonlySet<Role> } | null;
  path: string;
  assets: Readonly<Record<string, string>>;
  now: Date;
  /** A fresh key for each form: the same form sent twice has one effect. */
  formKey(): string;
};

/**
 * Lets the worker keep this page on the phone for so many days (ux.md 2.0): never pages with private data of others,
 * never on a phone that several people use.
 */
export function keepOnPhone(c: Ctx, days: number): void {
  if (!c.get('actor')?.sharedPhone) c.header('X-Simpan', String(days));
}

export function shell(c: Ctx): Shell {
  const house = c.get('house');
  const actor = c.get('actor') ?? null;
  return {
    person: actor && { id: actor.personId, name: actor.name, roles: actor.roles },
    path: c.req.path,
    assets: house.assets,
    now: house.clock.now(),
    formKey: newId,
  };
}
