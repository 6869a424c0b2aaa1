import { appendEvents } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { newId } from '../id.ts';
import { type Result, ok, refused } from '../result.ts';

export type MadeClass = { id: string; letter: string };

/** Classes by letter ("F", "G"). Letters that are there already are refused together, and nothing is made. */
export async function createClasses(
  trx: Trx,
  wish: { bimtekId: string; letters: readonly string[]; by: string | null },
  now: Date,
): Promise<Result<MadeClass[], { reason: 'taken'; letters: string[] } | { reason: 'letters' }>> {
  const letters = [...new Set(wish.letters)];
  if (letters.length === 0 || letters.some((letter) => !/^[A-Z0-9]{1,4}$/.test(letter)))
    return refused('letters');
  const classes = letters.map((letter) => ({ id: newId(), letter }));
  const made = await trx
    .insertInto('class')
    .values(classes.map(({ id, letter }) => ({ id, bimtek_id: wish.bimtekId, letter })))
    .onConflict((conflict) => conflict.columns(['bimtek_id', 'letter']).doNothing())
    .returning(['id', 'letter'])
    .execute();
  if (made.length < letters.length)
    return refused('taken', {
      letters: letters.filter((letter) => !made.some((one) => one.letter === letter)),
    });
  await appendEvents(
    trx,
    classes.map(({ id, letter }) => ({
      at: now,
      actorId: wish.by,
      act: 'class-created',
      subject: { kind: 'class', id },
      bimtekId: wish.bimtekId,
      detail: { letter },
    })),
  );
  return ok(classes);
}
