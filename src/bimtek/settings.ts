import { z } from 'zod';
import type { Db, Trx } from '../database/schema.ts';

const percent = z.int().min(0).max(100);
const basisPoints = z.int().min(0).max(10_000);
const word = z.string().trim().min(1).max(40);

/**
 * What decides in a bimtek, one version at a time (product.md section 4). This very shape, snake_case, is the body of
 * `rule_version`, so SQL and code read the same words. Scores are basis points (7000 = 70), times are minutes, hours
 * or days as their names say. A key that an old version lacks takes its default.
 */
export const ruleSettings = z.object({
  attendance_percent: percent.default(80),
  post_test_bp: basisPoints.default(7000),
  post_attempts: z.int().min(1).max(20).default(3),
  /** How long after its end an answer is still kept, as terkirim belakangan. */
  grace_hours: z.int().min(0).max(168).default(24),
  late_answers: z.enum(['hold', 'count', 'refuse']).default('hold'),
  /** Of the post-test; null: no clock. */
  time_limit_minutes: z.int().min(5).max(480).nullable().default(null),
  /** Multiplies the limit for everybody. */
  time_factor: z.number().min(1).max(10).default(1),
  late_tolerance_minutes: z.int().min(0).max(240).default(15),
  minutes_per_jp: z.int().min(1).max(120).default(45),
  require_modules: z.boolean().default(true),
  require_post_test: z.boolean().default(true),
  require_rktl: z.boolean().default(true),
  require_evaluation: z.boolean().default(true),
  require_name: z.boolean().default(true),
  /** Days from the end of the last counted session to the batas kelulusan. */
  pass_days: z.int().min(0).max(365).default(30),
  number_pattern: z.string().default('{seq:0000}/BIMTEK-KDD/{unit}/{romanMonth}/{year}'),
  number_pattern_sket: z.string().default('{seq:0000}/SKET-KDD/{unit}/{romanMonth}/{year}'),
  /** Predikat, highest first; null: LULUS only. */
  predicate_bands: z
    .array(z.object({ from_bp: basisPoints, label: word }))
    .max(6)
    .nullable()
    .default(null),
  labels: z.object({ pkdd: word, rkdd: word }).default({ pkdd: 'PKDD', rkdd: 'RKDD' }),
  /** Self check-in by the rotating code of the hall. */
  checkin: z.boolean().default(false),
});

export type RuleSettings = z.infer<typeof ruleSettings>;

export const DEFAULT_RULES: RuleSettings = ruleSettings.parse({});

/** The rules in force in a bimtek. Throws when there is no such bimtek: the caller has found it through the actor. */
export async function readRules(db: Db | Trx, bimtekId: string): Promise<RuleSettings> {
  const row = await db
    .selectFrom('bimtek as b')
    .innerJoin('rule_version as r', (join) =>
      join.onRef('r.bimtek_id', '=', 'b.id').onRef('r.no', '=', 'b.rule_no'),
    )
    .select('r.body')
    .where('b.id', '=', bimtekId)
    .executeTakeFirstOrThrow();
  return ruleSettings.parse(row.body);
}
