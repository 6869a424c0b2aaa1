import { sql } from 'kysely';
import { type PersonChange, updatePerson } from '../../account/index.ts';
import { appendEvent } from '../../audit/index.ts';
import { lockEnrolments, refreshStanding } from '../../certification/index.ts';
import type { Trx } from '../../database/schema.ts';
import type { Keys } from '../../keys.ts';
import { writeAssignments } from '../../pkdd/index.ts';
import { type Result, ok, refused } from '../../result.ts';
import { changeClass } from '../change-class.ts';
import { changeVillage } from '../change-village.ts';
import type { Change } from '../import/rows.ts';
import { wallTime } from '../rules.ts';
import { findUses, type Made, type Use } from './find-uses.ts';
import { type ImportedRow, importedRows } from './queries.ts';

export type UndoImport = { bimtekId: string; importId: string; by: string };
export type UndoRefusal =
  | { reason: 'gone' | 'undone' | 'self' | 'closed' }
  | { reason: 'used'; uses: Use[] }
  | { reason: 'cannot-move'; personId: string; why: string };
export type Undone = { enrolments: number; people: number; reverted: number };

/** What an import made, for asking whether it was used. */
export const madeBy = (rows: readonly ImportedRow[]): Made => ({
  people: rows.flatMap(({ madePerson, personId }) => (madePerson ? [personId] : [])),
  enrolments: rows.flatMap(({ enrolmentId }) => enrolmentId ?? []),
  decrees: rows.flatMap(({ decreeId }) => decreeId ?? []),
  assignments: rows.flatMap(({ assignmentId }) => assignmentId ?? []),
});

/**
 * Takes an import back in one act: what it made goes, what it changed becomes as it was, unless someone corrected it
 * since. Refused as soon as anybody it brought has been at work (`used`, with who and what): from then on people are
 * ended or corrected one by one.
 */
