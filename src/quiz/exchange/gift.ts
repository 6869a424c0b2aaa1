import { parse, type GIFTQuestion, type TextChoice, type TextFormat } from 'gift-pegjs';
import { type Block, readBlocks } from './blocks.ts';
import type { QuestionType } from '../question.ts';

/** The one door to gift-pegjs. GIFT is Moodle's text format; the rules of ours stand in courses/README.md. */
export type SourceFormat = 'markdown' | 'html' | 'plain';
export type SourceOption = { id: string; text: string; percent: number; feedback: string | null };

/** A question as its author wrote it; `id` is null without `[id:...]`. */
export type SourceQuestion = {
  line: number;
  id: string | null;
  title: string | null;
  type: QuestionType;
  format: SourceFormat;
  text: string;
  options: SourceOption[];
  explanation: string | null;
  tags: string[];
};

/** What could not be read, where, and why as a machine word; views/quiz/problem-words.ts holds the sentences. */
export type Problem = { line: number; construct: string; reason: ProblemReason };
export type ProblemReason =
  | 'syntax'
  | 'unclosed'
  | 'not-supported'
  | 'category'
  | 'no-question'
  | 'two-ids'
  | 'no-id'
  | 'id-taken'
  | 'empty'
  | 'few-options'
  | 'same-options'
  | 'no-right-answer'
  | 'weights'
  | 'markup';

export type GiftFile = { questions: SourceQuestion[]; problems: Problem[] };

/** Reads a GIFT file. What is not a question of a known type is named as a problem, never dropped in silence. */
export function readGift(text: string): GiftFile {
  const file: GiftFile = { questions: [], problems: [] };
  for (const block of readBlocks(text)) readBlock(takeCategories(block, file.problems), file);
  return file;
}

/** `$CATEGORY:` lines sort a bank in Moodle; here tags do. */
function takeCategories(block: Block, problems: Problem[]): Block {
  const isCategory = ({ text }: { text: string }) => /^\s*\$CATEGORY:/.test(text);
  for (const { no } of block.lines.filter(isCategory))
    problems.push({ line: no, construct: 'category', reason: 'category' });
  const lines = block.lines.filter((line) => !isCategory(line));
  return { ...block, lines, line: lines[0]?.no ?? block.line };
}

function readBlock(block: Block, file: GiftFile): void {
  const tell = (construct: string, reason: ProblemReason, line = block.line) =>
    file.problems.push({ line, construct, reason });
  if (block.lines.length === 0) {
    if (block.ids.length > 0) tell('id', 'no-question');
    return;
  }
  if (block.ids.length > 1) return void tell('id', 'two-ids');
  const parsed = parseBlock(block);
  if ('reason' in parsed) return void tell('question', parsed.reason, parsed.line);
  const source = toSource(parsed, block);
  if (typeof source === 'string') return void tell(source, 'not-supported');
  const fault = faultOf(source);
  if (fault) return void tell(source.type, fault);
  file.questions.push(source);
}

function parseBlock(block: Block): GIFTQuestion | { reason: 'syntax' | 'unclosed'; line: number } {
  const text = escapeBare(block.lines.map((line) => line.text).join('\n'));
  try {
    const [question] = parse(`${text}\n`);
    if (question) return question;
  } catch (error) {
    const { line } = (error as { location?: { start: { line: number } } }).location?.start ?? { line: 1 };
    const open = text.replace(/\\[{}]/g, '');
    const unclosed = open.includes('{') && !open.includes('}');
    return {
      reason: unclosed ? 'unclosed' : 'syntax',
      line: unclosed ? block.line : (block.lines[line - 1]?.no ?? block.line),
    };
  }
  return { reason: 'syntax', line: block.line };
}

/**
 * Moodle takes bare signs before the answers, and a bare colon anywhere (as in an address), for text; the grammar wants
 * them escaped. Numeric answers keep their colons.
 */
