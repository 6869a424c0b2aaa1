import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_CLOCKS, type DemoMoment } from './play.ts';

/** The environment of a demo: a throw-away folder, its own keys, the clock of the moment, no second step. */
export function demoEnvironment(env: NodeJS.ProcessEnv, moment: DemoMoment): NodeJS.ProcessEnv {
  const folder = mkdtempSync(join(tmpdir(), 'bekal-demo-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const { DATABASE_URL: _server, ...rest } = env; // a demo never touches a real database
  return {
    ...rest,
    BEKAL_DATA: join(folder, 'data'),
    BEKAL_KEYS: join(folder, 'keys'),
    BEKAL_CLOCK: DEMO_CLOCKS[moment],
    BEKAL_REQUIRE_TOTP: 'off',
  };
}

export const isMoment = (text: string): text is DemoMoment => text in DEMO_CLOCKS;

/** Whom to sign in as; the same password for all. */
export const SIGN_IN_LIST: readonly [who: string, phone: string][] = [
  ['Kader, kelas F (Yulia Rahmawati)', '0812-0000-0001'],
  ['Kader, kelas G', '0812-0000-0014'],
  ['Duta digital', '0812-0000-0101'],
  ['Pelatih kelas F (Ratna Wulandari)', '0812-0000-0201'],
  ['Pelatih kelas G dan F (Deni Pratama)', '0812-0000-0202'],
  ['Korkab Kabupaten Solok', '0812-0000-0301'],
  ['Korkab Kabupaten Pringsewu', '0812-0000-0302'],
  ['Panitia', '0812-0000-0401'],
  ['Panitia kedua', '0812-0000-0402'],
  ['Admin', '0812-0000-0501'],
  ['Pemantau Kabupaten Solok', '0812-0000-0601'],
];
