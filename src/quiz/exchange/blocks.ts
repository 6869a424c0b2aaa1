/**
 * A GIFT file cut into questions: blank lines part them, lines that begin with `//` are comments (Moodle's reader does
 * the same). Each question is parsed alone, so one that cannot be read never hides the others.
 */
export type Block = {
  /** Number in the file of the first line that is no comment. */
  line: number;
  lines: { no: number; text: string }[];
  /** `[id:...]` of the comments, in order. */
  ids: string[];
  /** `[tag:...]` of the comments, in order, each once. */
  tags: string[];
};

const ID = /\[id:((?:\\\]|[^\]\p{Cc}])+)\]/gu;
const TAG = /\[tag:((?:\\\]|[^\]\p{Cc}])+)\]/gu;

export function readBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let block: Block | undefined;
  for (const [at, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    if (line.trim() === '') {
      block = undefined;
      continue;
    }
    if (!block) blocks.push((block = { line: at + 1, lines: [], ids: [], tags: [] }));
    addLine(block, at + 1, line);
  }
  return blocks;
}

function addLine(block: Block, no: number, text: string): void {
  if (!text.trimStart().startsWith('//')) {
    if (block.lines.length === 0) block.line = no;
    block.lines.push({ no, text });
    return;
  }
  block.ids.push(...named(ID, text));
  block.tags.push(...named(TAG, text).filter((tag) => !block.tags.includes(tag)));
}

const named = (pattern: RegExp, text: string): string[] =>
  [...text.matchAll(pattern)].map((match) => (match[1] ?? '').replaceAll('\\]', ']').trim());
