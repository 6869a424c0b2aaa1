import { sql } from 'kysely';
import { appendEvents } from '../audit/index.ts';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import { newId } from '../id.ts';
import { type Result, ok, refused } from '../result.ts';
import { participantNo, runningNo } from './rules.ts';

export type NewEnrolment = { personId: string; villageCode: string; classId: string; joinedAt: Date };
export type Enrolled = { enrolmentId: string; personId: string; participantNo: string };
export type EnrolRefusal =
  | { reason: 'already'; personId: string }
  | { reason: 'no-class'; personId: string }
  | { reason: 'no-village'; personId: string };

/** Enrols one person; see `enrolPeople`. */
export async function enrolPerson(
  trx: Trx,
  wish: NewEnrolment & { bimtekId: string; by: string | null },
  now: Date,
): Promise<Result<Enrolled, EnrolRefusal>> {
  const result = await enrolPeople(trx, { bimtekId: wish.bimtekId, people: [wish], by: wish.by }, now);
  if (!result.ok) return result;
  const [enrolled] = result.value;
  if (!enrolled) throw new Error('one person, one enrolment');
  return ok(enrolled);
}

/**
 * Enrols people with a constant number of statements, however many. Each gets the next participant number of the class
 * (F-07), which never changes, also when the class does. One enrolment a person and bimtek. The enrolment becomes the
 * person's latest, the one by which areas count. Persons are roots (not merged into another).
 */
export async function enrolPeople(
  trx: Trx,
  wish: { bimtekId: string; people: readonly NewEnrolment[]; by: string | null },
  now: Date,
): Promise<Result<Enrolled[], EnrolRefusal>> {
  const { bimtekId, people } = wish;
  if (people.length === 0) return ok([]);
  const earlier = await lockEarlier(trx, people);
  const letters = await lockClasses(trx, bimtekId);
  const wrong = await refusalOf(trx, bimtekId, people, letters);
  if (wrong) return wrong;
  const enrolments = numbered(people, letters, await numbersUsed(trx, bimtekId));
  await insertEnrolments(trx, bimtekId, enrolments);
  await appendEvents(
    trx,
    enrolments.map(({ id, personId, villageCode, classId, no }) => ({
      at: now,
      actorId: wish.by,
      act: 'enrolled',
      subject: { kind: 'enrolment', id },
      bimtekId,
      detail: { person: personId, village: villageCode, class: classId, no },
    })),
  );
  for (const [other, ids] of earlier) await refreshStanding(trx, other, ids, now);
  await refreshStanding(
    trx,
    bimtekId,
    enrolments.map(({ id }) => id),
    now,
  );
  return ok(enrolments.map(({ id, personId, no }) => ({ enrolmentId: id, personId, participantNo: no })));
}

/** The enrolments that have been the latest of these people up to now, by bimtek; their standings are held. */
async function lockEarlier(trx: Trx, people: readonly NewEnrolment[]): Promise<Map<string, string[]>> {
  const rows = await trx
    .selectFrom('person as p')
    .innerJoin('enrolment as e', 'e.id', 'p.latest_enrolment_id')
    .select(['e.id', 'e.bimtek_id'])
    .where(
      'p.id',
      'in',
      people.map(({ personId }) => personId),
    )
    .orderBy('e.bimtek_id')
    .orderBy('e.id')
    .execute();
  const earlier = new Map<string, string[]>();
  for (const row of rows) earlier.set(row.bimtek_id, [...(earlier.get(row.bimtek_id) ?? []), row.id]);
  for (const [bimtekId, ids] of earlier) await lockEnrolments(trx, bimtekId, ids);
  return earlier;
}

/** Letters by class id. One enroller at a time, so that running numbers have no rival. */
async function lockClasses(trx: Trx, bimtekId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await trx
    .selectFrom('class')
    .select(['id', 'letter'])
    .where('bimtek_id', '=', bimtekId)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return new Map(rows.map(({ id, letter }) => [id, letter]));
}

async function refusalOf(
  trx: Trx,
  bimtekId: string,
  people: readonly NewEnrolment[],
  letters: ReadonlyMap<string, string>,
) {
  const ids = people.map(({ personId }) => personId);
  const there = await trx
    .selectFrom('enrolment')
    .select('person_id')
    .where('bimtek_id', '=', bimtekId)
    .where('person_id', 'in', ids)
    .executeTakeFirst();
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (there ?? twice) return refused('already', { personId: there?.person_id ?? String(twice) });
  const homeless = people.find(({ classId }) => !letters.has(classId));
  if (homeless) return refused('no-class', { personId: homeless.personId });
  const codes = [...new Set(people.map(({ villageCode }) => villageCode))];
  const known = await trx.selectFrom('village').select('code').where('code', 'in', codes).execute();
  const nowhere = people.find(({ villageCode }) => !known.some(({ code }) => code === villageCode));
  return nowhere ? refused('no-village', { personId: nowhere.personId }) : undefined;
}

async function numbersUsed(trx: Trx, bimtekId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('enrolment')
    .select('participant_no')
    .where('bimtek_id', '=', bimtekId)
    .execute();
  return rows.map(({ participant_no }) => participant_no);
}

type Row = NewEnrolment & { id: string; no: string };

function numbered(
  people: readonly NewEnrolment[],
  letters: ReadonlyMap<string, string>,
  used: readonly string[],
): Row[] {
  const last = new Map(
    [...letters].map(([id, letter]) => [id, Math.max(0, ...used.map((no) => runningNo(letter, no)))]),
  );
  return people.map((person) => {
    const running = (last.get(person.classId) ?? 0) + 1;
    last.set(person.classId, running);
    return { ...person, id: newId(), no: participantNo(letters.get(person.classId) ?? '', running) };
  });
}

async function insertEnrolments(trx: Trx, bimtekId: string, rows: readonly Row[]): Promise<void> {
  await trx
    .insertInto('enrolment')
    .values(
      rows.map((row) => ({
        id: row.id,
        bimtek_id: bimtekId,
        root_id: row.id,
        person_id: row.personId,
        participant_no: row.no,
        village_code: row.villageCode,
        class_id: row.classId,
        joined_at: row.joinedAt,
      })),
    )
    .execute();
  await trx
    .insertInto('class_membership')
    .values(
      rows.map((row) => ({
        bimtek_id: bimtekId,
        enrolment_id: row.id,
        since: row.joinedAt,
        class_id: row.classId,
      })),
    )
    .execute();
  const persons = rows.map(({ personId }) => personId);
  const ids = rows.map(({ id }) => id);
  await sql`update person p set latest_enrolment_id = new.enrolment_id
    from unnest(${persons}::uuid[], ${ids}::uuid[]) as new (person_id, enrolment_id)
    where p.id = new.person_id`.execute(trx);
}
