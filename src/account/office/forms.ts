import { z } from 'zod';
import { readPhone } from '../sign-in.ts';

const text = (most: number) => z.string('required').trim().min(1, 'required').max(most, 'long');
const optional = (most: number) => z.string().trim().max(most, 'long').default('');
const ticked = z
  .string()
  .optional()
  .transform((value) => value !== undefined && value !== '');
const day = z.union([z.literal(''), z.iso.date('date')]).default('');
const phone = optional(30)
  .transform((typed) => (typed === '' ? null : (readPhone(typed) ?? 'wrong')))
  .refine((read) => read !== 'wrong', 'phone');

const ROLES = ['duta', 'pelatih', 'korkab', 'panitia', 'admin', 'pemantau'] as const;

const scope = {
  bimtek: z.union([z.literal(''), z.uuid('choice')]).default(''),
  allBimtek: ticked,
  province: optional(60),
  regency: optional(60),
  /** Official codes, one or more. */
  villages: optional(1000),
  audit: ticked,
  from: day,
  until: day,
};

/** Search in the list: part of a name, a phone number or a participant code; `sesudah` is the last person shown. */
export const accountSearch = z.object({
  q: z.string().trim().max(60).catch(''),
  sesudah: z.uuid().optional().catch(undefined),
});

export const grantForm = z.object({ role: z.enum(ROLES, 'choice'), ...scope });
export type GrantForm = z.infer<typeof grantForm>;

export const newAccountForm = z.object({
  name: text(60),
  phone,
  role: z.enum(['', ...ROLES], 'choice').default(''),
  ...scope,
});

export const reasonForm = z.object({ reason: text(200) });

export const phoneForm = z.object({ phone });
