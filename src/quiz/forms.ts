import { z } from 'zod';
import { SERVER } from './save-answer.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const letter = z
  .string()
  .regex(/^[A-Z]$/, 'choice')
  .transform((one) => LETTERS.indexOf(one));
/** A phone without a set clock says 1970; nothing earlier is a time. */
const instant = z.iso
  .datetime({ offset: true, error: 'date' })
  .transform((text) => new Date(text))
  .refine((at) => at.getTime() >= 0, 'date');
/** Text that a text column takes: PostgreSQL refuses NUL. */
const line = z.string('required').transform((text) => text.replaceAll('\0', ''));

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
    _key: z
      .string()
      .regex(/^[\x21-\x7e]{1,100}$/, 'choice')
      .optional(),
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
  why: line.pipe(z.string().trim().min(1, 'required').max(300, 'long')),
});

export const lateForm = z.object({ decision: z.enum(['accepted', 'refused'], 'choice') });

export const peopleQuery = z.object({
  cari: line.pipe(z.string().trim().max(60)).default(''),
  sesudah: line.pipe(z.string().max(20)).default(''),
  bimtek: z.uuid().optional(),
});

/** True for text that can be the id of a quiz (`desa-cerdas.m1`); an address with anything else is not found. */
export const isQuizId = (text: string): boolean => /^[\w.-]{1,100}$/.test(text);
