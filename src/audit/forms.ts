import { z } from 'zod';

/** The filter of the log, in the query of its address. */
export const eventFilter = z
  .object({
    kegiatan: z
      .string()
      .regex(/^[a-z-]{1,40}$/)
      .catch(''),
    orang: z.uuid().optional().catch(undefined),
    q: z.string().trim().max(60).catch(''),
    hari: z.iso.date().catch(''),
    sebelum: z.coerce.number().int().positive().optional().catch(undefined),
  })
  .transform((query) => ({
    act: query.kegiatan,
    person: query.orang,
    q: query.q,
    day: query.hari,
    before: query.sebelum,
  }));
