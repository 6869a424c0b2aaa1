import { appendEvent } from '../../audit/index.ts';
import type { Trx } from '../../database/schema.ts';
import type { Keys } from '../../keys.ts';
import { type Result, ok } from '../../result.ts';
import { createAccount, createPerson } from '../create-person.ts';
import { grantRole, type GrantRefusal, type NewGrant } from '../grant-role.ts';
import { slipEnd } from '../rules.ts';
import { issueSlips } from '../slip.ts';

export type NewColleague = { name: string; phone: string | null; grants: Omit<NewGrant, 'personId'>[] };

/** A person with account, roles and a first slip, made by an admin (`by`). */
export async function createWithRole(
  trx: Trx,
  keys: Keys,
  wish: NewColleague,
  by: string,
  now: Date,
): Promise<Result<{ personId: string }, GrantRefusal>> {
  const personId = await createPerson(trx, keys, { name: wish.name, phone: wish.phone }, now);
  await createAccount(trx, personId, { phone: wish.phone, active: true }, now);
  await appendEvent(trx, {
    at: now,
    actorId: by,
    act: 'account-created',
    subject: { kind: 'person', id: personId },
  });
  for (const grant of wish.grants) {
    const granted = await grantRole(trx, { ...grant, personId }, by, now);
    if (!granted.ok) return granted;
  }
  await issueSlips(trx, [personId], { expiresAt: slipEnd(null, now), byId: by }, now);
  return ok({ personId });
}
