/** `roster check FILE`: reads a roster without a database and tells what is ready and what is not. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readArguments } from './arguments.ts';
import type { RosterCheck } from './check.ts';
import { checkRoster } from './read-roster.ts';
import {
  countStates,
  exitCode,
  reportJson,
  toReport,
  type RosterReport,
  type RosterWords,
} from './report.ts';

export type Streams = { out(text: string): void; error(text: string): void };

const console_: Streams = { out: (text) => console.log(text), error: (text) => console.error(text) };

/**
 * Runs the command and gives its exit code: 0 every row ok, 2 some not ok (or a question about the whole file), 1 the
 * file or an argument was refused. `words` come from `views/bimtek/roster-reasons.ts`.
 */
export async function rosterCheckCommand(
  args: readonly string[],
  words: RosterWords,
  streams: Streams = console_,
): Promise<0 | 1 | 2> {
  const read = readArguments(args);
  if (!read.ok) {
    streams.error(`${words.badArgument(read.refusal.argument)}\n\n${words.help}`);
    return 1;
  }
  if (read.value.help) {
    streams.out(words.help);
    return 0;
  }
  const { file, json, options } = read.value;
  const bytes = await readFile(file).catch(() => undefined);
  if (!bytes) {
    streams.error(words.noFile(file));
    return 1;
  }
  const check = await checkRoster(bytes, basename(file), options);
  if (json) for (const piece of reportJson(check, words)) streams.out(piece);
  else streams.out(forPeople(check, toReport(check, words), words));
  return exitCode(check);
}

function forPeople(check: RosterCheck, report: RosterReport, words: RosterWords): string {
  const lines = [report.sheet === null ? report.file : `${report.file}, ${report.sheet}`, ''];
  if (report.refused !== undefined) lines.push(report.refused);
  for (const { question, choices } of report.ask ?? []) {
    lines.push(question, ...choices.map((choice) => `  ${choice}`), '');
  }
  lines.push(...tableOf(report, words));
  if (report.rows.length > 0) lines.push(words.summary(countStates(check)));
  for (const { row, reason } of report.ignored) lines.push(`${String(row).padStart(5)}  ${reason}`);
  return lines.join('\n').trimEnd();
}

/** Only rows that say something: number, name, column, the cell and what to do. */
function tableOf(report: RosterReport, words: RosterWords): string[] {
  const cells = report.rows.flatMap(({ row, problems, person }) =>
    problems.map(({ column, value, reason, kind }) => [
      String(row).padStart(5),
      { wrong: '!', question: '?', warning: ' ' }[kind],
      person.name ?? '',
      words.column(column),
      value.replace(/\s+/g, ' ').slice(0, 32),
      reason,
    ]),
  );
  const widths = [5, 1, 2, 3, 4].map((_, i) => Math.max(0, ...cells.map((row) => row[i]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return lines.length > 0 ? [...lines, ''] : [];
}
