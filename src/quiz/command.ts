/** `questions convert FILE --to json`: what a GIFT file holds, and what of it could not be read. Needs no database. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type ProblemReason, readGift, type SourceQuestion } from './exchange/gift.ts';

/** The sentences of the command; views/quiz/problem-words.ts has them. */
export type ConvertWords = {
  help: string;
  noFile(file: string): string;
  badArgument(argument: string): string;
  notText(file: string): string;
  reason: Record<ProblemReason, string>;
};
export type Streams = { out(text: string): void; error(text: string): void };

const console_: Streams = { out: (text) => console.log(text), error: (text) => console.error(text) };

export type ConvertedFile = {
  questions: {
    id: string | null;
    type: SourceQuestion['type'];
    text: string;
    options: { id: string; text: string }[];
    /** Right option ids, and what each option is worth in percent. */
    answer: { right: string[]; percent: Record<string, number> };
    feedback: { options: Record<string, string>; general: string | null };
    tags: string[];
  }[];
  problems: { line: number; construct: string; code: ProblemReason; reason: string }[];
};

/** Runs the command; exit code 0: all read, 2: some could not be read, 1: the file or an argument was refused. */
export async function questionsConvertCommand(
  args: readonly string[],
  words: ConvertWords,
  streams: Streams = console_,
): Promise<0 | 1 | 2> {
  const read = readArguments(args);
  if ('help' in read) return (streams.out(words.help), 0);
  if ('argument' in read) return (streams.error(`${words.badArgument(read.argument)}\n\n${words.help}`), 1);
  const bytes = await readFile(read.file).catch(() => undefined);
  if (!bytes) return (streams.error(words.noFile(read.file)), 1);
  const text = asText(bytes);
  if (text === null) return (streams.error(words.notText(read.file)), 1);
  const converted = convert(text, words);
  if (converted.questions.length + converted.problems.length === 0)
    return (streams.error(words.notText(read.file)), 1);
  streams.out(JSON.stringify(converted, null, 2));
  return converted.problems.length > 0 ? 2 : 0;
}

function readArguments(args: readonly string[]): { help: true } | { argument: string } | { file: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        to: { type: 'string', default: 'json' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return { help: true };
    if (values.to !== 'json') return { argument: `--to ${values.to}` };
    const [file, ...more] = positionals;
    return file === undefined || more.length > 0 ? { argument: more[0] ?? 'FILE' } : { file };
  } catch (error) {
    return { argument: (error as Error).message };
  }
}

/** Text is UTF-8 without NUL; anything else is no question file. */
function asText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

function convert(text: string, words: ConvertWords): ConvertedFile {
  const { questions, problems } = readGift(text);
  return {
    questions: questions.map(({ id, type, text: says, options, explanation, tags }) => ({
      id,
      type,
      text: says,
      options: options.map((option) => ({ id: option.id, text: option.text })),
      answer: {
        right: options
          .filter(({ percent }) => (type === 'multiple' ? percent > 0 : percent === 100))
          .map((option) => option.id),
        percent: Object.fromEntries(options.map((option) => [option.id, option.percent])),
      },
      feedback: {
        options: Object.fromEntries(
          options.flatMap(({ id: key, feedback }) => (feedback === null ? [] : [[key, feedback]])),
        ),
        general: explanation,
      },
      tags,
    })),
    problems: problems.map(({ line, construct, reason }) => ({
      line,
      construct,
      code: reason,
      reason: words.reason[reason],
    })),
  };
}
