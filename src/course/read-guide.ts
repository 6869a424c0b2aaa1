import { posix } from 'node:path';
import { guideForm } from './forms.ts';
import { readHeadAndText } from './front-matter.ts';
import type { Picture } from './picture.ts';
import { type Problem, reporter } from './problems.ts';
import { sha256, textOf } from './read-folder.ts';
import { type Around, renderText } from './read-lessons.ts';
import { GUIDE_FILE } from './rules.ts';

/** The page for whoever teaches a module: how long it takes (in half JP) and its text, safe to show. */
export type Guide = { halfJp: number; html: string; sha256: Buffer; bytes: number };

/** Reads the guide of a module, null when there is none or its head does not fit. Adds its pictures to `shown`. */
export function readGuide(
  folder: string,
  around: Around,
  shown: Set<Picture>,
  problems: Problem[],
): Guide | null {
  const path = posix.join(folder, GUIDE_FILE);
  const bytes = around.files.get(path);
  if (!bytes) return null;
  const report = reporter(problems, path);
  const text = textOf(bytes);
  if (text === null) report(1, 'shape', 'encoding');
  const read = text === null ? null : readHeadAndText(text, guideForm, report);
  if (!read) return null;
  const { html, weight } = renderText(path, read, around, shown, report);
  return { halfJp: read.head.jp * 2, html, sha256: sha256(html), bytes: weight };
}
