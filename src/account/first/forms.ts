import { z } from 'zod';
import { issuerShape, unit } from '../settings/forms.ts';
import { readPhone } from '../sign-in.ts';

const phone = z
  .string('required')
  .trim()
  .min(1, 'required')
  .max(30, 'long')
  .transform((typed) => readPhone(typed) ?? '')
  .refine((read) => read !== '', 'phone');

/** The first admin and who issues. */
export const firstAdminForm = z
  .object({
    name: z.string('required').trim().min(1, 'required').max(60, 'long'),
    phone,
    password: z.string('required').min(1, 'required').max(200, 'long'),
    again: z.string('required').max(200, 'long'),
    unit,
    ...issuerShape,
  })
  .refine(({ password, again }) => password === again, { message: 'password-differs', path: ['again'] });
