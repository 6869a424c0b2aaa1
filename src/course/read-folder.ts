import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** The files of a course by path inside its folder ('m1-citra-diri/kuis.gift'), in a fixed order. */
export type Files = ReadonlyMap<string, Buffer>;

/** Raised when the same text is turned into other HTML than before: then every course becomes a new version. */
const RENDERING = 1;

const OURS = /^(course\.yaml|.+\.(md|gift|svg|png|jpe?g|webp))$/;

/** Reads what belongs to a course; notes for authors, hidden files, links and whatever editors leave are not content. */
export async function readFolder(folder: string): Promise<Files> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const paths = entries
    .filter((entry) => entry.isFile() && OURS.test(entry.name) && entry.name !== 'README.md')
    .map((entry) =>
      join(entry.parentPath, entry.name).slice(folder.length).split(sep).filter(Boolean).join('/'),
    )
    .filter((path) => !path.split('/').some((part) => part.startsWith('.')))
    .sort();
  return new Map(
    await Promise.all(paths.map(async (path) => [path, await readFile(join(folder, path))] as const)),
  );
}

/** SHA-256 of the whole content: what tells one version of a course from another. */
export function contentHash(files: Files): Buffer {
  const hash = createHash('sha256').update(`rendering ${RENDERING}\n`);
  for (const [path, bytes] of files) hash.update(`${path} ${sha256(bytes).toString('hex')}\n`);
  return hash.digest();
}

export const sha256 = (content: string | Uint8Array): Buffer => createHash('sha256').update(content).digest();

/** Text of a file with plain line ends, or null when it is not UTF-8. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
  } catch {
    return null;
  }
}