export async function undoImport(
  trx: Trx,
  keys: Keys,
  wish: UndoImport,
  now: Date,
): Promise<Result<Undone, UndoRefusal>> {
  const { bimtekId, importId, by } = wish;
  const { time_zone: zone } = await trx
    .selectFrom('bimtek')
    .select('time_zone')
    .where('id', '=', bimtekId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const entry = await trx
    .selectFrom('roster_import')
    .select('undone_at')
    .where('id', '=', importId)
    .where('bimtek_id', '=', bimtekId)
    .forUpdate()
    .executeTakeFirst();
  if (!entry) return refused('gone');
  if (entry.undone_at) return refused('undone');
  const rows = await importedRows(trx, importId);
  if (rows.some(({ personId }) => personId === by)) return refused('self');
  const others = await holdAll(
    trx,
    rows.map(({ personId }) => personId),
  );
  const made = madeBy(rows);
  const uses = await findUses(trx, made);
  if (uses.length > 0) return refused('used', { uses });
  for (const row of rows.filter(({ changes }) => changes.length > 0)) {
    const wrong = await revert(trx, keys, wish, row, wallTime(now, zone).day, now);
    if (wrong) return wrong;
  }
  await removeMade(trx, bimtekId, made);
  await restoreLines(trx, wish, now);
  await removePeople(trx, made.people);
  await trx
    .updateTable('roster_import')
    .set({ undone_at: now, undone_by: by })
    .where('id', '=', importId)
    .execute();
  const gone = new Set(made.enrolments);
  for (const [other, ids] of others)
    await refreshStanding(
      trx,
      other,
      ids.filter((id) => !gone.has(id)),
      now,
    );
  const undone = {
    enrolments: made.enrolments.length,
    people: made.people.length,
    reverted: rows.filter(({ changes }) => changes.length > 0).length,
  };
  await appendEvent(trx, {
    at: now,
    actorId: by,
    act: 'import-undone',
    subject: { kind: 'bimtek', id: bimtekId },
    bimtekId,
    detail: { import: importId, ...undone, gone: made.enrolments },
  });
  return ok(undone);
}

/** Every enrolment of these people, by bimtek, held. */
async function holdAll(trx: Trx, people: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const held = new Map<string, string[]>();
  const { rows } = await sql<{
    id: string;
    bimtekId: string;
  }>`select id, bimtek_id as "bimtekId" from enrolment
    where person_id = any(${people}::uuid[]) order by bimtek_id, id`.execute(trx);
  for (const { id, bimtekId } of rows) held.set(bimtekId, [...(held.get(bimtekId) ?? []), id]);
  for (const [bimtekId, ids] of held) await lockEnrolments(trx, bimtekId, ids);
  return held;
}

/** "Cupak (13.02.07.2001)" -> the code. */
const codeIn = (label: string | null): string => /\(([\d.]+)\)$/.exec(label ?? '')?.[1] ?? '';

/** Puts back what the import changed of somebody who was there before, where nobody changed it since. */
async function revert(
  trx: Trx,
  keys: Keys,
  { bimtekId, by }: UndoImport,
  row: ImportedRow,
  today: string,
  now: Date,
) {
  const held = await trx
    .selectFrom('person as p')
    .leftJoin('enrolment as e', (join) =>
      join.onRef('e.person_id', '=', 'p.id').on('e.bimtek_id', '=', bimtekId).onRef('e.root_id', '=', 'e.id'),
    )
    .leftJoin('class as c', 'c.id', 'e.class_id')
    .select(['p.name', 'p.title_prefix', 'p.title_suffix', 'p.sex', 'p.phone_e164'])
    .select(['e.id as enrolmentId', 'e.village_code', 'c.letter'])
    .where('p.id', '=', row.personId)
    .executeTakeFirstOrThrow();
  const still = (column: Change['column'], value: string | null) =>
    row.changes.find((change) => change.column === column && change.to === value);
  const change: PersonChange = {
    ...ifThere(still('name', held.name), (name) => ({ name: name ?? '' })),
    ...ifThere(still('title_prefix', held.title_prefix), (titlePrefix) => ({ titlePrefix })),
    ...ifThere(still('title_suffix', held.title_suffix), (titleSuffix) => ({ titleSuffix })),
    ...ifThere(still('sex', held.sex), (sex) => ({ sex: sex as 'L' | 'P' | null })),
    ...ifThere(still('phone', held.phone_e164), (phone) => ({ phone })),
  };
  if (Object.keys(change).length > 0) await updatePerson(trx, keys, row.personId, change, by, now);
  await revertDecree(trx, row);
  if (!held.enrolmentId) return undefined;
  const act = { bimtekId, enrolmentId: held.enrolmentId, by };
  const village = row.changes.find(
    ({ column, to }) => column === 'village' && codeIn(to) === held.village_code,
  );
  if (village) {
    const code = codeIn(village.from);
    const moved = await changeVillage(trx, { ...act, villageCode: code, reason: 'impor dibatalkan' }, now);
    if (!moved.ok)
      return refused('cannot-move', { personId: row.personId, why: moved.refusal.reason as string });
    const again = await assignAgain(trx, { personId: row.personId, villageCode: code, by, today }, now);
    if (!again.ok) return refused('cannot-move', { personId: row.personId, why: 'village-taken' });
  }
  const stay = still('class', held.letter);
  if (!stay) return undefined;
  const to = await trx
    .selectFrom('class')
    .select('id')
    .where('bimtek_id', '=', bimtekId)
    .where('letter', '=', stay.from ?? '')
    .executeTakeFirst();
  const moved = await changeClass(trx, { ...act, classId: to?.id ?? '' }, now);
  return moved.ok
    ? undefined
    : refused('cannot-move', { personId: row.personId, why: moved.refusal.reason as string });
}

const ifThere = (change: Change | undefined, make: (from: string | null) => PersonChange): PersonChange =>
  change ? make(change.from) : {};

/** An SK that the import typed over, in place, as long as nobody confirmed it since. */
async function revertDecree(trx: Trx, { personId, decreeId, changes }: ImportedRow): Promise<void> {
  const [no, day] = [
    changes.find(({ column }) => column === 'decree_no'),
    changes.find(({ column }) => column === 'decree_date'),
  ];
  if (decreeId || (!no && !day)) return;
  await trx
    .updateTable('decree')
    .set({ ...(no?.from ? { number: no.from } : {}), ...(day?.from ? { dated: day.from } : {}) })
    .where('person_id', '=', personId)
    .where('confirmed', '=', false)
    .where('ended_at', 'is', null)
    .$if(no?.to !== undefined, (query) => query.where('number', '=', no?.to ?? ''))
    .$if(day?.to !== undefined, (query) => query.where('dated', '=', day?.to ?? ''))
    .$if(!no?.from && !day?.from, (query) => query.where(sql<boolean>`false`))
    .execute();
}

/** The kader of the village again, with the SK that is still there. */
async function assignAgain(
  trx: Trx,
  wish: { personId: string; villageCode: string; by: string; today: string },
  now: Date,
) {
  const decree = await trx
    .selectFrom('decree')
    .select(['id', 'dated'])
    .where('person_id', '=', wish.personId)
    .where('village_code', '=', wish.villageCode)
    .where('ended_at', 'is', null)
    .orderBy('confirmed', 'desc')
    .orderBy('at', 'desc')
    .executeTakeFirst();
  const [made] = await writeAssignments(
    trx,
    [{ ...wish, decreeId: decree?.id ?? null, fromDate: decree?.dated ?? wish.today }],
    now,
  );
  return made ?? ok(null);
}

async function removeMade(trx: Trx, bimtekId: string, made: Made): Promise<void> {
  const { enrolments, assignments, decrees } = made;
  await sql`delete from assignment where id = any(${assignments}::uuid[])`.execute(trx);
  await sql`update assignment set decree_id = null where decree_id = any(${decrees}::uuid[])`.execute(trx);
  await sql`delete from decree where id = any(${decrees}::uuid[])`.execute(trx);
  await sql`update person p set latest_enrolment_id = (
      select e.id from enrolment e where e.person_id = p.id and e.root_id = e.id and e.ended_at is null
        and e.id <> all(${enrolments}::uuid[]) order by e.id desc limit 1)
    where p.latest_enrolment_id = any(${enrolments}::uuid[])`.execute(trx);
  for (const table of ['standing', 'class_membership'] as const)
    await sql`delete from ${sql.table(table)}
      where bimtek_id = ${bimtekId} and enrolment_id = any(${enrolments}::uuid[])`.execute(trx);
  await sql`delete from enrolment where bimtek_id = ${bimtekId} and id = any(${enrolments}::uuid[])`.execute(
    trx,
  );
}

/** What the file before had said is again what a correction is told by; a later import has its own lines. */
async function restoreLines(trx: Trx, { bimtekId, importId }: UndoImport, now: Date): Promise<void> {
  const mine = sql`select r.person_id from roster_import_row r where r.import_id = ${importId}
    and not exists (select from roster_import_row o join roster_import i on i.id = o.import_id
      where o.person_id = r.person_id and i.bimtek_id = ${bimtekId} and i.id > r.import_id and i.undone_at is null)`;
  await sql`delete from roster_line l where l.bimtek_id = ${bimtekId} and l.person_id in (${mine})`.execute(
    trx,
  );
  await sql`insert into roster_line (bimtek_id, person_id, said, at)
    select ${bimtekId}, r.person_id, r.said_before, ${now} from roster_import_row r
    where r.import_id = ${importId} and r.said_before is not null and not r.made_person and r.person_id in (${mine})`.execute(
    trx,
  );
}

/** Persons whom nobody has known before, with their accounts and slips. */
async function removePeople(trx: Trx, people: readonly string[]): Promise<void> {
  const theirs = sql`person_id = any(${people}::uuid[])`;
  await sql`delete from not_duplicate where one_id = any(${people}::uuid[]) or other_id = any(${people}::uuid[])`.execute(
    trx,
  );
  for (const table of ['roster_import_row', 'roster_line', 'slip', 'account'] as const)
    await sql`delete from ${sql.table(table)} where ${theirs}`.execute(trx);
  await sql`delete from person where id = any(${people}::uuid[])`.execute(trx);
}
