import { appendEvent } from '../audit/index.ts';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { refreshDeadline } from './deadline.ts';
import { isNumberPattern } from './rules.ts';
import { type RuleSettings, readRules, ruleSettings } from './settings.ts';

export type ChangeRules = { bimtekId: string; rules: RuleSettings; by: string | null };
export type RulesRefusal =
  | { reason: 'pattern'; field: 'number_pattern' | 'number_pattern_sket' }
  | { reason: 'pattern-shared' }
  | { reason: 'bands' };
export type RulesChanged = { no: number; changed: string[] };

/**
 * Puts new rules in force as a further version; certificates keep the version under which they were issued. A pattern
 * that the other kind uses, here or in another bimtek of the issuer, is refused: two papers could get one number.
 */
export async function changeRules(
  trx: Trx,
  wish: ChangeRules,
  now: Date,
): Promise<Result<RulesChanged, RulesRefusal>> {
  const { bimtekId } = wish;
  const rules = ruleSettings.parse(wish.rules);
  await lockEnrolments(trx, bimtekId, 'all');
  const bimtek = await trx
    .selectFrom('bimtek')
    .select(['rule_no', 'issuer_id'])
    .where('id', '=', bimtekId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const before = await readRules(trx, bimtekId);
  const changed = changedKeys(before, rules);
  if (changed.length === 0) return ok({ no: bimtek.rule_no, changed });
  const wrong = (await patternRefusal(trx, bimtek.issuer_id, bimtekId, rules)) ?? bandsRefusal(rules);
  if (wrong) return wrong;
  const no = bimtek.rule_no + 1;
  await trx
    .insertInto('rule_version')
    .values({ bimtek_id: bimtekId, no, body: JSON.stringify(rules), by_id: wish.by, at: now })
    .execute();
  await trx.updateTable('bimtek').set({ rule_no: no }).where('id', '=', bimtekId).execute();
  await refreshDeadline(trx, bimtekId);
  const detail = Object.fromEntries(changed.map((key) => [key, { from: before[key], to: rules[key] }]));
  await appendEvent(trx, {
    at: now,
    actorId: wish.by,
    act: 'rules-changed',
    subject: { kind: 'bimtek', id: bimtekId },
    bimtekId,
    detail: { no, ...detail },
  });
  await refreshStanding(trx, bimtekId, 'all', now);
  return ok({ no, changed });
}

const changedKeys = (before: RuleSettings, after: RuleSettings): (keyof RuleSettings)[] =>
  (Object.keys(after) as (keyof RuleSettings)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );

async function patternRefusal(trx: Trx, issuerId: string, bimtekId: string, rules: RuleSettings) {
  for (const field of ['number_pattern', 'number_pattern_sket'] as const)
    if (!isNumberPattern(rules[field])) return refused('pattern', { field });
  const others = await trx
    .selectFrom('bimtek as b')
    .innerJoin('rule_version as r', (join) =>
      join.onRef('r.bimtek_id', '=', 'b.id').onRef('r.no', '=', 'b.rule_no'),
    )
    .select('r.body')
    .where('b.issuer_id', '=', issuerId)
    .where('b.id', '<>', bimtekId)
    .execute();
  const all = [rules, ...others.map(({ body }) => ruleSettings.parse(body))];
  const sertifikat = new Set(all.map(({ number_pattern: pattern }) => pattern));
  return all.some(({ number_pattern_sket: pattern }) => sertifikat.has(pattern))
    ? refused('pattern-shared')
    : undefined;
}

/** Bands go from high to low. */
const bandsRefusal = ({ predicate_bands: bands }: RuleSettings) =>
  bands?.some((band, i) => i > 0 && band.from_bp >= (bands[i - 1]?.from_bp ?? 0))
    ? refused('bands')
    : undefined;
