/** Which lines of a table are people, and why the others are not. Pure. */
import type { Cell } from '../../documents/cell.ts';
import type { Field } from './columns.ts';
import type { Layout } from './layout.ts';

export type IgnoredCode =
  | 'title'
  | 'column-numbers'
  | 'only-number'
  | 'repeated-header'
  | 'heading'
  | 'footer';
/** `row` counts from 1, as the spreadsheet does. */
export type IgnoredLine = { row: number; code: IgnoredCode; text: string };
export type PersonLine = { row: number; cells: readonly Cell[]; hidden: boolean };

const FOOTER =
  /^(?:jumlah|total|sub ?total|mengetahui|menyetujui|disetujui|diketahui|catatan|keterangan|ket|nb|sumber|dibuat|disusun|demikian|tertanda|ttd|tanda tangan|kepala|wali nagari|camat|bupati|ketua|koordinator|sekretaris|panitia|nip|rekap)\b|,\s*\d{1,2} \p{L}+ \d{4}$/iu;
const HEADING = /^(?:kecamatan|kec|kabupaten|kab|provinsi|nagari|desa|pekon|kelurahan|kelas|kelompok)\b/i;
const WEIGHTY: readonly Field[] = ['nik', 'phone', 'village', 'village_code'];

/** Sorts the lines. Empty lines are in neither list. */
export function sortLines(
  rows: readonly (readonly Cell[])[],
  layout: Layout,
  hiddenRows: ReadonlySet<number> = new Set(),
): { people: PersonLine[]; ignored: IgnoredLine[] } {
  const ignored: IgnoredLine[] = [];
  const people: PersonLine[] = [];
  let ended = false;
  rows.forEach((cells, index) => {
    const text = firstText(cells);
    if (text === '' || (index >= layout.firstHeaderRow && index < layout.firstDataRow)) return;
    const judged = index < layout.firstHeaderRow ? 'title' : judge(cells, layout, ended);
    const code = judged === 'footer' && people.length === 0 ? 'heading' : judged;
    ended ||= code === 'footer';
    if (code) ignored.push({ row: index + 1, code, text });
    else people.push({ row: index + 1, cells, hidden: hiddenRows.has(index + 1) });
  });
  return { people, ignored };
}

function judge(cells: readonly Cell[], layout: Layout, ended: boolean): IgnoredCode | undefined {
  const filled = cells.flatMap((cell, i) => (cell.kind === 'empty' ? [] : [{ i, text: cell.text.trim() }]));
  if (layout.hasHeader && filled.length > 1 && filled.every(({ i, text }) => text === layout.headers[i]))
    return 'repeated-header';
  if (filled.length > 2 && filled.every(({ text }, i) => text.replace(/[().\s]/g, '') === String(i + 1)))
    return 'column-numbers';
  const has = (field: Field) => filled.some(({ i }) => i === layout.columns.get(field));
  if (filled.every(({ i }) => i === layout.columns.get('no')) && !FOOTER.test(firstText(cells))) {
    return /^(?:[\d.]+|=.*)$/.test(firstText(cells)) ? 'only-number' : ended ? 'footer' : 'heading';
  }
  const weight = WEIGHTY.filter(has).length;
  if (isNik(cells, layout) || (weight > 1 && !FOOTER.test(firstText(cells)))) return undefined;
  if (ended || FOOTER.test(firstText(cells)) || FOOTER.test(textAt(cells, layout, 'name'))) return 'footer';
  if (filled.length === 1) return has('name') && !HEADING.test(firstText(cells)) ? undefined : 'heading';
  return has('name') || weight > 0 ? undefined : 'footer';
}

const firstText = (cells: readonly Cell[]): string =>
  cells.find(({ kind }) => kind !== 'empty')?.text.trim() ?? '';

const textAt = (cells: readonly Cell[], layout: Layout, field: Field): string =>
  cells[layout.columns.get(field) ?? -1]?.text.trim() ?? '';

const isNik = (cells: readonly Cell[], layout: Layout): boolean =>
  textAt(cells, layout, 'nik').replace(/\D/g, '').length >= 10;
