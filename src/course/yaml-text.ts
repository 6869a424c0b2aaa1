import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Report } from './problems.ts';

/**
 * YAML text through a schema; null when it does not fit, with a problem at the line of each wrong place.
 * Core schema only and few aliases: no tags that make objects, no text that grows to gigabytes.
 * `firstLine` is the line of the file on which the text begins.
 */
export function readYaml<Shape>(
  text: string,
  schema: z.ZodType<Shape>,
  report: Report,
  firstLine = 1,
): YamlText<Shape> | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'core', lineCounter: lines });
  const at = (offset: number) => firstLine - 1 + Math.max(1, lines.linePos(offset).line);
  for (const error of document.errors) report(at(error.pos[0]), 'shape', 'yaml', error.code);
  if (document.errors.length > 0) return null;
  const lineOf: LineOf = (...path) => at(startOf(document, path));
  const plain = toPlain(document);
  if (plain === TOO_MANY_ALIASES) {
    report(firstLine, 'shape', 'yaml', plain);
    return null;
  }
  const read = schema.safeParse(plain);
  if (read.success) return { value: read.data, lineOf };
  for (const issue of read.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        report(lineOf(...issue.path, key), 'shape', 'field-unknown', [...issue.path, key].join('.'));
    } else {
      const missing = document.getIn(issue.path) === undefined;
      report(lineOf(...issue.path), 'shape', missing ? 'field-missing' : 'field-wrong', issue.path.join('.'));
    }
  }
  return null;
}

/** The line on which the value at a path stands; of the nearest thing around it when it is missing. */
export type LineOf = (...path: PropertyKey[]) => number;
export type YamlText<Shape> = { value: Shape; lineOf: LineOf };

const TOO_MANY_ALIASES = 'TOO_MANY_ALIASES';

function toPlain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    if (error instanceof ReferenceError) return TOO_MANY_ALIASES;
    throw error;
  }
}

function startOf(document: Document, path: PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const pair = keyOf(parent, path[length - 1]);
    if (pair !== undefined) return pair;
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** Where the key of a map stands: nearer to what the author sees than the value, which may begin a line later. */
function keyOf(parent: unknown, key: PropertyKey | undefined): number | undefined {
  const items = (parent as { items?: { key?: unknown }[] } | undefined)?.items ?? [];
  for (const item of items)
    if (isNode(item.key) && String(item.key) === String(key) && item.key.range) return item.key.range[0];
  return undefined;
}
