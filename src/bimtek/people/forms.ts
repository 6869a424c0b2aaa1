import { z } from 'zod';
import { readPhone } from '../../account/index.ts';
import { clock, day, optionalText, text, ticked, uuid } from '../fields.ts';
import { PEOPLE_FILTERS } from './queries.ts';

export const peopleQuery = z
  .object({
    q: z.string().trim().max(80).optional().default(''),
    kelas: z.string().max(4).optional().default(''),
    kabupaten: z.string().max(5).optional().default(''),
    status: z.enum(PEOPLE_FILTERS).optional().default('semua').catch('semua'),
    sesudah: z.string().max(200).optional(),
    id: z.uuid().optional(),
  })
  .transform(({ sesudah, id, ...filter }) => ({
    filter,
    after: sesudah !== undefined && id !== undefined ? { name: sesudah, id } : null,
  }));

/** A phone in any usual spelling -> E.164; empty means none. */
const phone = optionalText(30).transform((typed, context) => {
  if (typed === '') return null;
  const read = readPhone(typed);
  if (read) return read;
  context.addIssue({ code: 'custom', message: 'phone' });
  return z.NEVER;
});

export const dataForm = z.object({
  name: text(60),
  titlePrefix: optionalText(40),
  titleSuffix: optionalText(60),
  sex: z.enum(['L', 'P', ''], 'choice').transform((value) => value || null),
  phone,
});

export const moveForm = z.object({ class: uuid });
export const joiningForm = z.object({ day, time: clock });
export const villageForm = z.object({
  village: text(20).transform((typed) => typed.replace(/\s/g, '')),
  villageReason: text(200),
});
export const endForm = z.object({ reason: text(200), assignment: ticked });
export const decreeForm = z.object({ number: text(80), dated: day });
export const endAssignmentForm = z.object({ endReason: text(200) });
