import { z } from 'zod';

const text = (most: number) => z.string('required').trim().min(1, 'required').max(most, 'long');

export const walkInForm = z.object({
  name: text(60),
  place: z.string().trim().max(80, 'long').default(''),
});
export const tieForm = z.object({ enrolment: z.uuid('choice') });
export const dropForm = z.object({ reason: text(200) });
export const candidateQuery = z.object({ cari: z.string().trim().max(60).optional().catch(undefined) });

/** The words of a search in small letters, of at least so many letters: "Bu" and "Pk" in front of a name find too much. */
export const wordsOf = (typed: string, least: 2 | 3): string[] => [
  ...new Set(
    typed
      .toLowerCase()
      .split(/[\s,.]+/)
      .filter((word) => word.length >= least),
  ),
];
