// Reads one roster in a process of its own and tells its parent the figures: FILE HOW, where HOW is `build ROWS`,
// `command` (as `bekal roster check --json`) or `thread` (as the server does).
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readInThread, rosterCheckCommand } from '../../src/bimtek/roster/index.ts';
import { rosterWords } from '../../views/bimtek/roster-reasons.ts';
import { memoryPeak } from './goal.ts';
import { rosterCsv, rosterLines, rosterWorkbook } from './large-roster.ts';

export type Figures = {
  seconds: number;
  peakMegabytes: number;
  /** Only of `thread`: the longest time that the main thread could answer nobody. */
  blockedMs: number;
  rows: number;
  ok: number;
  news: number;
};

const [file = '', how = '', count = ''] = process.argv.slice(2);

async function asCommand(): Promise<Omit<Figures, 'seconds' | 'peakMegabytes'>> {
  let rows = 0;
  let ok = 0;
  await rosterCheckCommand([file, '--json'], rosterWords, {
    out(text) {
      rows += text.match(/"state": "/g)?.length ?? 0;
      ok += text.match(/"state": "ok"/g)?.length ?? 0;
    },
    error: (text) => console.error(text),
  });
  return { blockedMs: 0, rows, ok, news: 0 };
}

async function inThread(): Promise<Omit<Figures, 'seconds' | 'peakMegabytes'>> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const bytes = readFileSync(file);
  let news = 0;
  delay.enable();
  const { rows } = await readInThread(bytes, basename(file), {}, () => news++);
  delay.disable();
  const ok = rows.filter(({ state }) => state === 'ok').length;
  return { blockedMs: delay.max / 1e6, rows: rows.length, ok, news };
}

if (how === 'build') {
  const lines = rosterLines(Number(count));
  writeFileSync(file, file.endsWith('.csv') ? rosterCsv(lines) : rosterWorkbook(lines));
  process.exit(0);
}
const began = performance.now();
const found = how === 'thread' ? await inThread() : await asCommand();
const figures: Figures = {
  ...found,
  seconds: (performance.now() - began) / 1000,
  peakMegabytes: memoryPeak(),
};
process.send?.(figures, () => process.exit(0));
