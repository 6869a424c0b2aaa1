/** Fields that several forms of the room share. Messages are machine words; views/ui/form.ts has the sentences. */
import { z } from 'zod';

export const text = (most: number) => z.string('required').trim().min(1, 'required').max(most, 'long');
export const optionalText = (most: number) => z.string().trim().max(most, 'long').optional().default('');
export const ticked = z
  .string()
  .optional()
  .transform((value) => value !== undefined && value !== '');

export const uuid = z.uuid('choice');
/** The ticked values of a repeated field. */
export const uuids = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => [value ?? []].flat().filter((one) => one !== ''))
  .pipe(z.array(z.uuid('choice')).max(500));

/** 'YYYY-MM-DD' as date fields send it, or 30/05/2024 as people type it. */
export const day = z
  .string('date')
  .trim()
  .min(1, 'required')
  .transform((typed) =>
    typed.replace(
      /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/,
      (_all, d: string, m: string, y: string) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`,
    ),
  )
  .pipe(z.iso.date('date'));

/** 'HH:MM'; "8.30" and "08:30" are the same. */
export const clock = z
  .string('time')
  .trim()
  .min(1, 'required')
  .transform((typed) =>
    typed.replace(
      /^(\d{1,2})[.:](\d{2})(?::\d{2})?$/,
      (_all, h: string, m: string) => `${h.padStart(2, '0')}:${m}`,
    ),
  )
  .pipe(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time'));

/** JP as typed, halves allowed ("1,5") -> halves. */
export const halfJp = z
  .string('required')
  .trim()
  .min(1, 'required')
  .transform((typed) => Number(typed.replace(',', '.')) * 2)
  .pipe(
    z
      .number('number')
      .int('Isi JP dengan angka bulat atau setengah, misalnya 2 atau 1,5.')
      .min(0, 'number')
      .max(40, 'JP satu sesi paling banyak 20.'),
  );

/** A whole number as typed. */
export const whole = (least: number, most: number) =>
  z
    .string('required')
    .trim()
    .regex(/^\d+$/, 'number')
    .transform(Number)
    .pipe(z.number().min(least, `Paling sedikit ${least}.`).max(most, `Paling banyak ${most}.`));

export const timeZone = z.enum(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'], 'choice');
