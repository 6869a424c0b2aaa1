// npm run bench                       every bench in its full length; exit 0 when every bar is met
// npm run bench -- roster             one of them: roster, roster-mutations, first-roll-call
// npm run -s bench -- --short --json  a shorter round, for machines: {machine, rounds, goals, tables}
import { fork } from 'node:child_process';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import type { Bench, Table } from './goal.ts';

const BENCHES = ['roster', 'roster-mutations', 'first-roll-call'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const wanted = positionals.length > 0 ? positionals : BENCHES;
const unknown = wanted.filter((name) => !BENCHES.includes(name));
if (values.help || unknown.length > 0) {
  console.log(
    `npm run bench [-- ${BENCHES.join('|')}] [--short] [--json]: figures beside their bars; exit 0 when all are met.`,
  );
  process.exit(values.help ? 0 : 1);
}

/** A process of its own for each: the peak of one is not the peak of another. */
function measure(name: string): Promise<Bench> {
  const child = fork(new URL(`./${name}.ts`, import.meta.url), values.short ? ['--short'] : [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (bench) => resolve(bench as Bench));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code} before it had figures`)));
  });
}

function print({ title, heads, rows }: Table): void {
  const lines = [heads, ...rows].map((row) => row.map(String));
  const widths = heads.map((_, i) => Math.max(...lines.map((line) => line[i]?.length ?? 0)));
  console.log(`\n${title}`);
  for (const line of lines)
    console.log(
      line
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

const benches: Bench[] = [];
for (const name of wanted) benches.push(await measure(name));
const goals = benches.flatMap((bench) => bench.goals);
const tables = benches.flatMap((bench) => bench.tables);
const machine = {
  processor: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  memoryMegabytes: Math.round(totalmem() / 1024 / 1024),
  node: process.version,
};

if (values.json) console.log(JSON.stringify({ machine, rounds: 1, goals, tables }, null, 2));
else {
  const rows = goals.map(({ id, what, bar, stretch, measured, met }) => [
    met ? 'met' : 'MISSED',
    id,
    measured,
    bar,
    stretch,
    what,
  ]);
  tables.forEach(print);
  print({ title: 'Goals', heads: ['', 'id', 'measured', 'bar', 'stretch', 'what'], rows });
}
process.exitCode = goals.every(({ met }) => met) ? 0 : 1;
