import type { z } from 'zod';
import type { Report } from './problems.ts';
import { readYaml, type LineOf } from './yaml-text.ts';

export type HeadAndText<Head> = { head: Head; lineOf: LineOf; markdown: string; firstLine: number };

/** Splits a file into its head (YAML between two lines `---`) and its Markdown, and remembers where that begins. */
export function readHeadAndText<Head>(
  text: string,
  form: z.ZodType<Head>,
  report: Report,
): HeadAndText<Head> | null {
  const parts = FRONT_MATTER.exec(text);
  if (!parts) {
    report(1, 'shape', 'front-matter');
    return null;
  }
  const head = readYaml(parts[1] ?? '', form, report, 2);
  const firstLine = parts[0].split('\n').length;
  return head && { head: head.value, lineOf: head.lineOf, markdown: text.slice(parts[0].length), firstLine };
}

export const FRONT_MATTER = /^---\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/;
