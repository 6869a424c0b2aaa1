import { lessonForm, type LessonForm } from './forms.ts';
import type { Report } from './problems.ts';
import { readYaml, type LineOf } from './yaml-text.ts';

export type LessonText = { head: LessonForm; lineOf: LineOf; markdown: string; firstLine: number };

/** Splits a lesson file into its head (YAML between two lines `---`) and its Markdown, and remembers where that begins. */
export function readLessonText(text: string, report: Report): LessonText | null {
  const parts = /^---\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/.exec(text);
  if (!parts) {
    report(1, 'shape', 'front-matter');
    return null;
  }
  const head = readYaml(parts[1] ?? '', lessonForm, report, 2);
  const firstLine = parts[0].split('\n').length;
  return head && { head: head.value, lineOf: head.lineOf, markdown: text.slice(parts[0].length), firstLine };
}
