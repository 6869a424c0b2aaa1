import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { installWithApt, isProgram, isRoot } from './machine.ts';

const OLDEST = 15;
const PLACES = [
  '/usr/lib/postgresql/*/bin',
  '/opt/homebrew/opt/postgresql*/bin',
  '/opt/homebrew/bin',
  '/usr/local/opt/postgresql*/bin',
  '/usr/local/pgsql/bin',
  '/usr/local/bin',
];

// The server ends with the process that started it, however that one ends: its end closes the keeper's input.
const KEEPER = `
folder=$1; shift
"$@" >"$folder/log" 2>&1 & server=$!
cat >/dev/null
kill -INT "$server"; wait "$server"; rm -rf "$folder"`;

/**
 * Starts a throw-away PostgreSQL with a folder, port and password of its own. It keeps PostgreSQL's durable
 * settings, so that what the tests see is what a server does. As root it runs as another user.
 */
export async function startCluster(): Promise<{ url: string; stop(): Promise<void> }> {
  const binaries = findBinaries() ?? (installWithApt('postgresql') ? findBinaries() : undefined);
  if (!binaries)
    throw new Error(
      `The tests need PostgreSQL ${OLDEST} or newer. Install it (initdb and postgres), or set TEST_DATABASE_URL to a ` +
        'server where the user may create databases.',
    );
  const folder = mkdtempSync(join(tmpdir(), 'bekal-test-'));
  const owner = isRoot() ? anotherUser() : {};
  const password = randomBytes(12).toString('hex');
  const port = await freePort();
  try {
    initialise(binaries, folder, password, owner);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const settings = Object.entries({
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    random_page_cost: 1.1,
    timezone: 'UTC',
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const keeper = spawn(
    '/bin/sh',
    ['-c', KEEPER, 'keeper', folder, join(binaries, 'postgres'), '-D', join(folder, 'data'), ...settings],
    { ...owner, cwd: folder, env: environment(folder), stdio: ['pipe', 'ignore', 'inherit'], detached: true },
  );
  const ended = new Promise<void>((resolve) => keeper.once('exit', () => resolve()));
  const stop = async () => {
    keeper.stdin.end();
    await ended;
  };
  const url = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
  try {
    await untilItAnswers(url);
  } catch (error) {
    const log = readFileSync(join(folder, 'log'), 'utf8');
    await stop();
    throw new Error(`The throw-away PostgreSQL did not start:\n${log}`, { cause: error });
  }
  return { url, stop };
}

/** The folder with initdb and postgres, the newest first after what PATH says. */
function findBinaries(): string | undefined {
  const inPath = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const elsewhere = PLACES.flatMap((place) =>
    globSync(place).sort((a, b) => b.localeCompare(a, 'en', { numeric: true })),
  );
  return [...inPath, ...elsewhere].find(
    (folder) =>
      isProgram(join(folder, 'initdb')) &&
      isProgram(join(folder, 'postgres')) &&
      majorVersion(join(folder, 'postgres')) >= OLDEST,
  );
}

function majorVersion(postgres: string): number {
  const said = execFileSync(postgres, ['--version'], { encoding: 'utf8' });
  return Number(/\d+/.exec(said)?.[0] ?? 0);
}

/** PostgreSQL refuses to run as root: the user postgres where there is one, else nobody. */
function anotherUser(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].map((name) => users.find((user) => user[0] === name)).find(Boolean);
  if (!found)
    throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody to run it.');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

function initialise(
  binaries: string,
  folder: string,
  password: string,
  owner: { uid?: number; gid?: number },
): void {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  for (const path of [folder, passwordFile])
    if (owner.uid !== undefined && owner.gid !== undefined) chownSync(path, owner.uid, owner.gid);
  const options = [
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
  ];
  execFileSync(
    join(binaries, 'initdb'),
    [`--pgdata=${join(folder, 'data')}`, ...options, '--locale=C', '--no-instructions', '--no-sync'],
    { ...owner, cwd: folder, env: environment(folder), stdio: ['ignore', 'ignore', 'pipe'] },
  );
}

const environment = (home: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: home,
  LC_ALL: 'C',
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}

async function untilItAnswers(url: string): Promise<void> {
  const patience = 30_000;
  const end = performance.now() + patience;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await wait(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
