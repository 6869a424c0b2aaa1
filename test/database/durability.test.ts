import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { connectEmbedded, syncs } from '../../src/database/embedded.ts';
import { FolderInUse, lockFolder } from '../../src/database/lock.ts';
import { migrateToLatest } from '../../src/database/migrate.ts';

const folder = mkdtempSync(join(tmpdir(), 'bekal-durable-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the embedded database', () => {
  it('syncs the disk at least once for every commit, and keeps what was committed', async () => {
    const first = await connectEmbedded(folder);
    await migrateToLatest(first.db);
    const before = syncs.count;
    for (let n = 0; n < 50; n++)
      await first.db
        .insertInto('setting')
        .values({ key: `k${n}`, value: JSON.stringify(n), at: new Date(0) })
        .execute();
    expect(syncs.count - before).toBeGreaterThanOrEqual(50);
    await first.close();
    const again = await connectEmbedded(folder);
    expect(await again.db.selectFrom('setting').select('key').execute()).toHaveLength(50);
    await again.close();
  });

  it('lets no second process in: it ends at once with a sentence that names folder and process', async () => {
    const unlock = lockFolder(folder);
    const started = performance.now();
    const child = spawn(process.execPath, ['src/main.ts'], {
      env: {
        ...process.env,
        BEKAL_DATA: folder,
        BEKAL_KEYS: join(folder, 'keys'),
        PORT: '0',
        DATABASE_URL: '',
      },
    });
    let said = '';
    child.stderr.on('data', (data) => (said += data));
    const code = await new Promise((resolve) => child.once('exit', resolve));
    unlock();
    expect(code).toBe(1);
    expect(said).toContain(`Folder data ${folder} sedang dipakai Bekal lain (proses ${process.pid})`);
    expect(performance.now() - started).toBeLessThan(20_000); // a crowded machine; alone it is under two seconds
  });

  it('takes over the lock of a process that died', () => {
    writeFileSync(join(folder, 'bekal.lock'), '999999999');
    const unlock = lockFolder(folder);
    expect(readFileSync(join(folder, 'bekal.lock'), 'utf8')).toBe(String(process.pid));
    unlock();
  });

  it('refuses the folder of a living process', () => {
    writeFileSync(join(folder, 'bekal.lock'), String(process.ppid));
    expect(() => lockFolder(folder)).toThrow(FolderInUse);
    rmSync(join(folder, 'bekal.lock'));
  });
});

const PROGRAM = `
  const { PGlite } = await import('@electric-sql/pglite');
  const pglite = await PGlite.create();
  const work = () => pglite.exec('select sum(n) from generate_series(1, 5000) n');
  await work();
  await import('./src/database/embedded.ts');
  console.log('loaded');
  await work();
  console.log('done');`;

/** Slow: with `npm test -- --full` only. */
const engines = process.env['BEKAL_TEST_FORM'] === 'full' ? ['PGlite'] : [];

it.each(engines)(
  'with the embedded database the engine looks for no function of %s to free, which it does by itself',
  () => {
    const flags = ['--trace-wasm-code-gc', '--stress-wasm-code-gc', '--input-type=module'];
    const said = execFileSync(process.execPath, [...flags, '-e', PROGRAM], { encoding: 'utf8' }).split('\n');
    const looks = (lines: string[]) => lines.filter((line) => line.startsWith('[wasm-gc] Starting'));
    const loaded = said.indexOf('loaded');
    expect(looks(said.slice(0, loaded))).not.toEqual([]);
    expect(looks(said.slice(loaded))).toEqual([]);
    expect(said).toContain('done');
  },
);
