import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const PROGRAM = `
  const { PGlite } = await import('@electric-sql/pglite');
  const pglite = await PGlite.create();
  const work = () => pglite.exec('select sum(n) from generate_series(1, 5000) n');
  await work();
  await import('./src/database/embedded.ts');
  console.log('loaded');
  await work();
  console.log('done');`;

test('with the embedded database the engine looks for no function of PGlite to free, which it does by itself', () => {
  const flags = ['--trace-wasm-code-gc', '--stress-wasm-code-gc', '--input-type=module'];
  const said = execFileSync(process.execPath, [...flags, '-e', PROGRAM], { encoding: 'utf8' }).split('\n');
  const looks = (lines: string[]) => lines.filter((line) => line.startsWith('[wasm-gc] Starting'));
  const loaded = said.indexOf('loaded');
  expect(looks(said.slice(0, loaded))).not.toEqual([]);
  expect(looks(said.slice(loaded))).toEqual([]);
  expect(said).toContain('done');
});
