import { type Column, type Value, writeSheet } from '../../documents/sheet.ts';
import type { MarkStatus } from '../../database/schema.ts';
import { type Beside, pairKey } from './compare.ts';

const LETTER: Readonly<Record<MarkStatus, string>> = {
  hadir: 'H',
  terlambat: 'T',
  izin: 'I',
  sakit: 'S',
  alpa: 'A',
};
const LONGEST_TOPIC = 40;

/**
 * People and counted sessions as a workbook: blank to be filled, or with what is recorded, which the import takes back
 * without a difference.
 */
export function marksSheet(beside: Beside, blank: boolean): Promise<Uint8Array> {
  const sessions = [...beside.sessions.values()].filter(({ counted, cancelled }) => counted && !cancelled);
  const people = [...new Map([...beside.people.values()].map((one) => [one.enrolmentId, one])).values()];
  const text = (header: string, width: number): Column => ({ header, width, type: 'text' });
  const valueOf = (sessionId: string, enrolmentId: string): Value => {
    const value = beside.marks.get(pairKey(sessionId, enrolmentId))?.value;
    if (blank || !value) return null;
    return value.minutes === null ? LETTER[value.status] : `${LETTER[value.status]} ${value.minutes}`;
  };
  return writeSheet({
    name: 'Presensi',
    columns: [
      text('Nomor peserta', 14),
      text('Nama', 30),
      ...sessions.map(({ no, topic }) => text(`S${no} ${topic.slice(0, LONGEST_TOPIC)}`, 9)),
    ],
    rows: people
      .toSorted((a, b) => a.no.localeCompare(b.no, 'id', { numeric: true }))
      .map(({ no, name, enrolmentId }) => [no, name, ...sessions.map(({ id }) => valueOf(id, enrolmentId))]),
  });
}
