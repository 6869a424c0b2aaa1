import { z } from 'zod';
import { readPhone } from '../../account/index.ts';
import { day, optionalText, text } from '../fields.ts';

const nik = text(30)
  .transform((typed) => typed.replace(/[\s.-]/g, ''))
  .pipe(z.string().regex(/^\d{16}$/, 'nik'));
const phone = optionalText(30).transform((typed, context) => {
  if (typed === '') return null;
  const read = readPhone(typed);
  if (read) return read;
  context.addIssue({ code: 'custom', message: 'phone' });
  return z.NEVER;
});

/** The new kader of a village; an SK has both number and day, or may come later. */
export const replaceForm = z
  .object({
    reason: text(200),
    name: text(60),
    titlePrefix: optionalText(40),
    titleSuffix: optionalText(60),
    sex: z.enum(['L', 'P'], 'choice'),
    nik,
    phone,
    number: optionalText(80),
    dated: z
      .union([z.literal('').transform(() => null), day])
      .optional()
      .default(null),
  })
  .superRefine(({ number, dated }, context) => {
    if (number !== '' && dated === null)
      context.addIssue({ code: 'custom', path: ['dated'], message: 'required' });
    if (number === '' && dated !== null)
      context.addIssue({ code: 'custom', path: ['number'], message: 'required' });
  });
export type ReplaceForm = z.infer<typeof replaceForm>;
