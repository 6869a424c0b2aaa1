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

/** The mark of the sheet of a whole day of a class; `day` is 'YYYY-MM-DD'. */
export const markOfDay = (
  day: string,
  { letter, people }: { letter: string; people: readonly { enrolmentId: string }[] },
): string =>
  listMark(
    `${day} ${letter}`,
    people.map(({ enrolmentId }) => enrolmentId),
  );

/** What a person typed as the code of a sheet: of a session by its number, or of a day ('YYYY-MM-DD'). */
export type TypedCode = { session: number | null; day: string | null; mark: string | null };

/**
 * "DH-F-S12-00-7KQ3", "DH-F-H240603-00-7KQ3", or only its last four characters, in any case and with spaces. A code without a mark is of a
 * sheet that was printed before sheets carried one. Undefined: no such code.
 */
export function readCode(text: string): TypedCode | undefined {
  const plain = text
    .toUpperCase()
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/\s+/g, '')
    .replace(/^-|[-.,]$/g, '');
  const short = markOf(plain);
  if (short) return { session: null, day: null, mark: short };
  const [, session, date, typed] =
    /^DH-[A-Z0-9]+-(?:S(\d{1,4})|H(\d{6}))-\d\d(?:-(\w{4}))?$/.exec(plain) ?? [];
  const mark = typed === undefined ? null : markOf(typed);
  if ((session ?? date) === undefined || mark === undefined) return undefined;
  const day = date === undefined ? null : `20${date.slice(0, 2)}-${date.slice(2, 4)}-${date.slice(4)}`;
  return { session: session === undefined ? null : Number(session), day, mark };
}

/** I and L are read as 1, O as 0, as Crockford says. */
function markOf(text: string): string | undefined {
  const read = text.replace(/[IL]/g, '1').replaceAll('O', '0');
  return new RegExp(`^[${DIGITS}]{${LENGTH}}$`).test(read) ? read : undefined;
}
