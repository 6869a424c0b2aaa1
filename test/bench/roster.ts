/** A roster of 75,000 people in one file: read by the command, and by the server in a thread. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bench, goal } from './goal.ts';
import type { Figures } from './read-one.ts';

const ROWS = process.argv.includes('--short') ? 5_000 : 75_000;
const folder = mkdtempSync(join(tmpdir(), 'bekal-bench-'));
const HOWS = ['command', 'thread'] as const;

async function child(...args: string[]): Promise<Figures | undefined> {
  const process = fork(new URL('./read-one.ts', import.meta.url), args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let figures: Figures | undefined;
  process.on('message', (told) => (figures = told as Figures));
  const [code] = (await once(process, 'exit')) as [number];
  if (code !== 0) throw new Error(`reading ${args.join(' ')} ended with ${code}`);
  return figures;
}

async function measure(ending: 'xlsx' | 'csv') {
  const file = join(folder, `daftar.${ending}`);
  await child(file, 'build', String(ROWS));
  const rounds = [];
  for (const how of HOWS) {
    const figures = await child(file, how);
    if (figures?.rows !== ROWS) throw new Error(`${figures?.rows} of ${ROWS} rows were read from ${ending}`);
    rounds.push({ ending, how, megabytes: statSync(file).size / 1024 / 1024, ...figures });
  }
  return rounds;
}

try {
  const rounds = [...(await measure('xlsx')), ...(await measure('csv'))];
  const most = (of: (round: (typeof rounds)[number]) => number) => Math.max(...rounds.map(of));
  const bench: Bench = {
    goals: [
      goal(
        'roster-seconds',
        `seconds for ${ROWS} rows, the slower of XLSX and CSV`,
        60,
        15,
        most(({ seconds }) => seconds),
      ),
      goal(
        'roster-memory',
        `megabytes at the peak of the process for ${ROWS} rows`,
        512,
        400,
        most(({ peakMegabytes }) => peakMegabytes),
      ),
      goal(
        'roster-blocked',
        'milliseconds that the server can answer nobody meanwhile, at most',
        250,
        100,
        most(({ blockedMs }) => blockedMs),
      ),
    ],
    tables: [
      {
        title: `A roster of ${ROWS} rows`,
        heads: [
          'file',
          'read by',
          'MB',
          'seconds',
          'peak MB',
          'blocked ms',
          'rows',
          'ok',
          'news of progress',
        ],
        rows: rounds.map((round) => [
          round.ending,
          round.how,
          round.megabytes.toFixed(1),
          round.seconds.toFixed(1),
          Math.round(round.peakMegabytes),
          Math.round(round.blockedMs),
          round.rows,
          round.ok,
          round.news,
        ]),
      },
    ],
  };
  process.send?.(bench);
} finally {
  rmSync(folder, { recursive: true });
}
