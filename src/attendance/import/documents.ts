import { textColumn, type Value, writeSheet } from '../../documents/sheet.ts';
import type { MarkStatus } from '../../database/schema.ts';
import { type Beside, type ImportSession, pairKey } from './compare.ts';

const LETTER: Readonly<Record<MarkStatus, string>> = {
  hadir: 'H',
  terlambat: 'T',
  izin: 'I',
  sakit: 'S',
  alpa: 'A',
};

/**
 * People and counted sessions as a workbook: blank to be filled, or with what is recorded, which the import takes back
 * without a difference.
 */
export function marksSheet(beside: Beside, blank: boolean): Promise<Uint8Array> {
  const numbered = [...beside.sessions].flatMap(([no, all]) => {
    const sessions = all.filter(({ counted, cancelled }) => counted && !cancelled);
    const topics = [...new Set(sessions.map(({ topic }) => topic.replace(/\s+/g, ' ').trim().slice(0, 40)))];
    return sessions.length > 0 ? [{ header: `S${no} ${topics.join(' / ')}`, sessions }] : [];
  });
  const people = [...new Map([...beside.people.values()].map((one) => [one.enrolmentId, one])).values()];
  const valueOf = (sessions: readonly ImportSession[], enrolmentId: string): Value => {
    const [value] = sessions.flatMap(({ id }) => beside.marks.get(pairKey(id, enrolmentId))?.value ?? []);
    if (blank || !value) return null;
    return value.minutes === null ? LETTER[value.status] : `${LETTER[value.status]} ${value.minutes}`;
  };
  return writeSheet({
    name: 'Presensi',
    columns: [
      textColumn('Nomor peserta', 14),
      textColumn('Nama', 30),
      ...numbered.map(({ header }) => textColumn(header, 9)),
    ],
    rows: people
      .toSorted((a, b) => a.no.localeCompare(b.no, 'id', { numeric: true }))
      .map(({ no, name, enrolmentId }) => [
        no,
        name,
        ...numbered.map(({ sessions }) => valueOf(sessions, enrolmentId)),
      ]),
  });
}
