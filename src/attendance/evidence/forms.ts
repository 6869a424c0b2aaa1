import { z } from 'zod';
import { isId } from '../../id.ts';

/** What is told about files of a sheet; the files themselves are read beside it. */
export const evidenceForm = z.object({
  kelas: z
    .string()
    .default('')
    .refine((text) => text === '' || isId(text), 'choice'),
  lembar: z.string().trim().max(60, 'long').default(''),
});

export const withdrawForm = z.object({
  reason: z.string('required').trim().min(1, 'required').max(300, 'long'),
});
