import { appendEvent } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import type { Keys } from '../keys.ts';
import { type NewPerson, phoneTaken } from './create-person.ts';
import { sealNik } from './nik.ts';
import { cleanName, nameKey } from './rules.ts';

export type PersonChange = Partial<Omit<NewPerson, 'id'>>;
type Column = 'name' | 'title_prefix' | 'title_suffix' | 'sex' | 'nik' | 'phone';
export type PersonChanged = { fields: Column[]; confirmationLost: boolean };

/**
 * Changes what is known of a person; what is not named stays. Another name or title takes the confirmation of the
 * name away (it was given for the old one). A new phone signs in from now on, unless it signs in someone else.
 * After a change of name the caller refreshes the standings of the person's enrolments.
 */
export async function updatePerson(
  trx: Trx,
  keys: Keys,
  personId: string,
  change: PersonChange,
  by: string | null,
  now: Date,
): Promise<PersonChanged> {
  const before = await trx
    .selectFrom('person')
    .selectAll()
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const name = change.name === undefined ? before.name : cleanName(change.name);
  const prefix =
    change.titlePrefix === undefined ? before.title_prefix : cleanName(change.titlePrefix ?? '') || null;
  const suffix =
    change.titleSuffix === undefined ? before.title_suffix : cleanName(change.titleSuffix ?? '') || null;
  const sex = change.sex === undefined ? before.sex : change.sex;
  const phone = change.phone === undefined ? before.phone_e164 : change.phone;
  const nik =
    change.nik === undefined
      ? undefined
      : change.nik
        ? sealNik(keys, change.nik)
        : { nik_cipher: null, nik_hmac: null };
  const fields: Column[] = [];
  if (name !== before.name) fields.push('name');
  if (prefix !== before.title_prefix) fields.push('title_prefix');
  if (suffix !== before.title_suffix) fields.push('title_suffix');
  if (sex !== before.sex) fields.push('sex');
  if (phone !== before.phone_e164) fields.push('phone');
  if (nik && !sameBytes(nik.nik_hmac, before.nik_hmac)) fields.push('nik');
  if (fields.length === 0) return { fields, confirmationLost: false };
  const renamed = fields.some(
    (field) => field === 'name' || field === 'title_prefix' || field === 'title_suffix',
  );
  const confirmationLost = renamed && before.name_confirmed_at !== null;
  await trx
    .updateTable('person')
    .set({
      name,
      name_key: nameKey(name),
      title_prefix: prefix,
      title_suffix: suffix,
      sex,
      phone_e164: phone,
      ...(fields.includes('nik') ? nik : {}),
      ...(confirmationLost ? { name_confirmed_at: null } : {}),
    })
    .where('id', '=', personId)
    .execute();
  if (fields.includes('phone')) await followPhone(trx, personId, phone);
  await appendEvent(trx, {
    at: now,
    actorId: by,
    act: 'person-changed',
    subject: { kind: 'person', id: personId },
    detail: { fields },
  });
  return { fields, confirmationLost };
}

async function followPhone(trx: Trx, personId: string, phone: string | null): Promise<void> {
  const free = phone !== null && !(await phoneTaken(trx, phone, personId));
  await trx
    .updateTable('account')
    .set({ login_phone: free ? phone : null })
    .where('person_id', '=', personId)
    .execute();
}

const sameBytes = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
  a === null || b === null ? a === b : Buffer.from(a).equals(Buffer.from(b));
