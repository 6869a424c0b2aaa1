import { z } from 'zod';
import { FIELDS } from './columns.ts';
import { type Letters, type Line, MOST_LINES } from './read-lines.ts';

const texts = z.partialRecord(z.enum(FIELDS), z.string().max(2000));
const kept = z.object({
  fileName: z.string().max(200),
  letters: z.partialRecord(z.enum(FIELDS), z.string().regex(/^[A-Z]{1,3}$/)),
  lines: z.array(z.object({ row: z.int().min(1), texts })).max(MOST_LINES),
});

/** What was read of a file, carried by the check page: nothing of it is kept before "Simpan". */
export type Kept = { fileName: string; letters: Letters; lines: Line[] };

export const saveForm = z.object({
  mark: z.string('required').max(64),
  isi: z.string('required').transform((text, context): Kept => {
    const read = kept.safeParse(parsed(text));
    if (read.success) return read.data as Kept;
    context.addIssue({ code: 'custom', message: 'file' });
    return z.NEVER;
  }),
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