function escapeBare(text: string): string {
  const title = /^\s*::(?:\\.|(?!::)[^\\])*::/s.exec(text)?.[0] ?? '';
  const [stem = ''] = /^(?:\\.|[^\\{])*/s.exec(text.slice(title.length)) ?? [];
  const rest = text.slice(title.length + stem.length);
  const escape = (part: string, signs: string) =>
    part.replace(/\\.|[:=~#]/gs, (found) => (signs.includes(found) ? `\\${found}` : found));
  return title + escape(stem, ':=~#') + (/^\{\s*#(?!###)/.test(rest) ? rest : escape(rest, ':'));
}

/** The question, or the name of a construct that nobody can answer here yet. */
function toSource(parsed: GIFTQuestion, block: Block): SourceQuestion | string {
  if (parsed.type !== 'MC' && parsed.type !== 'TF') return parsed.type.toLowerCase();
  const format: SourceFormat =
    parsed.stem.format === 'markdown' || parsed.stem.format === 'html' ? parsed.stem.format : 'plain';
  const multiple = parsed.type === 'MC' && parsed.choices.every((choice) => !choice.isCorrect);
  return {
    line: block.line,
    id: block.ids[0] ?? null,
    title: parsed.title,
    type: parsed.type === 'TF' ? 'truefalse' : multiple ? 'multiple' : 'single',
    format,
    text: parsed.stem.text,
    options:
      parsed.type === 'TF'
        ? trueFalse(parsed.isTrue, textOf(parsed.trueFeedback), textOf(parsed.falseFeedback))
        : parsed.choices.map(toOption),
    explanation: textOf(parsed.globalFeedback),
    tags: block.tags,
  };
}

const textOf = (text: TextFormat | null): string | null => text?.text || null;

const toOption = (choice: TextChoice, at: number): SourceOption => ({
  id: optionId(at),
  text: choice.text.text,
  percent: choice.weight ?? (choice.isCorrect ? 100 : 0),
  feedback: textOf(choice.feedback),
});

const optionId = (at: number): string => (at < 26 ? String.fromCharCode(97 + at) : `z${at}`);

/** GIFT puts what is said to a wrong answer first, then what is said to a right one (the parser names them otherwise). */
function trueFalse(isTrue: boolean, whenWrong: string | null, whenRight: string | null): SourceOption[] {
  const option = (id: string, text: string, right: boolean): SourceOption => ({
    id,
    text,
    percent: right ? 100 : 0,
    feedback: right ? whenRight : whenWrong,
  });
  return [option('benar', 'Benar', isTrue), option('salah', 'Salah', !isTrue)];
}

function faultOf({ type, format, text, options, explanation }: SourceQuestion): ProblemReason | undefined {
  const texts = [text, ...options.map((option) => option.text)];
  if (texts.some((one) => one.trim() === '')) return 'empty';
  if (options.length < 2) return 'few-options';
  if (new Set(options.map((option) => option.text)).size < options.length) return 'same-options';
  if (!options.some(({ percent }) => percent > 0)) return 'no-right-answer';
  if (type === 'multiple' && Math.abs(rightSum(options) - 100) > 0.5) return 'weights';
  if (type === 'single' && !options.some(({ percent }) => percent === 100)) return 'weights';
  const said = [explanation ?? '', ...options.map((option) => option.feedback ?? '')];
  return [...texts, ...said].some((one) => losesMarkup(one, format)) ? 'markup' : undefined;
}

const rightSum = (options: SourceOption[]): number =>
  options.reduce((sum, { percent }) => sum + Math.max(0, percent), 0);

const IN_A_LINE = new Set([
  'b',
  'strong',
  'i',
  'em',
  'u',
  'code',
  'sub',
  'sup',
  'br',
  'p',
  'span',
  'div',
  'a',
  'font',
]);

/** True for pictures, lists, tables: a question shown without them would be another question. */
function losesMarkup(text: string, format: SourceFormat): boolean {
  if (format === 'markdown') return /!\[[^\]]*\]\(/.test(text);
  if (format === 'plain') return false;
  return [...text.matchAll(/<\/?([a-z][a-z0-9-]*)/gi)].some(
    (match) => !IN_A_LINE.has((match[1] ?? '').toLowerCase()),
  );
}
