import { createAccount, createPerson, findPersonByNik, nameKey } from '../../account/index.ts';
import { appendEvent } from '../../audit/index.ts';
import type { Trx } from '../../database/schema.ts';
import type { Keys } from '../../keys.ts';
import { assignKader, endAssignment, recordDecree } from '../../pkdd/index.ts';
import { type Result, ok, refused } from '../../result.ts';
import { isClosed } from '../closed.ts';
import { endEnrolment } from '../end-enrolment.ts';
import { enrolPerson } from '../enrol.ts';
import { holdEnrolment } from '../hold-enrolment.ts';
import { wallTime } from '../rules.ts';
import type { ReplaceForm } from './forms.ts';

export type ReplaceKader = ReplaceForm & { bimtekId: string; enrolmentId: string; by: string };
export type ReplaceRefusal = {
  reason: 'gone' | 'self' | 'ended' | 'closed' | 'other-name' | 'takes-part' | 'village-taken' | 'confirmed';
};

/**
 * Another person becomes the kader of the village, from now on (product.md section 4): participation and assignment of
 * the one before end with the reason and keep their history, a clearance on them is suspended; the new one begins with
 * an own enrolment in the same class and inherits nothing. A person who is known by NIK is the one meant, if the name
 * agrees. Refused when that person takes part in this bimtek already.
 */
export async function replaceKader(
  trx: Trx,
  keys: Keys,
  wish: ReplaceKader,
  now: Date,
): Promise<Result<{ enrolmentId: string }, ReplaceRefusal>> {
  const { bimtekId, enrolmentId, reason, by } = wish;
  const held = await holdEnrolment(trx, bimtekId, enrolmentId);
  if (!held) return refused('gone');
  if (held.endedAt) return refused('ended');
  if (await isClosed(trx, bimtekId)) return refused('closed');
  const next = await personOf(trx, keys, wish, now);
  if (!next.ok) return next;
  const personId = next.value;
  if (personId === held.personId) return refused('takes-part');
  if (personId === by || held.personId === by) return refused('self');
  const { villageCode, classId } = held;
  const active = await trx
    .selectFrom('assignment')
    .select('id')
    .where('person_id', '=', held.personId)
    .where('village_code', '=', villageCode)
    .where('active', '=', true)
    .executeTakeFirst();
  if (active) {
    const ended = await endAssignment(trx, { assignmentId: active.id, reason, by }, now);
    if (!ended.ok) return ended;
  }
  const ended = await endEnrolment(trx, { bimtekId, enrolmentId, reason, by }, now);
  if (!ended.ok) return refused('gone');
  const enrolled = await enrolPerson(
    trx,
    { bimtekId, personId, villageCode, classId, joinedAt: now, by },
    now,
  );
  if (!enrolled.ok) return refused('takes-part');
  const assigned = await assign(trx, wish, { personId, villageCode }, now);
  if (!assigned.ok) return assigned;
  await appendEvent(trx, {
    at: now,
    actorId: by,
    act: 'kader-replaced',
    subject: { kind: 'enrolment', id: enrolmentId },
    bimtekId,
    detail: { village: villageCode, next: enrolled.value.enrolmentId },
  });
  return ok({ enrolmentId: enrolled.value.enrolmentId });
}

/** The person known by NIK, or a new one with an account. */
async function personOf(
  trx: Trx,
  keys: Keys,
  wish: ReplaceKader,
  now: Date,
): Promise<Result<string, ReplaceRefusal>> {
  const known = await findPersonByNik(trx, keys, wish.nik);
  if (!known) {
    const { name, titlePrefix, titleSuffix, sex, nik, phone } = wish;
    const id = await createPerson(trx, keys, { name, titlePrefix, titleSuffix, sex, nik, phone }, now);
    await createAccount(trx, id, { phone, active: true }, now);
    return ok(id);
  }
  const person = await trx
    .selectFrom('person as p')
    .select('p.name')
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('enrolment as e')
            .select('e.id')
            .where('e.bimtek_id', '=', wish.bimtekId)
            .whereRef('e.person_id', '=', 'p.id'),
        )
        .as('here'),
    )
    .where('p.id', '=', known)
    .executeTakeFirstOrThrow();
  if (nameKey(person.name) !== nameKey(wish.name)) return refused('other-name');
  return person.here ? refused('takes-part') : ok(known);
}

/** The SK, when it is there, and the assignment from its day or from today. */
async function assign(
  trx: Trx,
  { number, dated, by, bimtekId }: ReplaceKader,
  who: { personId: string; villageCode: string },
  now: Date,
): Promise<Result<unknown, ReplaceRefusal>> {
  let decreeId: string | null = null;
  if (dated !== null) {
    const recorded = await recordDecree(trx, { ...who, number, dated, typedBy: by }, now);
    if (!recorded.ok) return refused('confirmed');
    decreeId = recorded.value.decreeId;
  }
  const { time_zone: zone } = await trx
    .selectFrom('bimtek')
    .select('time_zone')
    .where('id', '=', bimtekId)
    .executeTakeFirstOrThrow();
  const fromDate = dated ?? wallTime(now, zone).day;
  const assigned = await assignKader(trx, { ...who, decreeId, fromDate, by }, now);
  return assigned.ok ? ok(null) : refused('village-taken');
}
