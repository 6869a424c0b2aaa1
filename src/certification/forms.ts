import { z } from 'zod';

const q = z.string().trim().max(80).catch('').default('');
const none = <T extends z.ZodType>(schema: T) =>
  schema
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);

export const resultsQuery = z.object({
  q,
  tampil: z.enum(['semua', 'layak', 'terbit', 'tidak-bisa']).catch('semua').default('semua'),
  baris: none(z.coerce.number().int().min(1).max(6)),
  kelas: none(z.string().min(1).max(8)),
  kabupaten: none(z.string().regex(/^\d\d\.\d\d$/)),
  /** Keyset: participant number of the last row shown. */
  sesudah: none(z.string().min(1).max(20)),
});

const count = z.coerce.number().int().min(0).max(100_000).catch(0).default(0);

export const registerQuery = z.object({
  q,
  /** Keyset: kind, year and running number of the last row shown. */
  jenis: none(z.enum(['sertifikat', 'surat-keterangan', 'sertifikat-pelatih'])),
  tahun: count,
  urut: count,
  /** After an issue: how many, whether one's own waits, participant numbers that cannot be printed. */
  terbit: none(z.coerce.number().int().min(0).max(100_000)),
  sendiri: count,
  gagal: z
    .string()
    .max(200)
    .regex(/^[\w,-]*$/)
    .catch('')
    .default(''),
});

/** The reason of an act stands in a field that carries the act's name, since a page has several. */
export const reasonForm = (word: string) =>
  z
    .object({ [`alasan-${word}`]: z.string('required').trim().min(1, 'required').max(500, 'long') })
    .transform((form) => form[`alasan-${word}`] ?? '');

/** Either a code, or a number with a name. */
export const verifyForm = z.union([
  z.object({ kode: z.string('required').trim().min(1, 'required').max(40, 'long') }),
  z.object({
    nomor: z.string('required').trim().min(1, 'required').max(80, 'long'),
    nama: z.string('required').trim().min(1, 'required').max(160, 'long'),
  }),
]);
