import { createAccount, createPerson, updatePerson } from '../../account/index.ts';
import { appendEvent } from '../../audit/index.ts';
import { lockEnrolments, refreshStanding } from '../../certification/index.ts';
import type { Trx } from '../../database/schema.ts';
import type { Keys } from '../../keys.ts';
import { writeAssignments, writeDecrees } from '../../pkdd/index.ts';
import { type Result, ok, refused } from '../../result.ts';
import { changeClass } from '../change-class.ts';
import { changeVillage } from '../change-village.ts';
import { createClasses } from '../create-classes.ts';
import { enrolPeople } from '../enrol.ts';
import type { RosterRow } from '../roster/index.ts';
import { wallTime } from '../rules.ts';
import type { Answers } from './answers.ts';
import { compareRoster } from './compare-roster.ts';
import { keepLines, recordImport } from './record-import.ts';
import { countRows, type ImportCounts, type ImportRow } from './rows.ts';
import { classesOf } from '../classes.ts';

export type SaveRoster = {
  bimtekId: string;
  fileName: string;
  rows: readonly RosterRow[];
  answers: Answers;
  joinedAt: Date;
  by: string;
};
export type SaveRefusal =
  | { reason: 'class-change'; row: number; why: string }
  | { reason: 'letters' }
  | { reason: 'meanwhile' };
export type Saved = ImportCounts;

/**
 * Takes the good rows of a roster over in one transaction and leaves the others: person by NIK or new, account,
 * enrolment, SK (unconfirmed, typed by the panitia), assignment; and what it did, so that it can be taken back. The comparison is made again
 * under the lock, so what was shown may since have become unchanged. The same file twice writes nothing.
 */
