import { sql } from 'kysely';
import { readRows } from '../database/read-rows.ts';
import type { ReadonlyDb, StepKind } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';
import { inArea } from '../region/index.ts';
import { type VillageRow, villageRows } from './village-rows.ts';

const AREA = { village: 'v.code', regency: 'v.regency_code' };

export type Step = {
  id: string;
  kind: StepKind;
  no: number;
  on_date: string;
  place: string;
  men: number;
  women: number;
  evidence: string;
  by_name: string | null;
  confirmed_at: Date | null;
  confirmed_name: string | null;
};
export type VillageDetail = {
  row: VillageRow;
  decree: {
    id: string;
    number: string;
    dated: string;
    confirmed: boolean;
    typed_name: string | null;
    confirmed_name: string | null;
    confirmed_at: Date | null;
  } | null;
  certificate: { number: string; status: string; kind: string } | null;
  suspendedFor: string | null;
  steps: Step[];
};

/** One village found through the area of the actor: korkab and pemantau of the regency, duta of the village. */
export async function villageFor(
  db: ReadonlyDb,
  actor: Actor,
  code: string,
  now: Date,
): Promise<VillageDetail | null> {
  const scope = sql<boolean>`v.code = ${code} and ${inArea(actor, ['korkab', 'duta', 'pemantau'], AREA)}`;
  const [row] = await villageRows(db, scope, now);
  return row ? detailOf(db, row) : null;
}

/** The village of the actor's own active assignment (the kader's page). */
export async function ownVillage(db: ReadonlyDb, actor: Actor, now: Date): Promise<VillageDetail | null> {
  const scope = sql<boolean>`v.code in (select village_code from assignment where person_id = ${actor.personId} and active)`;
  const [row] = await villageRows(db, scope, now);
  return row ? detailOf(db, row) : null;
}

/** True when the actor works in this area with one of these roles. */
export async function worksIn(
  db: ReadonlyDb,
  actor: Actor,
  roles: readonly ('korkab' | 'duta')[],
  code: string,
): Promise<boolean> {
  const rows = await readRows(
    db,
    sql`select v.code from village v where v.code = ${code} and ${inArea(actor, roles, AREA)}`,
  );
  return rows.length === 1;
}

async function detailOf(db: ReadonlyDb, row: VillageRow): Promise<VillageDetail> {
  const [decree, certificate, event, steps] = await Promise.all([
    decreeOf(db, row),
    certificateOf(db, row),
    lastEventOf(db, row),
    stepsOf(db, row.code),
  ]);
  return {
    row,
    decree: decree ?? null,
    certificate: certificate ?? null,
    suspendedFor: event?.event === 'suspended' ? event.reason : null,
    steps,
  };
}

const decreeOf = (db: ReadonlyDb, row: VillageRow) =>
  db
    .selectFrom('decree as d')
    .leftJoin('person as t', 't.id', 'd.typed_by')
    .leftJoin('person as c', 'c.id', 'd.confirmed_by')
    .select([
      'd.id',
      'd.number',
      'd.dated',
      'd.confirmed',
      'd.confirmed_at',
      't.name as typed_name',
      'c.name as confirmed_name',
    ])
    .where('d.id', '=', row.decreeId)
    .executeTakeFirst();

const certificateOf = (db: ReadonlyDb, row: VillageRow) =>
  db
    .selectFrom('certificate')
    .select(['number', 'status', 'kind'])
    .where('person_id', '=', row.personId)
    .where('kind', 'in', ['sertifikat', 'surat-keterangan'])
    .orderBy(sql`kind = 'sertifikat'`, 'desc')
    .orderBy('at', 'desc')
    .executeTakeFirst();

const lastEventOf = (db: ReadonlyDb, row: VillageRow) =>
  db
    .selectFrom('clearance_event as e')
    .innerJoin('assignment as a', 'a.id', 'e.assignment_id')
    .select(['e.event', 'e.reason'])
    .where('a.village_code', '=', row.code)
    .where('a.active', '=', true)
    .orderBy('e.no', 'desc')
    .executeTakeFirst();

const stepsOf = (db: ReadonlyDb, code: string): Promise<Step[]> =>
  db
    .selectFrom('pkdd_step as s')
    .leftJoin('person as b', 'b.id', 's.by_id')
    .leftJoin('person as c', 'c.id', 's.confirmed_by')
    .select([
      's.id',
      's.kind',
      's.no',
      's.on_date',
      's.place',
      's.men',
      's.women',
      's.evidence',
      's.confirmed_at',
    ])
    .select(['b.name as by_name', 'c.name as confirmed_name'])
    .where('s.village_code', '=', code)
    .where('s.replaced_by', 'is', null)
    .orderBy('s.on_date')
    .orderBy('s.no')
    .execute();
