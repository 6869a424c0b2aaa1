import { z } from 'zod';

const id = z.uuid('choice');

/** Which of the two stays; the other one goes into it. */
export const mergeForm = z
  .object({ one: id, other: id, keep: id })
  .refine(({ one, other, keep }) => keep === one || keep === other, { path: ['keep'], message: 'choice' })
  .transform(({ one, other, keep }) => ({ keptId: keep, otherId: keep === one ? other : one }));
export const pairForm = z.object({ one: id, other: id });
export const takeBackForm = z.object({ merge: id });
