/** The columns of a timetable in a spreadsheet. Pure. */
import type { Cell } from '../../documents/cell.ts';
import { lookUp } from '../../look-up.ts';

export const FIELDS = [
  'code',
  'day',
  'start',
  'end',
  'topic',
  'subject',
  'jp',
  'counted',
  'class',
  'trainers',
  'pic',
  'room',
] as const;
export type Field = (typeof FIELDS)[number];
/** What a row says, by field; a field that the file has no column for is missing. */
export type Texts = Partial<Record<Field, string>>;

/** Where each field stands, from 0; 'hours' is one column for both times ("08.30–10.00"). */
export type TimetableLayout = { headerRow: number; columns: ReadonlyMap<Field | 'hours', number> };

const NAMES: Readonly<Record<string, Field | 'hours'>> = {
  kode: 'code',
  'kode sesi': 'code',
  tanggal: 'day',
  hari: 'day',
  'hari tanggal': 'day',
  mulai: 'start',
  'jam mulai': 'start',
  selesai: 'end',
  'jam selesai': 'end',
  waktu: 'hours',
  jam: 'hours',
  pukul: 'hours',
  materi: 'topic',
  topik: 'topic',
  kegiatan: 'topic',
  'mata pelatihan': 'subject',
  jp: 'jp',
  'jumlah jp': 'jp',
  dihitung: 'counted',
  kelas: 'class',
  narasumber: 'trainers',
  pelatih: 'trainers',
  fasilitator: 'trainers',
  pic: 'pic',
  'moderator pic': 'pic',
  ruang: 'room',
  ruangan: 'room',
  tempat: 'room',
};

const fieldOf = (header: string): Field | 'hours' | undefined =>
  lookUp(
    NAMES,
    header
      .toLowerCase()
      .replace(/\(.*\)/g, '')
      .replace(/[^a-z]+/g, ' ')
      .trim(),
  );

const SEARCHED_ROWS = 30;
/** Without these nothing can be planned; two times may stand in one column. */
const NEEDED = ['day', 'topic', 'jp', 'class'] as const;

/** The header, or the fields that its best row lacks. The first column of a name counts. */
export function findColumns(
  rows: readonly (readonly Cell[])[],
): { layout: TimetableLayout } | { missing: (Field | 'hours')[] } {
  let best: TimetableLayout = { headerRow: 0, columns: new Map() };
  for (let row = 0; row < Math.min(rows.length, SEARCHED_ROWS); row++) {
    const columns = new Map<Field | 'hours', number>();
    rows[row]?.forEach(({ text }, i) => {
      const field = fieldOf(text);
      if (field && !columns.has(field)) columns.set(field, i);
    });
    if (columns.size > best.columns.size) best = { headerRow: row, columns };
  }
  const { columns } = best;
  const timed = columns.has('hours') || (columns.has('start') && columns.has('end'));
  const missing = [...NEEDED.filter((field) => !columns.has(field)), ...(timed ? [] : ['hours' as const])];
  return missing.length === 0 ? { layout: best } : { missing };
}
