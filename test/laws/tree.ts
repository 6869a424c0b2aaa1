import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execFile } from 'node:child_process';

export const root = new URL('../../', import.meta.url).pathname;

/** The code files of the real tree under `folders`, with forward slashes. */
export const codeIn = (...folders: string[]): string[] =>
  folders
    .flatMap((folder) => globSync(`${folder}/**/*.{ts,js}`, { cwd: root }))
    .map((path) => path.replaceAll('\\', '/'));

/** A small tree of `files` in a temporary folder that borrows `borrowed` (and node_modules) from the real one. */
export function plantTree(
  files: Record<string, string>,
  borrowed: string[],
): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'bekal-laws-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const path of borrowed) cpSync(join(root, path), join(folder, path), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What a program of node_modules/.bin prints; its exit code does not matter here. */
export function outputOf(program: string, args: string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join(root, 'node_modules/.bin', program), ...args],
      { cwd, maxBuffer: 100_000_000, timeout: 60_000, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => {
        if (error && stdout === '') reject(new Error(stderr || error.message));
        else resolve(stdout);
      },
    );
  });
}
