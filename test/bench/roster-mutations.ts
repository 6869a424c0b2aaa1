/** 10,000 rosters that were broken somewhere: none may break the check, and memory stays flat. */
import { mutate, seedFiles, survive } from '../fixtures/mutate.ts';
import { type Bench, goal, memoryNow } from './goal.ts';

const ROUNDS = process.argv.includes('--short') ? 500 : 10_000;
/** By then everything that is kept for good (names of places) has been read. */
const WARM = ROUNDS / 5;

const files = seedFiles();
const ends = { refused: 0, asked: 0, read: 0 };
const crashes: string[] = [];
let warm = 0;
let longest = 0;
const began = performance.now();
for (let i = 0; i < ROUNDS; i++) {
  if (i === WARM) warm = memoryNow();
  const file = mutate(files, i);
  const from = performance.now();
  await survive(file).then(
    (end) => ends[end]++,
    (error: unknown) =>
      crashes.push(`${i} ${file.name}: ${error instanceof Error ? error.stack : String(error)}`),
  );
  longest = Math.max(longest, performance.now() - from);
}
for (const crash of crashes.slice(0, 10)) console.error(crash);
const seconds = (performance.now() - began) / 1000;
const bench: Bench = {
  goals: [
    goal('mutations-crashes', `crashes in ${ROUNDS} broken rosters`, 0, 0, crashes.length),
    goal(
      'mutations-memory',
      'megabytes that the process grew after the first fifth',
      64,
      16,
      memoryNow() - warm,
    ),
    goal('mutations-longest', 'milliseconds for the slowest of them', 5000, 1000, longest),
  ],
  tables: [
    {
      title: `${ROUNDS} broken rosters out of ${files.length}`,
      heads: ['refused', 'asked', 'read', 'crashed', 'seconds'],
      rows: [[ends.refused, ends.asked, ends.read, crashes.length, seconds.toFixed(1)]],
    },
  ],
};
process.send?.(bench);
