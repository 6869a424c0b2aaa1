import { z } from 'zod';
import { EVALUATION_QUESTIONS, MOST_ROWS, RKTL_COLUMNS, type RktlRow } from './rules.ts';

const cell = z.string().trim().max(400, 'long').default('');

/** Fields `activity-1` .. `indicator-8`, as the table's rows are numbered; `act` says save or send. */
const fields: Record<string, typeof cell> = {};
for (let row = 1; row <= MOST_ROWS; row++)
  for (const column of RKTL_COLUMNS) fields[`${column}-${row}`] = cell;

export const rktlForm = z
  .object({ ...fields, act: z.enum(['draf', 'kirim', 'tambah']) })
  .transform((form) => {
    const value = form as Record<string, string> & { act: 'draf' | 'kirim' | 'tambah' };
    const rows = Array.from(
      { length: MOST_ROWS },
      (_, at) =>
        Object.fromEntries(
          RKTL_COLUMNS.map((column) => [column, value[`${column}-${at + 1}`] ?? '']),
        ) as RktlRow,
    );
    return { act: value.act, rows };
  });

export const reviewForm = z
  .object({ decision: z.enum(['accepted', 'revise'], 'choice'), comment: cell })
  .refine((form) => form.decision === 'accepted' || form.comment !== '', {
    path: ['comment'],
    message: 'required',
  });

const grade = z.coerce.number('choice').int('choice').min(1, 'choice').max(4, 'choice');
export const evaluationForm = z.object({
  ...(Object.fromEntries(EVALUATION_QUESTIONS.map((question) => [question, grade])) as Record<
    (typeof EVALUATION_QUESTIONS)[number],
    typeof grade
  >),
  advice: z.string().trim().max(1000, 'long').default(''),
});
