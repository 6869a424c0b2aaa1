// npm test: the static checks, then the tests on both engines and in a browser; one summary as the last line.
// npm test -- --only pglite     the named projects only (checks, pure, pglite, postgres, browser-pglite, browser-postgres)
// npm test -- FILE              the test files whose path contains FILE
// npm test -- --full            the long forms of those tests that have one
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium } from './engines/chromium.ts';
import { startCluster } from './engines/cluster.ts';
import { type Count, countTests, type Report, slowest } from './report.ts';

const CHECKS = ['types', 'lint', 'format', 'imports', 'dead'];
const KINDS: Record<string, (path: string) => boolean> = {
  pure: (path) => !/\.(?:db|browser)(?:-\w+)?\.test\.ts$/.test(path),
  pglite: (path) => /\.db(?:-pglite)?\.test\.ts$/.test(path),
  postgres: (path) => /\.db(?:-postgres)?\.test\.ts$/.test(path),
  'browser-pglite': (path) => /\.browser(?:-pglite)?\.test\.ts$/.test(path),
  'browser-postgres': (path) => /\.browser(?:-postgres)?\.test\.ts$/.test(path),
};

type Plan = { checks: boolean; projects: string[]; filters: string[]; files: string[] };

process.chdir(join(import.meta.dirname, '..'));
const counts: Count[] = [];
let running: ChildProcess | undefined;
let stopCluster = async (): Promise<void> => {};

/** What the command line asks for; a project without a matching file is left out when files are named. */
function readPlan(args: string[]): Plan {
  const { values, positionals: filters } = parseArgs({
    args,
    allowPositionals: true,
    options: { only: { type: 'string', multiple: true }, full: { type: 'boolean', default: false } },
  });
  if (values.full) process.env['BEKAL_TEST_FORM'] = 'full';
  const only = values.only?.flatMap((names) => names.split(','));
  const wrong = only?.filter((name) => name !== 'checks' && !KINDS[name]) ?? [];
  if (wrong.length > 0)
    throw new Error(`--only knows checks, ${Object.keys(KINDS).join(', ')}; not ${wrong.join(', ')}.`);
  const files = globSync('test/**/*.test.ts').filter(
    (path) => filters.length === 0 || filters.some((filter) => path.includes(filter)),
  );
  const projects = Object.entries(KINDS)
    .filter(
      ([name, isKind]) => (only?.includes(name) ?? true) && (filters.length === 0 || files.some(isKind)),
    )
    .map(([name]) => name);
  const checks = only?.includes('checks') ?? filters.length === 0;
  if (!checks && projects.length === 0) throw new Error(`No test file matches ${filters.join(', ')}.`);
  return { checks, projects, filters, files };
}

/** Runs a program to its end; its exit code, and what it printed unless that went straight to the terminal. */
function run(
  program: string,
  args: string[],
  stdio: 'inherit' | 'pipe',
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', stdio, stdio] });
    running = child;
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }));
  });
}

async function runChecks(): Promise<Count> {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const name of CHECKS) {
    const { code, output } = await run('npm', ['run', '-s', `check:${name}`], 'pipe');
    if (code === 0) count.passed++;
    else count.failed++;
    console.log(code === 0 ? `  ok      ${name}` : `  FAILED  ${name}\n${output}`);
  }
  return count;
}

/** PostgreSQL and Chromium for the projects that need them, told to the tests through the environment. */
async function findEngines(projects: string[]): Promise<void> {
  if (projects.some((name) => name.startsWith('browser')))
    process.env['CHROMIUM_PATH'] = await findChromium();
  if (process.env['TEST_DATABASE_URL'] || !projects.some((name) => name.endsWith('postgres'))) return;
  const { url, stop } = await startCluster();
  process.env['TEST_DATABASE_URL'] = url;
  stopCluster = stop;
}

async function runTests({ projects, filters, files }: Plan): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'bekal-report-'));
  const report = join(folder, 'report.json');
  const expected = projects.flatMap((name) => files.filter(KINDS[name] ?? (() => false))).length;
  try {
    const chosen = projects.map((name) => `--project=${name}`);
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...chosen, ...reporters, ...filters];
    const { code } = await run(process.execPath, vitest, 'inherit');
    if (!existsSync(report)) throw new Error('The tests were stopped before they ended.');
    const read = JSON.parse(readFileSync(report, 'utf8')) as Report;
    console.log(slowest(read));
    return countTests(read, code, expected);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const plan = readPlan(process.argv.slice(2));
  if (plan.checks) counts.push(await runChecks());
  if (plan.projects.length === 0) return;
  await findEngines(plan.projects);
  counts.push(await runTests(plan));
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => {
    running?.kill(signal);
    void stopCluster().finally(() => process.exit(1));
  });

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  counts.push({ passed: 0, failed: 1, skipped: 0 });
} finally {
  await stopCluster();
}
const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
