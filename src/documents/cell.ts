/**
 * One cell of a table from outside. `kind` is what the file says the cell is, so that a NIK that a spreadsheet
 * turned into a number can be told from one that is text. `text`: for a number the digits as the file holds them,
 * for a date 'YYYY-MM-DD' (with a time 'YYYY-MM-DDTHH:MM'), for an empty cell ''. A `formula` is one whose result was
 * not stored ('=B2'), an `error` one whose result is an error ('#N/A'): nobody knows what stands in either.
 */
export type Cell = {
  kind: 'empty' | 'text' | 'number' | 'date' | 'boolean' | 'formula' | 'error';
  text: string;
};

export const EMPTY: Cell = { kind: 'empty', text: '' };

/** Text as a cell; blank text is an empty cell. */
export const textCell = (text: string): Cell => (text.trim() === '' ? EMPTY : { kind: 'text', text });
