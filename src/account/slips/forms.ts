import { z } from 'zod';
import { SLIP_FILTERS } from './participants.ts';

const id = z.uuid().optional().catch(undefined);

/** The filter of the list of slips, in the query of a GET or the hidden fields of a POST. */
export const slipFilter = z
  .object({
    kelas: id,
    kabupaten: z
      .string()
      .regex(/^\d\d\.\d\d$/)
      .optional()
      .catch(undefined),
    no: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .transform((value) => [value ?? []].flat().filter((one) => /^[A-Z]{1,4}-\d{2,4}$/.test(one)))
      .catch([]),
    status: z.enum(SLIP_FILTERS).catch('all'),
    q: z.string().trim().max(60).catch(''),
    sesudah: z.string().max(20).catch(''),
  })
  .transform((query) => ({
    filter: { class: query.kelas, regency: query.kabupaten, no: query.no, state: query.status, q: query.q },
    after: query.sesudah,
  }));
