import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startServer } from '../faults/server.ts';

test('a start on a new folder becomes ready, and the next one finds everything there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bekal-first-'));
  const settings = { DATABASE_URL: '', BEKAL_DATA: join(folder, 'data'), BEKAL_KEYS: join(folder, 'keys') };
  try {
    for (const start of ['first', 'second']) {
      const server = await startServer(settings);
      const page = await fetch(`${server.origin}/masuk`);
      await server.stop();
      expect([start, page.status]).toEqual([start, 200]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
