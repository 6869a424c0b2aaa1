/** Why a figure does not exist. There is never a NaN or an infinity: either a number, or one of these words. */
export type Reason =
  | 'nobody' // nobody has answered
  | 'few' // fewer people than the formula needs
  | 'constant' // everybody has the same score, so nothing can be told apart
  | 'negative' // Moodle gives no effective weight to a question that goes against the whole
  | 'drawn' // people answered different questions, so the sum over all questions does not exist
  | 'one-question' // a single question (or part) cannot agree with itself
  | 'several' // a question with several right options: no one guess
  | 'full'; // everything was right before, nothing could be gained

export type Figure = { value: number; reason: null } | { value: null; reason: Reason };

export const figure = (value: number): Figure => ({ value, reason: null });
export const none = (reason: Reason): Figure => ({ value: null, reason });

/** The same figure put through a function that is defined for every number it can be. */
export const through = (one: Figure, change: (value: number) => number): Figure =>
  one.value === null ? one : figure(change(one.value));
