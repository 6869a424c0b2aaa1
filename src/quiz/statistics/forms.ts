import { z } from 'zod';

const none = <T extends z.ZodType>(schema: T) =>
  schema
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);

/** To what the figures of a quiz are narrowed. */
export const studyQuery = z.object({
  kelas: none(z.string().min(1).max(8)),
  kabupaten: none(z.string().regex(/^\d\d\.\d\d$/)),
  jk: none(z.enum(['L', 'P'])),
  paket: none(z.string().regex(/^[A-Z]$/)),
});

/** The same for pre-test and post-test, and which post-test of a person is taken. */
export const progressQuery = studyQuery.extend({
  percobaan: z.enum(['pertama', 'terbaik']).catch('pertama').default('pertama'),
  kursus: none(z.string().regex(/^[a-z0-9-]{1,60}$/)),
});

type Query = z.infer<typeof studyQuery>;

export const narrowOf = ({ kelas, kabupaten, jk, paket }: Query) => ({
  class: kelas,
  regency: kabupaten,
  sex: jk,
  form: paket,
});
