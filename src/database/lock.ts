import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Thrown when another living process already uses the data folder. */
export class FolderInUse extends Error {
  constructor(folder: string, pid: number) {
    super(
      `Folder data ${folder} sedang dipakai Bekal lain (proses ${pid}). Dua proses pada satu folder akan merusaknya. ` +
        'Hentikan yang lain dulu, atau atur BEKAL_DATA ke folder lain.',
    );
  }
}

/** Throws `FolderInUse` when another living process holds the folder; takes nothing. */
export function refuseIfInUse(folder: string): void {
  const path = join(folder, 'bekal.lock');
  const pid = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
  if (pid !== process.pid && isAlive(pid)) throw new FolderInUse(folder, pid);
}

/**
 * Takes the folder for this process: PGlite itself takes no lock, and two writers lose rows without an error.
 * A lock left behind by a dead process is taken over. Returns the function that gives the folder back.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'bekal.lock');
  for (let tries = 0; tries < 3; tries++) {
    try {
      const file = openSync(path, 'wx', 0o600);
      writeSync(file, String(process.pid));
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      refuseIfInUse(folder);
      rmSync(path, { force: true });
    }
  }
  throw new Error(`Could not take ${path}. Remove it if no Bekal is running.`);
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
