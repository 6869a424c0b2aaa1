/** Corrections made in Bekal stay when a file still says something else. Pure. */
import type { RosterPerson } from '../roster/index.ts';
import type { Change, Known, Said, SaidColumn } from './rows.ts';

const PERSON = ['name', 'title_prefix', 'title_suffix', 'sex', 'phone'] as const;
const PLACE = ['village', 'class'] as const;
const SK = ['decree_no', 'decree_date'] as const;

/** What a row says, with its answers in it. */
export const saidBy = (person: RosterPerson): Said => ({
  name: person.name,
  title_prefix: person.title_prefix,
  title_suffix: person.title_suffix,
  sex: person.sex,
  phone: person.phone_e164,
  village: person.village_code,
  class: person.class,
  decree_no: person.decree_no,
  decree_date: person.decree_date,
});

/** Texts that may stand for one fact in any order of keys. */
export const sameSaid = (one: Said | null, other: Said): boolean =>
  one !== null &&
  [...PERSON, ...PLACE, ...SK].every((column) => (one[column] ?? null) === (other[column] ?? null));

/** Of an older and a newer line: the person as the newer says, place and SK as the line of this bimtek. */
export function joinedSaid(newest: Said, here: Said | null): Said {
  const of = (columns: readonly SaidColumn[], said: Said) =>
    Object.fromEntries(columns.map((column) => [column, said[column] ?? null]));
  return { ...of(PERSON, newest), ...(here ? of([...PLACE, ...SK], here) : {}) };
}

/** What Bekal holds now; undefined where it holds nothing that a file could contradict. */
function heldIn(known: Known, villageCode: string | null): Said {
  const decree = villageCode ? known.decrees.get(villageCode) : undefined;
  return {
    name: known.name,
    title_prefix: known.titlePrefix,
    title_suffix: known.titleSuffix,
    sex: known.sex,
    phone: known.phone,
    ...(known.enrolment ? { village: known.enrolment.villageCode, class: known.enrolment.classLetter } : {}),
    ...(decree ? { decree_no: decree.number, decree_date: decree.dated } : {}),
  };
}

/**
 * Columns in which Bekal was changed since the last file: they stay, `from` as they are in Bekal, `to` what this file
 * says. `takes` names the columns whose file's word a human chose instead. `person` gets what stays.
 */
export function keepCorrections(
  person: RosterPerson,
  known: Known,
  takes: (column: SaidColumn) => boolean,
): Change[] {
  const { said } = known;
  if (!said) return [];
  const kept: Change[] = [];
  const keep = (columns: readonly SaidColumn[]) => {
    const held = heldIn(known, person.village_code);
    const file = saidBy(person);
    for (const column of columns) {
      const [here, before, now] = [held[column], said[column], file[column]];
      if (here === undefined || before === undefined || now === null || now === undefined) continue;
      if (here === now || here === before || (column === 'name' && before === null)) continue;
      kept.push({ column, from: here, to: now });
      if (!takes(column)) Object.assign(person, { [FIELD[column]]: here });
    }
  };
  keep([...PERSON, ...PLACE]);
  const moved = kept.some(({ column }) => column === 'village') && !takes('village');
  if (moved) Object.assign(person, { decree_no: null, decree_date: null }); // the file's SK is of the other village
  else if (said.village === person.village_code) keep(SK);
  return kept;
}

const FIELD: Record<SaidColumn, keyof RosterPerson> = {
  name: 'name',
  title_prefix: 'title_prefix',
  title_suffix: 'title_suffix',
  sex: 'sex',
  phone: 'phone_e164',
  village: 'village_code',
  class: 'class',
  decree_no: 'decree_no',
  decree_date: 'decree_date',
};

/** The name of the field in which a human takes the file's word after all. */
export const takeCode = (column: string): string => `berkas-${column}`;
