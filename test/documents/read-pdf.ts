import { inflateSync } from 'node:zlib';

/** What our own PDFs hold, read without any tool of the machine: enough of the format for what Typst writes. */
export type Page = {
  /** Lines as they were set, in reading order. */
  lines: string[];
  /** The drawing instructions. */
  drawing: string;
};
export type ReadPdf = { pages: Page[]; fonts: string[]; tagged: boolean; language: string | undefined };

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The bytes of every literal string of a text block; brackets in pairs may stand in one unescaped. */
function literals(block: string): string[] {
  const found: string[] = [];
  let depth = 0;
  for (const [token, octal, mark] of block.matchAll(/\\([0-7]{3})|\\([^])|[^]/g)) {
    const opens = token === '(' && depth++ === 0;
    const closes = token === ')' && --depth === 0;
    if (opens) found.push('');
    if (opens || closes || depth === 0) continue;
    const byte = octal === undefined ? undefined : String.fromCharCode(Number.parseInt(octal, 8));
    found.push(`${found.pop() ?? ''}${byte ?? (mark === undefined ? token : (ESCAPES[mark] ?? mark))}`);
  }
  return found;
}

/** Glyph -> text, from the table that makes a PDF searchable. */
function alphabet(table: string): Map<string, string> {
  const units = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  const glyph = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1');
  const pairs = table.matchAll(/^<([0-9A-F]{4})> <([0-9A-F]+)>$/gm);
  return new Map([...pairs].map(([, from = '', to = '']) => [glyph(from), units(to)]));
}

function linesOf(drawing: string, fonts: Map<string, Map<string, string>>): string[] {
  const blocks = drawing.matchAll(/BT[^]*?\/(f\d+) [\d.]+ Tf[^]*?ET/g);
  return [...blocks].map(([block, font = '']) => {
    const letters = fonts.get(font);
    const glyphs = literals(block).flatMap((bytes) => bytes.match(/[^]{2}/g) ?? []);
    return glyphs.map((glyph) => letters?.get(glyph) ?? '?').join('');
  });
}

export function readPdf(pdf: Uint8Array): ReadPdf {
  const bytes = Buffer.from(pdf);
  const text = bytes.toString('latin1');
  const objects = new Map<string, { head: string; body: () => string }>();
  for (const match of text.matchAll(/^(\d+) 0 obj\n([^]*?)\n(?:endobj|stream\n)/gm)) {
    const [all, id = '', head = ''] = match;
    const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
    const start = match.index + all.length;
    const raw = () => bytes.subarray(start, start + length);
    objects.set(id, {
      head,
      body: () => (head.includes('/FlateDecode') ? inflateSync(raw()) : raw()).toString('latin1'),
    });
  }
  const linked = (head: string, key: string) =>
    objects.get(new RegExp(`/${key} (\\d+) 0 R`).exec(head)?.[1] ?? '');
  const heads = [...objects.values()].map(({ head }) => head);
  const pages = heads
    .filter((head) => /\/Type \/Page\n/.test(head))
    .map((head) => {
      const drawing = linked(head, 'Contents')?.body() ?? '';
      const fonts = [...head.matchAll(/\/(f\d+) (\d+) 0 R/g)].map(
        ([, name = '', id = '']): [string, Map<string, string>] => [
          name,
          alphabet(linked(objects.get(id)?.head ?? '', 'ToUnicode')?.body() ?? ''),
        ],
      );
      return { drawing, lines: linesOf(drawing, new Map(fonts)) };
    });
  return {
    pages,
    fonts: heads.flatMap((head) => /\/FontName \/[A-Z]{6}\+(\S+)[^]*\/FontFile2/.exec(head)?.[1] ?? []),
    tagged: /\/MarkInfo <<\s*\/Marked true/.test(text),
    language: /\/Lang \((\w+)\)/.exec(text)?.[1],
  };
}

/** The QR code on a page: the grid of its dark unit squares and its side on paper; undefined if there is none. */
export function drawnQr(drawing: string): { grid: boolean[][]; millimetres: number } | undefined {
  const code =
    /([\d.]+) 0 0 -\1 [\d.]+ [\d.]+ cm\n[^q]*?((?:\d+ (\d+) m\n\d+ \3 l\n\d+ \d+ l\n\d+ \d+ l\nh\n){40,})f/;
  const [, points, path] = code.exec(drawing) ?? [];
  if (path === undefined) return undefined;
  const runs = [...path.matchAll(/(\d+) (\d+) m\n(\d+) /g)].map((run) => run.slice(1).map(Number));
  const side = Math.max(...runs.map(([, , right = 0]) => right));
  const grid = Array.from({ length: side }, () => Array.from({ length: side }, () => false));
  for (const [left, top = 0, right] of runs) grid[top]?.fill(true, left, right);
  return { grid, millimetres: (side * Number(points) * 25.4) / 72 };
}
