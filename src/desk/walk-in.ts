import {
  createAccount,
  createPerson,
  findPersonByNik,
  issueSlips,
  slipEnd,
  updatePerson,
} from '../account/index.ts';
import { type BimtekView, enrolPerson, wallTime } from '../bimtek/index.ts';
import type { Trx } from '../database/schema.ts';
import type { Keys } from '../keys.ts';
import { assignKader } from '../pkdd/index.ts';
import { type Result, ok, refused } from '../result.ts';
import { confirmArrival } from './confirm-arrival.ts';
import { type Alike, findAlike } from './find-alike.ts';

export type WalkIn = {
  name: string;
  titlePrefix: string;
  titleSuffix: string;
  sex: 'L' | 'P' | null;
  /** 16 digits. */
  nik: string | null;
  phone: string | null;
  villageCode: string;
  /** Who of those alike this is, or 'new'; null when nobody was asked yet. */
  person: string | null;
  classId: string;
  kloter: string | null;
  letter: boolean;
};
export type WalkInRefusal =
  | { reason: 'already'; enrolmentId: string | null }
  | { reason: 'alike'; people: Alike[] }
  | { reason: 'self' | 'no-class' | 'no-village' };
/** `holder`: false when the village has another active kader, so that no assignment was made. */
export type WalkedIn = { enrolmentId: string; holder: boolean };

/**
 * Someone who is on no list: person (by NIK, else new), account, enrolment from now on (sessions before that are *belum
 * terdaftar*), the assignment in a village that has no kader, a login slip and the arrival, in one act. Who has a NIK
 * that Bekal knows stays who they are; only a phone that is missing is added. Without one the desk is asked about people
 * alike, and says who it is.
 */
export async function walkIn(
  trx: Trx,
  keys: Keys,
  bimtek: BimtekView,
  wish: WalkIn & { by: string },
  now: Date,
): Promise<Result<WalkedIn, WalkInRefusal>> {
  const { by, villageCode, classId } = wish;
  const byNik = wish.nik ? await findPersonByNik(trx, keys, wish.nik) : undefined;
  const people = byNik || wish.person === 'new' ? [] : await findAlike(trx, bimtek.id, wish);
  const known = byNik ?? people.find(({ personId }) => personId === wish.person)?.personId;
  if (!known && people.length > 0) return refused('alike', { people });
  if (known === by) return refused('self');
  const personId = known
    ? await keepKnown(trx, keys, known, wish, now)
    : await makePerson(trx, keys, wish, now);
  const enrolled = await enrolPerson(
    trx,
    { bimtekId: bimtek.id, personId, villageCode, classId, joinedAt: now, by },
    now,
  );
  if (!enrolled.ok) {
    const { reason } = enrolled.refusal;
    return reason === 'already'
      ? refused('already', { enrolmentId: await enrolmentOf(trx, bimtek.id, personId) })
      : refused(reason);
  }
  const { enrolmentId } = enrolled.value;
  const fromDate = wallTime(now, bimtek.zone).day;
  const assigned = await assignKader(trx, { personId, villageCode, decreeId: null, fromDate, by }, now);
  const withPassword = await hasPassword(trx, personId);
  const expiresAt = slipEnd({ startsOn: bimtek.startsOn, timeZone: bimtek.zone }, now);
  if (!withPassword) await issueSlips(trx, [personId], { expiresAt, byId: by }, now);
  const { kloter, letter } = wish;
  const arrived = await confirmArrival(trx, { bimtekId: bimtek.id, enrolmentId, kloter, letter, by }, now);
  if (!arrived.ok)
    throw new Error(`an enrolment of this moment cannot have arrived: ${arrived.refusal.reason}`);
  return ok({ enrolmentId, holder: assigned.ok });
}

async function makePerson(trx: Trx, keys: Keys, wish: WalkIn, now: Date): Promise<string> {
  const { name, titlePrefix, titleSuffix, sex, nik, phone } = wish;
  const personId = await createPerson(trx, keys, { name, titlePrefix, titleSuffix, sex, nik, phone }, now);
  await createAccount(trx, personId, { phone, active: true }, now);
  return personId;
}

async function keepKnown(
  trx: Trx,
  keys: Keys,
  personId: string,
  wish: WalkIn & { by: string },
  now: Date,
): Promise<string> {
  const person = await trx
    .selectFrom('person as p')
    .leftJoin('account as a', 'a.person_id', 'p.id')
    .select(['p.phone_e164', 'a.person_id as account'])
    .where('p.id', '=', personId)
    .executeTakeFirstOrThrow();
  if (!person.phone_e164 && wish.phone)
    await updatePerson(trx, keys, personId, { phone: wish.phone }, wish.by, now);
  if (!person.account)
    await createAccount(trx, personId, { phone: person.phone_e164 ?? wish.phone, active: true }, now);
  return personId;
}

async function enrolmentOf(trx: Trx, bimtekId: string, personId: string): Promise<string | null> {
  const row = await trx
    .selectFrom('enrolment')
    .select('id')
    .where('bimtek_id', '=', bimtekId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row?.id ?? null;
}

async function hasPassword(trx: Trx, personId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('account')
    .select('password_hash')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return typeof row?.password_hash === 'string';
}
