import { z } from 'zod';

const text = (most: number) => z.string('required').trim().min(1, 'required').max(most, 'long');
const optional = (most: number) => z.string().trim().max(most, 'long').default('');
const ticked = z
  .string()
  .optional()
  .transform((value) => value !== undefined && value !== '');

/** What stands on the slip. */
export const slipForm = z.object({ who: text(40), code: text(20) });

const passwords = {
  password: z.string('required').min(1, 'required').max(200, 'long'),
  again: z.string('required').max(200, 'long'),
};

/** A new password, typed twice. */
export const newPassword = z.object(passwords).refine(({ password, again }) => password === again, {
  message: 'password-differs',
  path: ['again'],
});

/** The own name with its titles, as it will stand on the certificate (60 letters, as in the population register). */
export const ownNameForm = z.object({ name: text(60), titlePrefix: optional(40), titleSuffix: optional(60) });

export const activationForm = z
  .object({
    ...passwords,
    name: optional(60),
    titlePrefix: optional(40),
    titleSuffix: optional(60),
    consent: ticked,
    shared: ticked,
  })
  .refine(({ password, again }) => password === again, { message: 'password-differs', path: ['again'] });
