import { createHash } from 'node:crypto';

/** Crockford's digits: none of them is taken for another on paper. */
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 4;

/**
 * Four characters that stand for the session of a sheet, who is on it and in which order: row 7 of a sheet is row 7 of a
 * list only when both carry the same mark, also when the timetable gave the session another number meanwhile. 20 bits:
 * a list that changed keeps its mark once in a million times.
 */
export function listMark(sessionId: string, enrolments: readonly string[]): string {
  const bits = createHash('sha256')
    .update([sessionId, ...enrolments].join('\n'))
    .digest()
    .readUInt32BE(0);
  return Array.from({ length: LENGTH }, (_, i) => DIGITS[(bits >>> (5 * i)) & 31]).join('');
}

/** What a person typed as the code of a sheet. */
export type TypedCode = { session: number | null; mark: string | null };

/**
 * "DH-F-S12-00-7KQ3", or only its last four characters, in any case and with spaces. A code without a mark is of a
 * sheet that was printed before sheets carried one. Undefined: no such code.
 */
export function readCode(text: string): TypedCode | undefined {
  const plain = text
    .toUpperCase()
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/\s+/g, '')
    .replace(/^-|[-.,]$/g, '');
  const short = markOf(plain);
  if (short) return { session: null, mark: short };
  const [, session, mark] = /^DH-[A-Z0-9]+-S(\d{1,4})-\d\d(?:-(\w{4}))?$/.exec(plain) ?? [];
  if (session === undefined) return undefined;
  if (mark === undefined) return { session: Number(session), mark: null };
  const read = markOf(mark);
  return read ? { session: Number(session), mark: read } : undefined;
}

/** I and L are read as 1, O as 0, as Crockford says. */
function markOf(text: string): string | undefined {
  const read = text.replace(/[IL]/g, '1').replaceAll('O', '0');
  return new RegExp(`^[${DIGITS}]{${LENGTH}}$`).test(read) ? read : undefined;
}
