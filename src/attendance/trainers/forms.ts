import { z } from 'zod';
import type { MarkStatus } from '../../database/schema.ts';
import { isId } from '../../id.ts';
import type { Presence } from './record-presence.ts';

const STATUSES: readonly MarkStatus[] = ['hadir', 'terlambat', 'izin', 'sakit', 'alpa'];
const isStatus = (value: string): value is MarkStatus => STATUSES.some((one) => one === value);

/** The day whose trainers are written down. */
export const dayForm = z.object({ hari: z.iso.date('date') });

/**
 * The fields of the page: `SESSION PERSON` = a status or '' for nothing, `seen SESSION PERSON` = the mark that stood
 * there, `lain SESSION` = a trainer who stood in. Names and values that are none of these are left out.
 */
export function presencesOf(fields: Readonly<Record<string, string>>): Presence[] {
  return Object.entries(fields).flatMap(([name, value]): Presence[] => {
    const [first = '', second = ''] = name.split(' ');
    if (first === 'lain' && isId(second) && isId(value))
      return [{ sessionId: second, personId: value, status: 'hadir', seen: null }];
    if (!isId(first) || !isId(second) || !isStatus(value)) return [];
    const seen = fields[`seen ${name}`];
    return [{ sessionId: first, personId: second, status: value, seen: isId(seen) ? seen : null }];
  });
}
