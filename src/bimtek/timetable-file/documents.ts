import { writeSheet, type Column } from '../../documents/sheet.ts';
import type { SessionView } from '../sessions.ts';
import type { Field } from './columns.ts';
import { textsOfView } from './texts-of.ts';

const text = (field: Field, header: string, width: number): Column & { field: Field } => ({
  ...{ field, header, width },
  type: 'text',
});
const COLUMNS: readonly (Column & { field: Field })[] = [
  { field: 'day', header: 'Tanggal', width: 12, type: 'date' },
  text('start', 'Mulai', 8),
  text('end', 'Selesai', 8),
  text('class', 'Kelas', 10),
  text('topic', 'Materi', 40),
  text('subject', 'Mata pelatihan', 28),
  { field: 'jp', header: 'JP', width: 6, type: 'number' },
  text('counted', 'Dihitung', 10),
  text('trainers', 'Narasumber', 32),
  text('pic', 'PIC', 22),
  text('room', 'Ruang', 20),
  text('code', 'Kode sesi', 38),
];

/** The sessions that take place, as a workbook that the import takes back without a difference. */
export const timetableSheet = (sessions: readonly SessionView[]): Promise<Uint8Array> =>
  writeSheet({
    name: 'Jadwal',
    columns: COLUMNS,
    rows: sessions
      .filter(({ cancelReason }) => cancelReason === null)
      .map((session) => {
        const texts = textsOfView(session);
        return COLUMNS.map(({ field, type }) => (type === 'number' ? Number(texts[field]) : texts[field]));
      }),
  });