export async function saveRoster(
  trx: Trx,
  keys: Keys,
  wish: SaveRoster,
  now: Date,
): Promise<Result<Saved, SaveRefusal>> {
  const { bimtekId } = wish;
  const { time_zone: zone } = await trx
    .selectFrom('bimtek')
    .select('time_zone')
    .where('id', '=', bimtekId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const rows = await compareRoster(trx, keys, bimtekId, wish.rows, wish.answers);
  const counts = countRows(rows);
  const taken = alphabetical(rows.filter(({ state }) => state === 'new' || state === 'changed'));
  if (taken.length === 0) {
    await keepLines(trx, bimtekId, rows, new Map(), now);
    return ok(counts);
  }
  const touched = await lockAll(
    trx,
    taken.flatMap(({ known }) => known?.personId ?? []),
  );
  const missing = await makeClasses(trx, wish, taken, now);
  if (missing) return missing;
  const people = await writePeople(trx, keys, taken, wish.by, now);
  const wrong = await moveEnrolled(trx, wish, taken, now);
  if (wrong) return wrong;
  const papers = await writeSk(trx, taken, people, { by: wish.by, today: wallTime(now, zone).day }, now);
  if (!papers.ok) return papers;
  const enrolments = await enrolNew(trx, wish, taken, people, now);
  const made = { people, enrolments, ...papers.value };
  const importId = await recordImport(trx, { ...wish, taken, counts, made }, now);
  await keepLines(trx, bimtekId, rows, people, now);
  for (const [other, ids] of touched) await refreshStanding(trx, other, ids, now);
  await appendEvent(trx, {
    at: now,
    actorId: wish.by,
    act: 'roster-imported',
    subject: { kind: 'bimtek', id: bimtekId },
    bimtekId,
    detail: { ...counts, import: importId },
  });
  return ok(counts);
}

/** Participant numbers follow the alphabet inside an import. */
const alphabetical = (rows: ImportRow[]): ImportRow[] =>
  rows.sort((a, b) => (a.person.name ?? '').localeCompare(b.person.name ?? '', 'id') || a.row - b.row);

/** Every enrolment of people who are known, by bimtek: a new name or SK shows in all of them. */
async function lockAll(trx: Trx, personIds: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const touched = new Map<string, string[]>();
  if (personIds.length === 0) return touched;
  const rows = await trx
    .selectFrom('enrolment')
    .select(['id', 'bimtek_id'])
    .where('person_id', 'in', [...personIds])
    .orderBy('bimtek_id')
    .orderBy('id')
    .execute();
  for (const row of rows) touched.set(row.bimtek_id, [...(touched.get(row.bimtek_id) ?? []), row.id]);
  for (const [bimtekId, ids] of touched) await lockEnrolments(trx, bimtekId, ids);
  return touched;
}

/** Classes that a human agreed to create and that a good row needs. */
async function makeClasses(
  trx: Trx,
  { bimtekId, answers, by }: SaveRoster,
  taken: readonly ImportRow[],
  now: Date,
) {
  const there = await classesOf(trx, bimtekId);
  const needed = new Set(taken.map(({ person }) => person.class));
  const letters = [...new Set(answers.createClasses)].filter(
    (letter) => needed.has(letter) && !there.some((one) => one.letter === letter),
  );
  if (letters.length === 0) return undefined;
  const made = await createClasses(trx, { bimtekId, letters, by }, now);
  return made.ok ? undefined : refused('letters');
}

/** Writes persons and accounts; person ids by row. */
async function writePeople(
  trx: Trx,
  keys: Keys,
  taken: readonly ImportRow[],
  by: string,
  now: Date,
): Promise<ReadonlyMap<number, string>> {
  const ids = new Map<number, string>();
  for (const { row, person, known, changes } of taken) {
    if (!known) {
      const fields = {
        name: person.name ?? '',
        titlePrefix: person.title_prefix,
        titleSuffix: person.title_suffix,
        sex: person.sex,
        nik: person.nik,
        phone: person.phone_e164,
      };
      const id = await createPerson(trx, keys, fields, now);
      await createAccount(trx, id, { phone: person.phone_e164, active: true }, now);
      ids.set(row, id);
      continue;
    }
    ids.set(row, known.personId);
    const has = (column: string) => changes.some((change) => change.column === column);
    const change = {
      ...(has('name') && person.name ? { name: person.name } : {}),
      ...(has('title_prefix') ? { titlePrefix: person.title_prefix } : {}),
      ...(has('title_suffix') ? { titleSuffix: person.title_suffix } : {}),
      ...(has('sex') ? { sex: person.sex } : {}),
      ...(has('phone') ? { phone: person.phone_e164 } : {}),
    };
    if (Object.keys(change).length > 0) await updatePerson(trx, keys, known.personId, change, by, now);
  }
  return ids;
}

/** Village and class of people who are enrolled already. */
async function moveEnrolled(trx: Trx, { bimtekId, by }: SaveRoster, taken: readonly ImportRow[], now: Date) {
  const classes = await classIds(trx, bimtekId);
  for (const { row, person, known, changes } of taken) {
    if (!known?.enrolment) continue;
    const act = { bimtekId, enrolmentId: known.enrolment.id, by };
    for (const { column } of changes) {
      if (column !== 'village' && column !== 'class') continue;
      const moved =
        column === 'village'
          ? await changeVillage(
              trx,
              { ...act, villageCode: person.village_code ?? '', reason: 'nagari diperbaiki lewat impor' },
              now,
            )
          : await changeClass(trx, { ...act, classId: classes.get(person.class ?? '') ?? '' }, now);
      if (!moved.ok) return refused('class-change', { row, why: moved.refusal.reason });
    }
  }
  return undefined;
}

/**
 * SK of every row that has both number and day of one, and had not this one before; and the assignment of whoever is
 * new in a village, from the day of the SK. Without an SK the person is the village's kader all the same, from the day of
 * the import: only so can they type the SK themselves, and the korkab sees what is missing. Only an act of the same
 * moment elsewhere (a korkab confirms, another kader gets the village) can stand in the way here.
 */
async function writeSk(
  trx: Trx,
  taken: readonly ImportRow[],
  people: ReadonlyMap<number, string>,
  { by, today }: { by: string; today: string },
  now: Date,
) {
  const wanted = taken.flatMap(({ row, person, known, changes }) => {
    const { village_code: villageCode, decree_no: number, decree_date: dated } = person;
    const personId = people.get(row);
    const news =
      !known?.enrolment ||
      changes.some(
        ({ column }) => column === 'decree_no' || column === 'decree_date' || column === 'village',
      );
    return villageCode && personId && news
      ? [{ personId, villageCode, sk: number && dated ? { number, dated } : null }]
      : [];
  });
  const typed = wanted.flatMap(({ personId, villageCode, sk }) =>
    sk ? [{ personId, villageCode, ...sk, typedBy: by }] : [],
  );
  const recorded = await writeDecrees(trx, typed, now);
  const decrees = new Map(
    recorded.flatMap((result, i) =>
      result.ok ? [[typed[i]?.personId, result.value.decreeId] as const] : [],
    ),
  );
  const assigned = await writeAssignments(
    trx,
    wanted.map(({ personId, villageCode, sk }) => {
      return {
        personId,
        villageCode,
        decreeId: decrees.get(personId) ?? null,
        fromDate: sk?.dated ?? today,
        by,
      };
    }),
    now,
  );
  if (![...recorded, ...assigned].every((result) => result.ok)) return refused('meanwhile');
  return ok({
    decrees: new Map(
      recorded.flatMap((result, i) =>
        result.ok && result.value.outcome === 'new'
          ? [[typed[i]?.personId ?? '', result.value.decreeId] as const]
          : [],
      ),
    ),
    assignments: new Map(
      assigned.flatMap((result, i) =>
        result.ok && result.value.outcome === 'new'
          ? [[wanted[i]?.personId ?? '', result.value.assignmentId] as const]
          : [],
      ),
    ),
  });
}

async function enrolNew(
  trx: Trx,
  wish: SaveRoster,
  taken: readonly ImportRow[],
  people: ReadonlyMap<number, string>,
  now: Date,
): Promise<ReadonlyMap<string, string>> {
  const classes = await classIds(trx, wish.bimtekId);
  const fresh = taken.filter(({ known }) => !known?.enrolment);
  const enrolled = await enrolPeople(
    trx,
    {
      bimtekId: wish.bimtekId,
      people: fresh.map(({ row, person }) => ({
        personId: people.get(row) ?? '',
        villageCode: person.village_code ?? '',
        classId: classes.get(person.class ?? '') ?? '',
        joinedAt: wish.joinedAt,
      })),
      by: wish.by,
    },
    now,
  );
  if (!enrolled.ok)
    throw new Error(
      `the comparison under the lock lets no row through that is refused: ${enrolled.refusal.reason}`,
    );
  return new Map(enrolled.value.map(({ personId, enrolmentId }) => [personId, enrolmentId]));
}

async function classIds(trx: Trx, bimtekId: string): Promise<ReadonlyMap<string, string>> {
  const classes = await classesOf(trx, bimtekId);
  return new Map(classes.map(({ id, letter }) => [letter, id]));
}
