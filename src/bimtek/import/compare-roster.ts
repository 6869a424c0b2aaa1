import { setImmediate } from 'node:timers/promises';
import type { Db, Trx } from '../../database/schema.ts';
import type { Keys } from '../../keys.ts';
import { catalogue } from '../../region/index.ts';
import type { RosterPerson, RosterRow } from '../roster/index.ts';
import { type Answers, answerName, effectOf, rememberedAnswer } from './answers.ts';
import { asKnown } from './same-spelling.ts';
import { keepCorrections, saidBy, takeCode } from './kept.ts';
import { type Knowledge, readKnowledge, sameName } from './known-people.ts';
import {
  type Change,
  type ImportFinding,
  type ImportProblem,
  type ImportRow,
  isOpen,
  isReady,
  type Known,
} from './rows.ts';

/** Rows that are held against the database before others get their turn: a tenth of a second on a slow machine. */
const AT_ONCE = 2000;

/**
 * Holds the rows of a checked roster against the database: new, changed (old -> new), unchanged, wrong, or a question
 * with its answer. Reads only, with a constant number of statements for every two thousand rows.
 */
export async function compareRoster(
  db: Db | Trx,
  keys: Keys,
  bimtekId: string,
  rows: readonly RosterRow[],
  answers: Answers,
): Promise<ImportRow[]> {
  const compared: ImportRow[] = [];
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE);
    const knowledge = await readKnowledge(db, keys, bimtekId, some);
    compared.push(...some.map((row) => compareRow(row, knowledge, answers)));
    if (from > 0) await setImmediate();
  }
  return oneKaderAVillage(compared);
}

function compareRow(row: RosterRow, knowledge: Knowledge, answers: Answers): ImportRow {
  const known = (row.person.nik && knowledge.byNik.get(row.person.nik)) || null;
  const person = { ...asKnown(row.person, known), class: row.person.class ?? answers.defaultClass };
  const problems: ImportProblem[] = [];
  const take = (problem: Omit<ImportProblem, 'answer'>) => {
    const given =
      answers.of.get(answerName(row.row, problem.code)) ??
      (known ? rememberedAnswer(problem, row.person, known) : undefined);
    const effect = problem.kind === 'question' && given !== undefined ? effectOf(problem, given) : null;
    Object.assign(person, effect);
    problems.push({ ...problem, answer: effect ? (given ?? null) : null } as ImportProblem);
  };
  for (const problem of row.problems) take(problem);
  const said = saidBy(person);
  const takes = (column: string) => answers.of.get(answerName(row.row, takeCode(column))) === 'ya';
  const kept = known ? keepCorrections(person, known, takes) : [];
  for (const problem of classProblems(person, knowledge, answers)) take(problem);
  for (const problem of personProblems(person, known, knowledge)) take(problem);
  const keepsName = problems.some(({ code, answer }) => code === 'nik-other-name' && answer === 'tetap');
  const changes = known ? changesOf(person, known, keepsName) : [];
  const compared = { row: row.row, person, problems, changes, kept: kept.map(named), said, known };
  return { ...compared, state: stateOf(compared) };
}

function stateOf({ problems, changes, known }: Omit<ImportRow, 'state'>): ImportRow['state'] {
  if (problems.some(({ kind }) => kind === 'wrong')) return 'wrong';
  if (problems.some(isOpen)) return 'question';
  if (!known?.enrolment) return 'new';
  return changes.length > 0 ? 'changed' : 'unchanged';
}

type Draft = Omit<ImportProblem, 'answer'>;
const problem = (
  kind: ImportProblem['kind'],
  column: ImportProblem['column'],
  value: string | null,
  finding: ImportFinding,
): Draft => ({ kind, column, value: value ?? '', ...finding }) as Draft;

function classProblems(person: RosterPerson, { letters }: Knowledge, answers: Answers): Draft[] {
  if (person.class === null)
    return [problem('question', 'class', '', { code: 'class-none', choices: [...letters] })];
  if (letters.includes(person.class) || answers.createClasses.includes(person.class)) return [];
  return [problem('question', 'class', person.class, { code: 'class-unknown', letter: person.class })];
}

