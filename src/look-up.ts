/** The entry of a table under a word that somebody typed: only its own, never one that every object has ("constructor"). */
export const lookUp = <Value>(table: Readonly<Record<string, Value>>, word: string): Value | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;
