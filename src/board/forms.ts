import { z } from 'zod';
import { VILLAGE_FILTERS } from './village-list.ts';

const q = z.string().trim().max(80).catch('');
const regency = z
  .string()
  .regex(/^\d\d\.\d\d$/)
  .nullish()
  .catch(null)
  .transform((code) => code ?? null);

export const villageQuery = z.object({
  saring: z.enum(VILLAGE_FILTERS).catch('semua'),
  q: q.default(''),
  kabupaten: regency,
});

export const kaderQuery = z.object({
  tampil: z.enum(['semua', 'lulus', 'belum-masuk']).catch('semua'),
  q: q.default(''),
  kabupaten: regency,
  /** Keyset: name key and enrolment of the last row shown. */
  sesudah: z.string().max(120).optional().catch(undefined),
  id: z.uuid().optional().catch(undefined),
});
