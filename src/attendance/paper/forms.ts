import { z } from 'zod';
import { isId } from '../../id.ts';
import type { SeenHeads } from './record-sheet.ts';

const numbers = z.string().trim().max(600, 'long').default('');

/** The numbers of a sheet that came back. */
export const sheetForm = z.object({
  kode: z.string().trim().max(40, 'long').default(''),
  hadir: numbers,
  terlambat: numbers,
  izin: numbers,
  sakit: numbers,
  alpa: numbers,
  pulang: numbers,
  sisa: z.enum(['hadir', 'biarkan'], 'choice').default('hadir'),
});

/** "ENROLMENT:HEAD,HEAD ENROLMENT: ..." */
const seen = z
  .string()
  .default('')
  .transform((text, context): SeenHeads => {
    const heads = new Map<string, string[]>();
    for (const one of text.split(' ').filter(Boolean)) {
      const [enrolment = '', ids = ''] = one.toLowerCase().split(':');
      const list = ids.split(',').filter(Boolean);
      if (![enrolment, ...list].every(isId)) context.addIssue({ code: 'custom', message: 'choice' });
      heads.set(enrolment, list);
    }
    return heads;
  });

export const saveSheetForm = sheetForm.extend({
  seen,
  reason: z.string().trim().max(300, 'long').default(''),
});

/** A code that the address of the page carries, as a link on a sheet or in a message does. */
export const sheetQuery = z.object({
  kode: z.string().trim().max(40).optional().catch(undefined),
  kabar: z.string().optional().catch(undefined),
});
