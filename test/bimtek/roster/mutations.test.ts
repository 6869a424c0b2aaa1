import { expect, it } from 'vitest';
import { mutate, seedFiles, survive } from '../../fixtures/mutate.ts';

const ROUNDS = 200;

it('no roster that was broken somewhere breaks the check: 200 of them, 10,000 in `npm run bench -- roster-mutations`', async () => {
  const files = seedFiles();
  const ends = { refused: 0, asked: 0, read: 0 };
  const crashes: string[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const file = mutate(files, i);
    await survive(file).then(
      (end) => ends[end]++,
      (error: unknown) => crashes.push(`${i} ${file.name}: ${String(error)}`),
    );
  }
  expect(crashes).toEqual([]);
  expect(ends.refused + ends.asked + ends.read).toBe(ROUNDS);
  expect(Math.min(ends.refused, ends.asked, ends.read)).toBeGreaterThan(5); // the mutations are neither all fatal nor all harmless
});
