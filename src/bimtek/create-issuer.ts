import { appendEvent } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { newId } from '../id.ts';
import { type Result, ok, refused } from '../result.ts';

/** Who issues certificates: the unit stands inside the number, `lines` above the name (product.md section 4). */
export type IssuerFields = {
  unit: string;
  name: string;
  lines: string[];
  place: string;
  signatoryName: string;
  signatoryTitle: string;
  signatoryNip: string | null;
};

/** A new issuer; its unit is its own, since numbers are counted by issuer. */
export async function createIssuer(
  trx: Trx,
  issuer: IssuerFields & { id?: string; by: string | null },
  now: Date,
): Promise<Result<{ issuerId: string }, { reason: 'unit-taken' }>> {
  const id = issuer.id ?? newId();
  const made = await trx
    .insertInto('issuer')
    .values({ id, unit: issuer.unit, ...columnsOf(issuer), at: now })
    .onConflict((conflict) => conflict.column('unit').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return refused('unit-taken');
  await appendEvent(trx, {
    at: now,
    actorId: issuer.by,
    act: 'issuer-created',
    subject: { kind: 'issuer', id },
    detail: { unit: issuer.unit },
  });
  return ok({ issuerId: id });
}

/** Changes what certificates of this issuer say from now on; its unit stays. Papers already issued keep their text. */
export async function changeIssuer(
  trx: Trx,
  issuer: Omit<IssuerFields, 'unit'> & { id: string; by: string | null },
  now: Date,
): Promise<Result<{ issuerId: string }, never>> {
  await trx.updateTable('issuer').set(columnsOf(issuer)).where('id', '=', issuer.id).execute();
  await appendEvent(trx, {
    at: now,
    actorId: issuer.by,
    act: 'issuer-changed',
    subject: { kind: 'issuer', id: issuer.id },
  });
  return ok({ issuerId: issuer.id });
}

const columnsOf = (issuer: Omit<IssuerFields, 'unit'>) => ({
  name: issuer.name,
  lines: JSON.stringify(issuer.lines),
  place: issuer.place,
  signatory_name: issuer.signatoryName,
  signatory_title: issuer.signatoryTitle,
  signatory_nip: issuer.signatoryNip,
});
