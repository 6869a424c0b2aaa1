/** Cells that a table merges downwards: one kecamatan, one SK beside several people. Pure. */
import { EMPTY, type Cell } from '../../documents/cell.ts';
import type { Merge } from '../../documents/sheet-rows.ts';
import type { Field } from './columns.ts';
import type { Layout } from './layout.ts';

/** What several people may have in common; nobody shares a name, a NIK or a number. */
const SHARED: readonly Field[] = [
  'regency',
  'district',
  'village',
  'village_code',
  'decree_no',
  'decree_date',
  'class',
];

/** The rows with what stands in the first row of a merged cell in its other rows too. The rows given stay as they are. */
export function fillMerged(
  rows: readonly (readonly Cell[])[],
  merges: readonly Merge[],
  layout: Layout,
): readonly (readonly Cell[])[] {
  const shared = new Set(SHARED.flatMap((field) => layout.columns.get(field) ?? []));
  const wanted = merges.filter(
    ({ top, bottom, left }) => bottom > top && top > layout.firstDataRow && shared.has(left - 1),
  );
  if (wanted.length === 0) return rows;
  const filled = [...rows];
  for (const { top, bottom, left } of wanted) {
    const cell = rows[top - 1]?.[left - 1] ?? EMPTY;
    for (let row = top; row < Math.min(bottom, rows.length); row++) {
      const cells = filled[row];
      if (cells?.some(({ kind }) => kind !== 'empty'))
        filled[row] = cells.map((own, i) => (i === left - 1 && own.kind === 'empty' ? cell : own));
    }
  }
  return filled;
}
