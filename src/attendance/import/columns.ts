/** The columns of marks in a spreadsheet: long (a row a mark) or wide (a row a person, a column a session). Pure. */
import type { Cell } from '../../documents/cell.ts';
import { lookUp } from '../../look-up.ts';

export type LongField = 'participant' | 'session' | 'topic' | 'status' | 'minutes' | 'note';
export type Layout = { headerRow: number; participant: number } & (
  | { shape: 'long'; columns: ReadonlyMap<LongField, number> }
  | { shape: 'wide'; sessions: { no: number; topic: string; column: number }[] }
);
export type LayoutMissing = { missing: 'participant' | 'sessions' } | { twice: number };

const NAMES: Readonly<Record<string, LongField>> = {
  'nomor peserta': 'participant',
  'no peserta': 'participant',
  nopes: 'participant',
  peserta: 'participant',
  nomor: 'participant',
  sesi: 'session',
  'no sesi': 'session',
  'nomor sesi': 'session',
  'sesi no': 'session',
  'sesi ke': 'session',
  materi: 'topic',
  topik: 'topic',
  status: 'status',
  presensi: 'status',
  kehadiran: 'status',
  'status kehadiran': 'status',
  'status presensi': 'status',
  menit: 'minutes',
  'menit terlambat': 'minutes',
  'terlambat menit': 'minutes',
  catatan: 'note',
  keterangan: 'note',
};

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const SESSION = /^(?:s(?:esi)?[\s.]*(?:ke)?[\s.-]*)?0*(\d{1,4})(?!\d)[\s.:,-]*(.*)$/i;

/** "S3", "Sesi 3", "Sesi ke-03", "3", and "S3 Mengenal hoaks" with the topic; but not "3 Juni" nor a date. */
export function readSession(text: string): { no: number; topic: string } | undefined {
  const name = text.trim();
  const [, digits, topic = ''] = SESSION.exec(name) ?? [];
  const no = Number(digits);
  if (digits === undefined || no === 0 || (!/^s/i.test(name) && topic !== '')) return undefined;
  return { no, topic: topic.trim() };
}

const SEARCHED_ROWS = 30;

/** The layout of the first row that has one, or what the best row lacks. */
export function findLayout(rows: readonly (readonly Cell[])[]): Layout | LayoutMissing {
  let missing: LayoutMissing = { missing: 'participant' };
  for (let headerRow = 0; headerRow < Math.min(rows.length, SEARCHED_ROWS); headerRow++) {
    const columns = new Map<LongField, number>();
    const sessions: { no: number; topic: string; column: number }[] = [];
    rows[headerRow]?.forEach(({ text }, column) => {
      const field = lookUp(NAMES, plain(text));
      if (field && !columns.has(field)) columns.set(field, column);
      const read = field ? undefined : readSession(text);
      if (read) sessions.push({ ...read, column });
    });
    const participant = columns.get('participant');
    if (participant === undefined) continue;
    if (columns.has('session') && columns.has('status'))
      return { shape: 'long', headerRow, participant, columns };
    const numbers = sessions.map(({ no }) => no);
    const twice = numbers.find((no, i) => numbers.indexOf(no) !== i);
    if (twice !== undefined) return { twice };
    if (sessions.length > 0) return { shape: 'wide', headerRow, participant, sessions };
    missing = { missing: 'sessions' };
  }
  return missing;
}
