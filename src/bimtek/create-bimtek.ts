import { grantRole } from '../account/index.ts';
import { appendEvent } from '../audit/index.ts';
import type { Motif, TimeZone, Trx } from '../database/schema.ts';
import { newId } from '../id.ts';
import { type Result, ok, refused } from '../result.ts';
import { DEFAULT_RULES, type RuleSettings, ruleSettings } from './settings.ts';

/** Days are 'YYYY-MM-DD' in the time zone of the hall. */
export type BimtekFields = {
  name: string;
  label: string;
  place: string;
  timeZone: TimeZone;
  startsOn: string;
  endsOn: string;
  countsForPkdd: boolean;
};
export type NewBimtek = BimtekFields & {
  id?: string;
  issuerId: string;
  motif?: Motif;
  rules?: Partial<RuleSettings>;
  /** Becomes panitia of it; null when grants are given elsewhere. */
  panitiaId: string | null;
  by: string | null;
};
export type BimtekRefusal = { reason: 'dates' } | { reason: 'no-issuer' } | { reason: 'no-panitia' };

/** A bimtek with the default rules and the newest version of every course that is loaded. Whoever creates one may be its panitia. */
export async function createBimtek(
  trx: Trx,
  wish: NewBimtek,
  now: Date,
): Promise<Result<{ bimtekId: string }, BimtekRefusal>> {
  if (wish.endsOn < wish.startsOn) return refused('dates');
  const issuer = await trx
    .selectFrom('issuer')
    .select('id')
    .where('id', '=', wish.issuerId)
    .executeTakeFirst();
  if (!issuer) return refused('no-issuer');
  if (wish.panitiaId && !(await hasAccount(trx, wish.panitiaId))) return refused('no-panitia');
  const id = wish.id ?? newId();
  await trx
    .insertInto('bimtek')
    .values({
      id,
      ...bimtekColumns(wish),
      issuer_id: wish.issuerId,
      rule_no: 1,
      motif: wish.motif ?? 'netral',
      at: now,
    })
    .execute();
  const rules = ruleSettings.parse({ ...DEFAULT_RULES, ...wish.rules });
  await trx
    .insertInto('rule_version')
    .values({ bimtek_id: id, no: 1, body: JSON.stringify(rules), by_id: wish.by, at: now })
    .execute();
  await attachCourses(trx, id);
  await appendEvent(trx, {
    at: now,
    actorId: wish.by,
    act: 'bimtek-created',
    subject: { kind: 'bimtek', id },
    bimtekId: id,
    detail: { panitia: wish.panitiaId },
  });
  if (wish.panitiaId) await makePanitia(trx, { personId: wish.panitiaId, bimtekId: id, by: wish.by }, now);
  return ok({ bimtekId: id });
}

/** The creator's own grant is given by the house: the event above says who created it. */
async function makePanitia(
  trx: Trx,
  wish: { personId: string; bimtekId: string; by: string | null },
  now: Date,
): Promise<void> {
  const by = wish.by === wish.personId ? null : wish.by;
  const granted = await grantRole(
    trx,
    { personId: wish.personId, role: 'panitia', bimtekId: wish.bimtekId },
    by,
    now,
  );
  if (!granted.ok) throw new Error(granted.refusal.reason);
}

export const bimtekColumns = (fields: BimtekFields) => ({
  name: fields.name,
  label: fields.label,
  place: fields.place,
  time_zone: fields.timeZone,
  starts_on: fields.startsOn,
  ends_on: fields.endsOn,
  counts_for_pkdd: fields.countsForPkdd,
});

async function hasAccount(trx: Trx, personId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('account')
    .select('person_id')
    .where('person_id', '=', personId)
    .where('active', '=', true)
    .executeTakeFirst();
  return row !== undefined;
}

/** The newest version of every loaded course. */
async function attachCourses(trx: Trx, bimtekId: string): Promise<void> {
  const newest = await trx
    .selectFrom('course_version')
    .select((eb) => ['course_id', eb.fn.max('no').as('no')])
    .groupBy('course_id')
    .execute();
  if (newest.length === 0) return;
  await trx
    .insertInto('bimtek_course')
    .values(newest.map(({ course_id, no }) => ({ bimtek_id: bimtekId, course_id, version_no: no })))
    .execute();
}
