import { z } from 'zod';
import type { RuleSettings } from '../settings.ts';
import { day, optionalText, text, ticked, timeZone, uuid, whole } from '../fields.ts';

const issuerFields = {
  issuerName: optionalText(160),
  issuerUnit: optionalText(20),
  issuerLines: optionalText(400),
  issuerPlace: optionalText(80),
  signatoryName: optionalText(100),
  signatoryTitle: optionalText(160),
  signatoryNip: optionalText(30),
};

const bimtekFacts = {
  name: text(160),
  label: text(80),
  place: text(80),
  timeZone,
  startsOn: day,
  endsOn: day,
  countsForPkdd: ticked,
};

const NEEDED = ['issuerName', 'issuerUnit', 'issuerPlace', 'signatoryName', 'signatoryTitle'] as const;

/** A new bimtek: an issuer from the list, or (`issuer` is 'baru') a new one with all its fields. */
export const newBimtekForm = z
  .object({
    ...bimtekFacts,
    issuer: z.union([z.literal('baru'), uuid], 'choice'),
    panitia: z
      .union([z.literal(''), uuid])
      .optional()
      .default(''),
    ...issuerFields,
  })
  .superRefine((form, context) => {
    if (form.endsOn < form.startsOn)
      context.addIssue({ code: 'custom', path: ['endsOn'], message: 'end-before-start' });
    if (form.issuer !== 'baru') return;
    for (const field of NEEDED)
      if (form[field] === '') context.addIssue({ code: 'custom', path: [field], message: 'required' });
  });
export type NewBimtekForm = z.infer<typeof newBimtekForm>;

export const bimtekForm = z
  .object(bimtekFacts)
  .refine((form) => form.endsOn >= form.startsOn, { path: ['endsOn'], message: 'end-before-start' });

/** Lines of the issuer's head, from the highest office down. */
export const linesOf = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 4);

/** Marks as people say them, 0 to 100 with a comma -> basis points. */
const mark = z
  .string('required')
  .trim()
  .regex(/^\d{1,3}([.,]\d)?$/, 'number')
  .transform((typed) => Math.round(Number(typed.replace(',', '.')) * 100))
  .pipe(z.number().max(10_000, 'Nilai paling tinggi 100.'));

const BAND = /^(\d{1,3})\s+(.{1,40})$/;
const bands = z
  .string()
  .optional()
  .default('')
  .transform((typed) => linesOf(typed).map((line) => BAND.exec(line)))
  .refine(
    (lines) => lines.every((line) => line !== null && Number(line[1]) <= 100),
    'Tulis satu predikat per baris, misalnya: 90 sangat baik.',
  )
  .transform((lines) =>
    lines.length === 0
      ? null
      : lines.map((line) => ({ from_bp: Number(line?.[1]) * 100, label: line?.[2] ?? '' })),
  );

export const rulesForm = z
  .object({
    attendance_percent: whole(0, 100),
    post_test: mark,
    post_attempts: whole(1, 20),
    grace_hours: whole(0, 168),
    late_answers: z.enum(['hold', 'count', 'refuse'], 'choice'),
    time_limit_minutes: z
      .union([z.literal('').transform(() => null), whole(5, 480)])
      .optional()
      .default(null),
    time_factor: z.enum(['1', '1.5', '2'], 'choice').transform(Number),
    late_tolerance_minutes: whole(0, 240),
    minutes_per_jp: whole(1, 120),
    require_modules: ticked,
    require_post_test: ticked,
    require_rktl: ticked,
    require_evaluation: ticked,
    require_name: ticked,
    pass_days: whole(0, 365),
    number_pattern: text(80),
    number_pattern_sket: text(80),
    predicate_bands: bands,
    label_pkdd: text(40),
    label_rkdd: text(40),
    checkin: ticked,
  })
  .transform(({ post_test, label_pkdd, label_rkdd, ...same }): RuleSettings => ({
    ...same,
    post_test_bp: post_test,
    labels: { pkdd: label_pkdd, rkdd: label_rkdd },
  }));

export const classesForm = z.object({
  letters: text(80).transform((typed) =>
    typed
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter((letter) => letter !== ''),
  ),
});

export const trainerForm = z.object({ person: uuid });