function personProblems(person: RosterPerson, known: Known | null, { holders, phones }: Knowledge): Draft[] {
  const found: Draft[] = [];
  if (known?.enrolment?.ended) found.push(problem('wrong', 'nik', person.name, { code: 'enrolment-ended' }));
  if (known && person.name && !sameName(person.name, known.name))
    found.push(problem('question', 'name', person.name, { code: 'nik-other-name', known: known.name }));
  const owner = person.phone_e164 && phones.get(person.phone_e164);
  if (owner && owner !== known?.personId && person.phone_e164 !== known?.phone)
    found.push(problem('question', 'phone', person.phone_e164, { code: 'phone-elsewhere' }));
  const holder = person.village_code && holders.get(person.village_code);
  if (holder && holder.personId !== known?.personId && takesVillage(person, known))
    found.push(
      problem('wrong', 'village', villageLabel(person.village_code), {
        code: 'village-taken',
        holder: holder.name,
      }),
    );
  const decree = person.village_code ? known?.decrees.get(person.village_code) : undefined;
  if (
    decree?.confirmed &&
    person.decree_no &&
    person.decree_date &&
    (decree.number !== person.decree_no || decree.dated !== person.decree_date)
  )
    found.push(
      problem('wrong', 'decree_no', person.decree_no, {
        code: 'decree-confirmed',
        number: decree.number,
        dated: decree.dated,
      }),
    );
  return found;
}

/** Someone who is enrolled for the village already, and brings no new SK, takes it from nobody. */
function takesVillage(person: RosterPerson, known: Known | null): boolean {
  const code = person.village_code;
  if (!known?.enrolment || known.enrolment.villageCode !== code) return true;
  return Boolean(code && person.decree_no && person.decree_date && !known.decrees.has(code));
}

function changesOf(person: RosterPerson, known: Known, keepsName: boolean): Change[] {
  const changes: Change[] = [];
  const differs = (column: Change['column'], from: string | null, to: string | null) => {
    if (to !== null && to !== from) changes.push({ column, from, to });
  };
  if (!keepsName && !(known.nameConfirmed && person.name && sameName(person.name, known.name))) {
    differs('name', known.name, person.name);
    differs('title_prefix', known.titlePrefix, person.title_prefix);
    differs('title_suffix', known.titleSuffix, person.title_suffix);
  }
  differs('sex', known.sex, person.sex);
  differs('phone', known.phone, person.phone_e164);
  if (known.enrolment) {
    differs(
      'village',
      villageLabel(known.enrolment.villageCode),
      person.village_code && villageLabel(person.village_code),
    );
    differs('class', known.enrolment.classLetter, person.class);
  }
  if (person.village_code && person.decree_no && person.decree_date) {
    const decree = known.decrees.get(person.village_code);
    differs('decree_no', decree?.number ?? null, person.decree_no);
    differs('decree_date', decree?.dated ?? null, person.decree_date);
  }
  return changes;
}

/** "Cupak (13.02.07.2001)". */
const villageLabel = (code: string | null): string =>
  code ? `${catalogue().villages.get(code)?.name ?? code} (${code})` : '';

/** A village by name and code. */
const named = (change: Change): Change =>
  change.column === 'village'
    ? { ...change, from: villageLabel(change.from), to: villageLabel(change.to) }
    : change;

/** Of two rows that would both bring a village its kader, the first has it. */
function oneKaderAVillage(rows: ImportRow[]): ImportRow[] {
  const first = new Map<string, ImportRow>();
  return rows.map((row) => {
    const code = row.person.village_code;
    if (!code || !isReady(row)) return row;
    const earlier = first.get(code);
    if (!earlier) first.set(code, row);
    if (!earlier || earlier.person.nik === row.person.nik || !takesVillage(row.person, row.known)) return row;
    const shared = {
      ...problem('wrong', 'village', villageLabel(code), { code: 'village-shared', row: earlier.row }),
      answer: null,
    } as ImportProblem;
    return { ...row, state: 'wrong' as const, problems: [...row.problems, shared] };
  });
}
