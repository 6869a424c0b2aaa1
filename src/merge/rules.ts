/** A merge of persons can be taken back for so long. */
const DAYS_BACK = 30;

export const takeBackUntil = (mergedAt: Date): Date => new Date(mergedAt.getTime() + DAYS_BACK * 86_400_000);

/** The two ids of a pair in the order in which a pair is stored. */
export const orderedPair = (one: string, other: string): [string, string] =>
  one < other ? [one, other] : [other, one];
