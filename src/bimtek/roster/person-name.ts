/** Names of people: one field, degrees apart, the owner's own spelling kept. Pure. */
import { degreeAfter, dottedDegree, titleBefore } from './degrees.ts';

/** Titles as they are printed ("Drs.", "S.Pd, M.Si"), null when there are none. `unclear`: what stands after a comma is no degree. */
export type PersonName = {
  name: string;
  titlePrefix: string | null;
  titleSuffix: string | null;
  unclear: boolean;
};

/** Splits degrees off and tidies spaces. A name all in capitals or all in small letters gets capitals at its words only. Reading twice changes nothing. */
export function readName(text: string): PersonName {
  const clean = text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replace(/[’‘`´ʼ]/g, "'")
    .replace(/\s+([,.])/g, '$1')
    .trim();
  const [first = '', ...afterCommas] = clean.split(',').map((part) => part.trim());
  const before = splitBefore(first.split(' '));
  const after = splitAfter(before.rest);
  const pieces = afterCommas
    .filter((part) => part !== '')
    .map((part) => ({ part, degrees: degreesIn(part) }));
  const unclear = pieces.filter(({ degrees }) => degrees === undefined).map(({ part }) => part);
  const suffixes = [...after.titles, ...pieces.flatMap(({ degrees }) => degrees ?? [])];
  return {
    name: calm([after.rest.join(' '), ...unclear].join(', ')),
    titlePrefix: before.titles.join(' ') || null,
    titleSuffix: suffixes.join(', ') || null,
    unclear: unclear.length > 0,
  };
}

function splitBefore(words: readonly string[]): { titles: string[]; rest: string[] } {
  const titles: string[] = [];
  let at = 0;
  for (; at < words.length - 1; at++) {
    const title = titleBefore(words[at] ?? '');
    if (title === undefined) break;
    titles.push(title);
  }
  return { titles, rest: words.slice(at) };
}

function splitAfter(words: readonly string[]): { titles: string[]; rest: string[] } {
  let end = words.length;
  while (end > 1 && dottedDegree(words[end - 1] ?? '')) end--;
  return { titles: words.slice(end).map((word) => degreeAfter(word) ?? word), rest: words.slice(0, end) };
}

/** "S.Pd M.Si" or "S. Pd" -> its degrees; undefined when a part is none. */
function degreesIn(part: string): string[] | undefined {
  const whole = degreeAfter(part);
  if (whole !== undefined) return [whole];
  const each = part.split(' ').map(degreeAfter);
  return each.every((degree) => degree !== undefined) ? each : undefined;
}

/** Only a name without any small, or any large letter is changed: "NUR'AINI BINTI MA'RUF" -> "Nur'aini binti Ma'ruf". */
function calm(name: string): string {
  const shouted = /\p{Lu}{2}/u.test(name) && !/\p{Ll}/u.test(name);
  if (!shouted && (/\p{Lu}/u.test(name) || !/\p{Ll}{2}/u.test(name))) return name;
  return name
    .toLowerCase()
    .split(' ')
    .map((word) => (word === 'bin' || word === 'binti' ? word : capitalised(word)))
    .join(' ');
}

/** A capital at the start, after a hyphen or a dot, and after an apostrophe that follows one letter (D'Souza). */
const capitalised = (word: string): string =>
  word.replace(/(?<=^|[-.(/]|^\p{L}')\p{L}/gu, (letter) =>
    letter.toUpperCase().length === letter.length ? letter.toUpperCase() : letter,
  );
