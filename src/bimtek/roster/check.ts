/** What a check of a roster finds. Machine codes and figures only; `views/bimtek/roster-reasons.ts` has the sentences. */
import type { CsvRefusal } from '../../documents/csv.ts';
import type { WorkbookRefusal } from '../../documents/sheet.ts';
import type { VillageTerm } from '../../region/index.ts';
import type { Field } from './columns.ts';
import type { IgnoredLine } from './lines.ts';

/** A place to choose, with what tells it from others of its name. */
export type VillageChoice = {
  code: string;
  name: string;
  term: VillageTerm;
  district: string;
  regency: string;
};

type NameFinding =
  | { code: 'name-empty' | 'name-signs' | 'name-comma' }
  | { code: 'name-long'; letters: number }
  | { code: 'titles-moved'; name: string; titles: string };
type NikFinding =
  | { code: 'nik-empty' | 'nik-number' | 'nik-signs' | 'nik-date' }
  | { code: 'nik-length'; digits: number }
  | { code: 'nik-twice'; row: number }
  | { code: 'nik-elsewhere'; regency: string }
  | { code: 'nik-born-otherwise' | 'nik-serial' };
type SexFinding =
  | { code: 'sex-empty' | 'sex-unknown' }
  | { code: 'sex-from-nik' | 'sex-not-as-nik'; sex: 'L' | 'P' };
type PhoneFinding =
  | { code: 'phone-empty' | 'phone-letters' | 'phone-not-mobile' | 'phone-rounded' }
  | { code: 'phone-length'; digits: number }
  | { code: 'phone-foreign'; phone: string }
  | { code: 'phone-two'; phones: string[] }
  | { code: 'phone-twice'; row: number };
type VillageFinding =
  | { code: 'village-empty' }
  | {
      code:
        | 'village-bad-code'
        | 'village-unknown-code'
        | 'village-unknown-name'
        | 'village-ambiguous'
        | 'district-differs';
      choices: VillageChoice[];
    }
  | { code: 'village-name-differs'; official: VillageChoice; choices: VillageChoice[] }
  | { code: 'village-outside'; official: VillageChoice; allowed: string[] }
  | { code: 'village-like-others'; found: VillageChoice }
  | { code: 'regency-unknown' }
  | { code: 'village-twice'; row: number };
type DecreeFinding =
  | { code: 'decree-missing' | 'date-unreadable' | 'date-impossible' }
  | { code: 'date-ambiguous' | 'date-swapped'; days: [string, string] };

/** Of a cell or a row, whatever it holds. */
type SheetFinding = { code: 'formula-empty' | 'formula-error' | 'row-hidden' };

export type Finding =
  | SheetFinding
  | NameFinding
  | NikFinding
  | SexFinding
  | PhoneFinding
  | VillageFinding
  | DecreeFinding;

/**
 * `wrong`: has to be mended in the file. `question`: a human decides. `warning`: good to know, changes no state.
 * `value` is the cell as it stands in the file.
 */
export type RosterProblem = {
  kind: 'wrong' | 'question' | 'warning';
  column: Field;
  value: string;
} & Finding;

/** null where the file says nothing, or nothing that may be used. Days are 'YYYY-MM-DD'. */
export type RosterPerson = {
  name: string | null;
  title_prefix: string | null;
  title_suffix: string | null;
  nik: string | null;
  sex: 'L' | 'P' | null;
  phone_e164: string | null;
  village_code: string | null;
  decree_no: string | null;
  decree_date: string | null;
  class: string | null;
};

/** `row` is the number that the spreadsheet shows; in CSV the number of the record, header = 1. */
export type RosterRow = {
  row: number;
  state: 'ok' | 'question' | 'wrong';
  problems: RosterProblem[];
  person: RosterPerson;
};

export type RosterRefusal = WorkbookRefusal | CsvRefusal | { reason: 'no-people' };

/** What has to be answered before rows can be read; `choices` are column letters with their headers, sheets, encodings. */
export type RosterAsk =
  | {
      about: 'columns';
      code: 'missing' | 'twice';
      field: Field;
      choices: ColumnChoice[];
    }
  | { about: 'sheet'; code: 'which' | 'unknown'; choices: string[] }
  | { about: 'encoding'; code: 'which'; choices: string[] };

export type ColumnChoice = { letters: string; header: string };
export type ReadColumn = ColumnChoice & { field: Field };

export type RosterCheck = {
  file: string;
  refused?: RosterRefusal;
  ask?: RosterAsk[];
  sheet: string | null;
  /** Where everything was found; empty while there is something to ask. */
  columns: ReadColumn[];
  /** Every column of the table, for somebody who wants another one. */
  choices: ColumnChoice[];
  /** Fingerprint of the header, the same for every file with these headers; null for a table without one. */
  headers: string | null;
  /** True when the columns are those that somebody chose for an earlier file with these headers. */
  remembered: boolean;
  ignored: IgnoredLine[];
  rows: RosterRow[];
};

/** The worst of the problems: warnings leave a row ok. */
export function stateOf(problems: readonly RosterProblem[]): RosterRow['state'] {
  if (problems.some(({ kind }) => kind === 'wrong')) return 'wrong';
  return problems.some(({ kind }) => kind === 'question') ? 'question' : 'ok';
}
