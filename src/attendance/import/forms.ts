import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { isId } from '../../id.ts';
import { MOST_CELLS, type ReadCell } from './read-cells.ts';

/** Heads that the check page showed, by the index of the cell; a new one has none. Other cells are not written. */
export type SeenCells = ReadonlyMap<number, readonly string[]>;
/** What was read of a file, carried by the check page: nothing of it is kept before "Simpan". */
export type Kept = { fileName: string; cells: ReadCell[]; seen: SeenCells };
export type Choice = 'tanya' | 'timpa' | 'lewati';

const text = z.string().max(2000);
const kept = z.object({
  fileName: z.string().max(200),
  cells: z
    .array(z.tuple([z.int().min(1), z.string().regex(/^[A-Z]{1,3}$/), text, text, text, text, text, text]))
    .max(MOST_CELLS),
  seen: z.array(z.array(z.union([z.int().min(0), z.string().refine(isId)])).min(1)).max(MOST_CELLS),
});

/** 30,000 cells with a note each. */
const UNPACKED_BYTES = 32 * 1024 * 1024;

/** One line of text for a hidden field: a file of 18,000 cells is a tenth of its size, and nothing in it is escaped. */
export function packKept({ fileName, cells, seen }: Kept): string {
  const plain: z.input<typeof kept> = {
    fileName,
    cells: cells.map((cell) => [
      cell.row,
      cell.column,
      cell.participant,
      cell.session,
      cell.topic,
      cell.status,
      cell.minutes,
      cell.note,
    ]),
    seen: [...seen].map(([index, heads]) => [index, ...heads]),
  };
  return deflateRawSync(JSON.stringify(plain)).toString('base64url');
}

function unpackKept(packed: string): Kept | undefined {
  const read = kept.safeParse(jsonIn(packed));
  if (!read.success) return undefined;
  return {
    fileName: read.data.fileName,
    cells: read.data.cells.map(([row, column, participant, session, topic, status, minutes, note]) => ({
      ...{ row, column, participant, session, topic, status, minutes, note },
    })),
    seen: new Map(read.data.seen.map(([index, ...heads]) => [Number(index), heads.map(String)])),
  };
}

function jsonIn(packed: string): unknown {
  try {
    return JSON.parse(
      inflateRawSync(Buffer.from(packed, 'base64url'), { maxOutputLength: UNPACKED_BYTES }).toString(),
    );
  } catch {
    return undefined;
  }
}

const choice = z.enum(['tanya', 'timpa', 'lewati'], 'choice');

export const saveImportForm = z
  .object({
    isi: z.string('required').transform((packed, context): Kept => {
      const read = unpackKept(packed);
      if (read) return read;
      context.addIssue({ code: 'custom', message: 'file' });
      return z.NEVER;
    }),
    semua: choice.default('tanya'),
    reason: z.string().trim().max(300, 'long').default(''),
  })
  .catchall(z.unknown())
  .transform(({ isi, semua, reason, ...rest }) => ({ kept: isi, all: semua, reason, each: eachIn(rest) }));

/** "c-12=timpa": what becomes of that one; left empty it follows the choice for all. */
function eachIn(fields: Record<string, unknown>): Map<number, Choice> {
  return new Map(
    Object.entries(fields).flatMap(([name, value]): [number, Choice][] => {
      const [, index] = /^c-(\d{1,6})$/.exec(name) ?? [];
      const read = choice.safeParse(value);
      return index !== undefined && read.success ? [[Number(index), read.data]] : [];
    }),
  );
}
