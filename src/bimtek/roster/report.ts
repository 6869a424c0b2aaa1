/** A check of a roster as it is told outside: the stable shape of `roster check --json`, with sentences for people. */
import type {
  RosterAsk,
  RosterCheck,
  RosterPerson,
  RosterProblem,
  RosterRefusal,
  RosterRow,
} from './check.ts';
import type { Field } from './columns.ts';
import type { IgnoredLine } from './lines.ts';

/** Plain Indonesian for every code; `views/bimtek/roster-reasons.ts` has it. Callers at the edge hand it in. */
export type RosterWords = {
  problem(problem: RosterProblem): string;
  ignored(line: IgnoredLine): string;
  refused(refusal: RosterRefusal): string;
  ask(ask: RosterAsk): { question: string; choices: string[] };
  column(field: Field): string;
  summary(counts: Counts): string;
  help: string;
  noFile(file: string): string;
  badArgument(argument: string): string;
};

export type Counts = Record<RosterRow['state'], number>;

export type RosterReport = {
  file: string;
  refused?: string;
  ask?: { about: RosterAsk['about']; question: string; choices: string[] }[];
  sheet: string | null;
  ignored: { row: number; reason: string }[];
  rows: ReportRow[];
};
type ReportRow = {
  row: number;
  state: RosterRow['state'];
  problems: { column: Field; value: string; reason: string; kind: RosterProblem['kind'] }[];
  person: RosterPerson;
};

export function toReport(check: RosterCheck, words: RosterWords): RosterReport {
  return {
    file: check.file,
    ...(check.refused ? { refused: words.refused(check.refused) } : {}),
    ...(check.ask ? { ask: check.ask.map((ask) => ({ about: ask.about, ...words.ask(ask) })) } : {}),
    sheet: check.sheet,
    ignored: check.ignored.map((line) => ({ row: line.row, reason: words.ignored(line) })),
    rows: check.rows.map((row) => toReportRow(row, words)),
  };
}

const toReportRow = ({ row, state, problems, person }: RosterRow, words: RosterWords): ReportRow => ({
  row,
  state,
  problems: problems.map((problem) => ({
    column: problem.column,
    value: problem.value,
    reason: words.problem(problem),
    kind: problem.kind,
  })),
  person,
});

const ROWS_A_PIECE = 1000;

/** The report as JSON, in pieces: the text of a large one would take more room than everything it tells. */
export function* reportJson(check: RosterCheck, words: RosterWords): Generator<string> {
  const head = JSON.stringify(toReport({ ...check, rows: [] }, words), null, 2);
  if (check.rows.length === 0) return yield head;
  yield head.replace(/\[\]\n\}$/, '[');
  for (let at = 0; at < check.rows.length; at += ROWS_A_PIECE) {
    const piece = check.rows.slice(at, at + ROWS_A_PIECE).map((row) => toReportRow(row, words));
    const lines = JSON.stringify(piece, null, 2).slice(2, -2).replaceAll(/^/gm, '  ');
    yield at + ROWS_A_PIECE < check.rows.length ? `${lines},` : lines;
  }
  yield '  ]\n}';
}

export function countStates(check: RosterCheck): Counts {
  const counts: Counts = { ok: 0, question: 0, wrong: 0 };
  for (const { state } of check.rows) counts[state]++;
  return counts;
}

/** 0 every row ok, 2 some not or something to answer first, 1 the file was refused. */
export function exitCode(check: RosterCheck): 0 | 1 | 2 {
  if (check.refused) return 1;
  return check.ask || check.rows.some(({ state }) => state !== 'ok') ? 2 : 0;
}
