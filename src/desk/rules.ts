/** What was typed into the search of the desk: one person exactly, or part of a name or village. */
export type Sought =
  | { kind: 'code'; code: string }
  | { kind: 'number'; no: string }
  | { kind: 'text'; text: string };

const NUMBER = /^([A-Z]{1,4})[\s-]*(\d{1,4})$/;

/**
 * Reads the search: a participant number in any spelling ("f7", "F-07"), what may be the 8 characters of a badge (a
 * name of eight letters may be too, so who finds no such badge goes on with the text), or text.
 */
export function readSearch(
  typed: string,
  readCode: (typed: string) => string | null,
  participantNo: (letter: string, running: number) => string,
): Sought {
  const number = NUMBER.exec(typed.trim().toUpperCase());
  if (number) return { kind: 'number', no: participantNo(number[1] ?? '', Number(number[2])) };
  const code = readCode(typed);
  return code ? { kind: 'code', code } : { kind: 'text', text: typed };
}
