import { z } from 'zod';

const text = (most: number) => z.string('required').trim().min(1, 'required').max(most, 'long');
const ticked = z
  .string()
  .optional()
  .transform((value) => value !== undefined && value !== '');

export const forgottenForm = z.object({ who: text(40) });

export const signInForm = z.object({
  who: text(40),
  password: z.string('required').min(1, 'required').max(200, 'long'),
  shared: ticked,
  next: z.string().max(2000).optional(),
  resume: z.string().max(60_000).optional(),
});
