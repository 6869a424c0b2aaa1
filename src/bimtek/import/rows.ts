/** A roster held against the database: what "Simpan" would do with each row. */
import type { Field, RosterPerson, RosterProblem } from '../roster/index.ts';

/** What the database adds to what the file says. */
export type ImportFinding =
  | { code: 'class-none'; choices: string[] }
  | { code: 'class-unknown'; letter: string }
  | { code: 'village-taken'; holder: string }
  | { code: 'village-shared'; row: number }
  | { code: 'nik-other-name'; known: string }
  | { code: 'phone-elsewhere' }
  | { code: 'decree-confirmed'; number: string; dated: string }
  | { code: 'enrolment-ended' };

type Found = RosterProblem | ({ kind: RosterProblem['kind']; column: Field; value: string } & ImportFinding);
/** `answer`: what a human chose, or what an earlier import already settled; null while a question is open. */
export type ImportProblem = Found & { answer: string | null };

/** What a file says of a person, by column: a village as its code, a day as 'YYYY-MM-DD'. */
export type SaidColumn =
  | 'name'
  | 'title_prefix'
  | 'title_suffix'
  | 'sex'
  | 'phone'
  | 'village'
  | 'class'
  | 'decree_no'
  | 'decree_date';
export type Said = Partial<Record<SaidColumn, string | null>>;

/** A difference between file and database. Texts as the database keeps them; a village with its name. */
export type Change = { column: Field; from: string | null; to: string | null };

export type ImportState = 'new' | 'changed' | 'unchanged' | 'question' | 'wrong';

export type ImportRow = {
  /** The number that the spreadsheet shows. */
  row: number;
  state: ImportState;
  /** With answers filled in. */
  person: RosterPerson;
  problems: ImportProblem[];
  changes: Change[];
  /** Corrected in Bekal since the last file, and not as this one says: `from` is Bekal's, `to` the file's. */
  kept: Change[];
  /** What the file says, answers included. */
  said: Said;
  known: Known | null;
};

/** A person of the file whom the database knows by NIK, and where they stand in this bimtek. */
export type Known = {
  personId: string;
  name: string;
  titlePrefix: string | null;
  titleSuffix: string | null;
  sex: 'L' | 'P' | null;
  phone: string | null;
  nameConfirmed: boolean;
  enrolment: { id: string; classLetter: string; villageCode: string; ended: boolean } | null;
  /** Living SK by village code. */
  decrees: ReadonlyMap<string, { number: string; dated: string; confirmed: boolean }>;
  /** What the last file said; null when no file named this person. */
  said: Said | null;
  /** The same, of this bimtek alone, as it is stored. */
  line: Said | null;
};

/** True for a problem that keeps its row from being saved. */
export const isOpen = ({ kind, answer }: ImportProblem): boolean =>
  kind === 'wrong' || (kind === 'question' && answer === null);

export const isReady = ({ state }: ImportRow): boolean =>
  state === 'new' || state === 'changed' || state === 'unchanged';

export type ImportCounts = Record<ImportState, number>;

export function countRows(rows: readonly ImportRow[]): ImportCounts {
  const counts: ImportCounts = { new: 0, changed: 0, unchanged: 0, question: 0, wrong: 0 };
  for (const { state } of rows) counts[state]++;
  return counts;
}
