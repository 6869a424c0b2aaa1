/** Whom the numbers typed from a sheet mean: rows of the sheet, or participants by their number. Pure. */
import type { RollRow } from '../roll-call.ts';
import { readNumbers, type Ref, type Word } from './read-numbers.ts';
import type { FoundSheet } from './sheet-lists.ts';
import type { NumberField, SheetProblem, Told } from './typed-sheet.ts';

/** The sheet that was named, all people who may stand on one, and who types. */
export type Beside = { sheet: FoundSheet; people: readonly RollRow[]; actorId: string };

/** The words of a field with the people they mean; what means nobody, or the person who types, is told. */
export function wordsOf(
  field: NumberField,
  text: string,
  beside: Beside,
  tell: Told,
): { word: Word; rows: readonly RollRow[] }[] {
  const { words, unreadable } = readNumbers(text);
  for (const piece of unreadable) tell(field, piece, 'unreadable');
  return words.flatMap((word) => {
    const rows = rowsBetween(word, beside, (code, detail) => tell(field, word.word, code, detail));
    if (rows.some((row) => row.personId === beside.actorId)) tell(field, word.word, 'own');
    return rows.length > 0 ? [{ word, rows }] : [];
  });
}

function rowsBetween(
  { word, from, to }: Word,
  { sheet, people }: Beside,
  wrong: (code: SheetProblem['code'], detail?: string | number) => void,
): readonly RollRow[] {
  if ('place' in from && 'place' in to) {
    if (sheet.state !== 'found') {
      // A class may be called "1": "1-07" is a participant then, as long as no sheet gives rows a meaning.
      const digits = /^(\d{1,4})-(\d{1,4})$/.exec(word.replace(/\(.*/, ''));
      const one =
        digits && people.filter((row) => isRef(row, { letter: digits[1]!, running: Number(digits[2]) }));
      if (one && one.length === 1) return one;
      wrong(sheet.state === 'changed' ? 'changed' : 'needs-code');
      return [];
    }
    const { people: listed } = sheet.list;
    if (from.place > to.place) wrong('reversed');
    else if (from.place < 1 || to.place > listed.length) wrong('outside', listed.length);
    else {
      const rows = listed.slice(from.place - 1, to.place);
      if (rows.includes(null)) wrong('not-here');
      return rows.filter((row) => row !== null);
    }
    return [];
  }
  const first = people.findIndex((row) => isRef(row, from));
  const last = people.findIndex((row) => isRef(row, to));
  if (first < 0 || last < 0) wrong('unknown');
  else if (first > last) wrong('reversed');
  else if (first === last) return people.slice(first, first + 1);
  else if (!('letter' in from) || !('letter' in to) || from.letter !== to.letter) wrong('unreadable');
  else
    return people.filter((row) => {
      const { letter, running } = numberOf(row.no);
      return letter === from.letter && running >= from.running && running <= to.running;
    });
  return [];
}

const isRef = (row: RollRow, ref: Ref): boolean => {
  if (!('letter' in ref)) return false;
  const { letter, running } = numberOf(row.no);
  return letter === ref.letter && running === ref.running;
};

/** "F-07" -> F, 7. */
function numberOf(no: string): { letter: string; running: number } {
  const dash = no.lastIndexOf('-');
  return { letter: no.slice(0, Math.max(dash, 0)).toUpperCase(), running: Number(no.slice(dash + 1)) };
}
