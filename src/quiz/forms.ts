import { z } from 'zod';
import { SERVER } from './save-answer.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const letter = z
  .string()
  .regex(/^[A-Z]$/, 'choice')
  .transform((one) => LETTERS.indexOf(one));
const instant = z.iso.datetime({ offset: true, error: 'date' }).transform((text) => new Date(text));

/** One answer: letters as shown, and from the page script which phone sends it, its running number, its clock. */
export const answerForm = z
  .object({
    answer: z
      .union([letter.transform((one) => [one]), z.array(letter).max(26, 'choice')], 'choice')
      .optional()
      .transform((picked) => [...new Set(picked)].sort((a, b) => a - b)),
    unsure: z
      .string()
      .optional()
      .transform((value) => value !== undefined && value !== ''),
    _key: z.string().min(1).max(100, 'long').optional(),
    _device: z
      .string()
      .regex(/^[\w-]{1,64}$/, 'choice')
      .refine((id) => id !== SERVER, 'choice')
      .optional(),
    _seq: z
      .string()
      .regex(/^\d{1,9}$/, 'number')
      .transform(Number)
      .optional(),
    _at: instant.optional(),
  })
  .refine((form) => (form._device === undefined) === (form._seq === undefined), {
    path: ['_seq'],
    error: 'required',
  });

export type AnswerForm = z.infer<typeof answerForm>;

/** Time of sending on the phone's clock (header X-Bekal-Sent), or null when it says none. */
export function readSentAt(header: string | undefined): Date | null {
  const read = instant.safeParse(header);
  return read.success ? read.data : null;
}

const small = (most: number) =>
  z
    .string()
    .regex(/^\d{0,3}$/, 'number')
    .transform(Number)
    .pipe(z.int().max(most, 'number'));

export const remedialForm = z.object({
  enrolment: z.uuid('choice'),
  attempts: small(3).default(0),
  minutes: small(240).default(0),
  why: z.string('required').trim().min(1, 'required').max(300, 'long'),
});

export const lateForm = z.object({ decision: z.enum(['accepted', 'refused'], 'choice') });

export const peopleQuery = z.object({
  cari: z.string().trim().max(60).default(''),
  sesudah: z.string().max(20).default(''),
  bimtek: z.uuid().optional(),
});
