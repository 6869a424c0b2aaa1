import { z } from 'zod';
import { readPhone } from '../account/index.ts';

const text = (most: number) => z.string('required').trim().min(1, 'required').max(most, 'long');
const optional = (most: number) => z.string().trim().max(most, 'long').default('');
const ticked = z
  .string()
  .optional()
  .transform((value) => value !== undefined && value !== '');
const phone = optional(30)
  .transform((typed) => (typed === '' ? null : (readPhone(typed) ?? 'wrong')))
  .refine((read) => read !== 'wrong', 'phone');
const kloter = optional(20);

/** The search of the desk; the kloter that is being received goes along from person to person. */
export const deskQuery = z.object({
  q: z.string().trim().max(60).catch(''),
  kloter: z.string().trim().max(20).catch(''),
});

export const arrivalForm = z.object({ kloter, letter: ticked });
export const undoForm = z.object({ arrival: z.uuid('choice') });

const person = { name: text(60), titlePrefix: optional(40), titleSuffix: optional(60), phone };

export const correctionForm = z.object({
  ...person,
  class: z.uuid('choice'),
  seen: z.string().max(40).default(''),
});

/** Someone who is on no list. */
export const walkInForm = z.object({
  ...person,
  sex: z
    .enum(['L', 'P', ''], 'choice')
    .default('')
    .transform((value) => value || null),
  nik: optional(30)
    .transform((typed) => typed.replace(/[\s.-]/g, ''))
    .refine((typed) => typed === '' || /^\d{16}$/.test(typed), 'nik')
    .transform((typed) => typed || null),
  village: text(80),
  person: z
    .union([z.uuid(), z.literal('new')])
    .nullable()
    .catch(null),
  class: z.uuid('choice'),
  kloter,
  letter: ticked,
});

const list = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [value ?? []].flat().filter((one) => /^[A-Z]{1,4}-\d{2,4}$/.test(one)));

/** Whose papers: a class, a regency, and within them single participant numbers. */
export const paperQuery = z.object({
  kelas: z.uuid().optional().catch(undefined),
  kabupaten: z.string().max(5).optional().catch(undefined),
  no: list.catch([]),
});
