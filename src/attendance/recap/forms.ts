import { z } from 'zod';
import { isId } from '../../id.ts';

/** How the recap is ordered; figures with the lowest first, for those are who somebody has to talk to. */
const RECAP_ORDERS = ['nomor', 'nama', 'jp', 'persen', 'jp-tinggi', 'persen-tinggi'] as const;

export const recapQuery = z.object({
  /** The letter of a class. */
  kelas: z.string().trim().max(8).optional().catch(undefined),
  q: z.string().trim().max(60).default('').catch(''),
  urut: z.enum(RECAP_ORDERS).default('nomor').catch('nomor'),
  /** Keyset: the enrolment of the last row shown. */
  sesudah: z.string().refine(isId).optional().catch(undefined),
});
export type RecapQuery = z.infer<typeof recapQuery>;
