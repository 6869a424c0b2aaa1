import { readName } from '../roster/person-name.ts';
import type { RosterPerson } from '../roster/index.ts';
import type { Known } from './rows.ts';

/**
 * The person of a row, with the name as Bekal has it when the file says no other: what Bekal itself exported, and a name
 * whose degrees or capitals only the reading moved, is no change.
 */
export function asKnown(person: RosterPerson, known: Known | null): RosterPerson {
  if (!known) return person;
  const read = readName(known.name);
  const same =
    read.name === person.name &&
    (known.titlePrefix ?? read.titlePrefix) === person.title_prefix &&
    (known.titleSuffix ?? read.titleSuffix) === person.title_suffix;
  return same
    ? { ...person, name: known.name, title_prefix: known.titlePrefix, title_suffix: known.titleSuffix }
    : person;
}
