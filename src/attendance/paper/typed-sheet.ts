/** What somebody types from a sheet on paper, and what can be wrong with it. */

/** The fields with numbers, in the order in which they are read. */
export const STATUS_FIELDS = ['hadir', 'terlambat', 'izin', 'sakit', 'alpa'] as const;
export type NumberField = (typeof STATUS_FIELDS)[number] | 'pulang';
export type TypedSheet = Record<NumberField, string> & {
  kode: string;
  /** What becomes of those whom no field names. */
  sisa: 'hadir' | 'biarkan';
};

export type SheetProblem = {
  field: NumberField | 'kode';
  /** As it was typed. */
  word: string;
  code:
    | 'unreadable'
    | 'reversed'
    | 'outside'
    | 'unknown'
    | 'not-here'
    | 'needs-code'
    | 'changed'
    | 'twice'
    | 'own'
    | 'minutes-missing'
    | 'minutes'
    | 'extra'
    | 'time-missing'
    | 'time'
    | 'not-present'
    | 'other-session'
    | 'code'
    | 'nothing';
  /** The other field of `twice`, how many rows a sheet has for `outside`, the session of `other-session`. */
  detail?: string | number;
};

/** Tells what is wrong with a word of a field. */
export type Told = (
  field: SheetProblem['field'],
  word: string,
  code: SheetProblem['code'],
  detail?: string | number,
) => void;
