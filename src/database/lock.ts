import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Thrown when another living process already uses the data folder. */
export class FolderInUse extends Error {
  constructor(folder: string, pid: number) {
    super(
      `The data folder ${folder} is in use by another Bekal (process ${pid}). ` +
        'Two processes on one folder would destroy it. Stop the other one first, or set BEKAL_DATA to another folder.',
    );
  }
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
      const pid = Number(readFileSync(path, 'utf8'));
      if (pid !== process.pid && isAlive(pid)) throw new FolderInUse(folder, pid);
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
