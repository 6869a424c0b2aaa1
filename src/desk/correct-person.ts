import { createHash } from 'node:crypto';
import { changeClass, changeParticipant } from '../bimtek/index.ts';
import { lockEnrolments } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import type { Keys } from '../keys.ts';
import { type Result, ok, refused } from '../result.ts';
import { type DeskPerson, findDeskPerson } from './queries.ts';

export type Correction = {
  bimtekId: string;
  enrolmentId: string;
  name: string;
  titlePrefix: string;
  titleSuffix: string;
  phone: string | null;
  classId: string;
  /** `seenOf` of what the form showed. */
  seen: string;
  by: string;
};
export type CorrectionRefusal = { reason: 'gone' | 'self' | 'meanwhile' | 'closed' | 'class' };

/** What a form showed, in short: it comes back with the form and tells whether another desk changed it meanwhile. */
export const seenOf = (person: DeskPerson): string =>
  createHash('sha256')
    .update(
      JSON.stringify([person.name, person.titlePrefix, person.titleSuffix, person.phone, person.classId]),
    )
    .digest('base64url')
    .slice(0, 22);

/**
 * Corrects name, titles, phone and class at the desk. `meanwhile`: another desk changed the same person since the form
 * was shown; nothing is written over. Another class counts from now on.
 */
export async function correctPerson(
  trx: Trx,
  keys: Keys,
  wish: Correction,
  now: Date,
): Promise<Result<{ confirmationLost: boolean }, CorrectionRefusal>> {
  await lockEnrolments(trx, wish.bimtekId, [wish.enrolmentId]);
  const person = await findDeskPerson(trx, wish.bimtekId, wish.enrolmentId);
  if (!person) return refused('gone');
  if (person.personId === wish.by) return refused('self');
  if (seenOf(person) !== wish.seen) return refused('meanwhile');
  const { name, titlePrefix, titleSuffix, phone } = wish;
  const change = { name, titlePrefix, titleSuffix, phone };
  const changed = await changeParticipant(trx, keys, { personId: person.personId, change, by: wish.by }, now);
  if (wish.classId !== person.classId) {
    const { bimtekId, enrolmentId, classId, by } = wish;
    const moved = await changeClass(trx, { bimtekId, enrolmentId, classId, by }, now);
    if (!moved.ok) return refused(moved.refusal.reason === 'closed' ? 'closed' : 'class');
  }
  return ok({ confirmationLost: changed.ok && changed.value.confirmationLost });
}
