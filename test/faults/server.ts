import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

export type Server = {
  origin: string;
  /** Where the first admin of an empty database begins; undefined when there is an admin. */
  invitation: string | undefined;
  /** From the start of the process to its first page, milliseconds. */
  readyAfter: number;
  /** kill -9; settles when the process is gone. */
  kill(): Promise<void>;
  /** As an administrator stops it. */
  stop(): Promise<void>;
};

const MAIN = new URL('../../src/main.ts', import.meta.url).pathname;
const PATIENCE = 60_000;

/** Starts Bekal as a process of its own with these settings and waits until it serves. */
export async function startServer(settings: NodeJS.ProcessEnv): Promise<Server> {
  const started = performance.now();
  const env = { ...process.env, ...settings, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent' };
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  const siap = new Promise<string>((resolve) => {
    const read = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /Bekal siap di (\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
  });
  const origin = await Promise.race([siap, gone.then(() => ''), wait(PATIENCE, '', { ref: false })]);
  if (origin === '') {
    child.kill('SIGKILL');
    throw new Error(`the server did not start:\n${said}`);
  }
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return gone;
  };
  return {
    origin,
    invitation: /Buka sekali: (\S+)/.exec(said)?.[1],
    readyAfter: performance.now() - started,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}
