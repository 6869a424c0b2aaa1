import { sql } from 'kysely';
import type { Db, ReadonlyDb, Trx } from '../../database/schema.ts';
import { type RecordFacts, readFacts } from './facts.ts';

/** A certificate that had been issued when presensi was reopened; `waiting`: marks and objections that came to count. */
export type TouchedPaper = { number: string; kind: string; no: string; name: string; waiting: number };

export type PastClosing<Paper = TouchedPaper> = {
  no: number;
  /** ISO text. */
  at: string;
  byName: string;
  reopening: {
    askedByName: string;
    reason: string;
    askedAt: string;
    /** null while the second panitia has not agreed. */
    agreed: { byName: string; at: string } | null;
    touched: Paper[];
  } | null;
};

/** What the berita acara of a closing says. */
export type ClosingRecord = {
  closing: { no: number; at: string; byName: string };
  /** Earlier closings, oldest first; each was reopened. Certificates by their number: a record keeps no names of kader. */
  before: PastClosing<Pick<TouchedPaper, 'number' | 'waiting'>>[];
  facts: RecordFacts;
};

/** Keeps what the berita acara of a closing says, in its own transaction and after the standing of everybody. */
export async function keepRecord(trx: Trx, bimtekId: string, no: number): Promise<void> {
  const body = JSON.stringify(await makeRecord(trx, bimtekId, no));
  await trx.insertInto('closing_record').values({ bimtek_id: bimtekId, no, body }).execute();
}

/**
 * The record of a closing; undefined when there is no such closing. One that was made before records were kept is read
 * from the facts, which stand still while it is in force; `inForce` is that closing.
 */
export async function recordOf(
  db: Db,
  bimtekId: string,
  no: number,
  inForce: number | null,
): Promise<ClosingRecord | undefined> {
  const kept = await db
    .selectFrom('closing_record')
    .select('body')
    .where('bimtek_id', '=', bimtekId)
    .where('no', '=', no)
    .executeTakeFirst();
  if (kept) return kept.body as ClosingRecord;
  return no === inForce ? makeRecord(db, bimtekId, no) : undefined;
}

/** The closings of a bimtek whose records are kept, by number. */
export async function recordedClosings(db: Db, bimtekId: string): Promise<number[]> {
  const rows = await db
    .selectFrom('closing_record')
    .select('no')
    .where('bimtek_id', '=', bimtekId)
    .orderBy('no')
    .execute();
  return rows.map(({ no }) => no);
}

async function makeRecord(db: Db | Trx, bimtekId: string, no: number): Promise<ClosingRecord> {
  const closings = await closingsOf(db, bimtekId);
  const { at, byName } = closings.find((one) => one.no === no)!;
  return {
    closing: { no, at, byName },
    before: closings.filter((one) => one.no < no).map(withoutNames),
    facts: await readFacts(db, bimtekId, new Date(at)),
  };
}

const withoutNames = ({ reopening, ...closing }: PastClosing): ClosingRecord['before'][number] => ({
  ...closing,
  reopening: reopening && {
    ...reopening,
    touched: reopening.touched.map(({ number, waiting }) => ({ number, waiting })),
  },
});

/** Every closing of a bimtek, oldest first, with what became of it, in one statement. */
export async function closingsOf(db: Db | Trx | ReadonlyDb, bimtekId: string): Promise<PastClosing[]> {
  const { rows } = await sql<PastClosing>`
    select c.no, to_jsonb(c.at) as at, p.name as "byName",
      case when r.no is not null then jsonb_build_object('askedByName', q.name, 'reason', r.reason, 'askedAt', r.asked_at,
        'agreed', case when r.agreed_at is not null then jsonb_build_object('byName', a.name, 'at', r.agreed_at) end,
        'touched', coalesce((
          select jsonb_agg(jsonb_build_object('number', t.number, 'kind', t.kind, 'no', t.participant_no, 'name', t.name, 'waiting', t.waiting)
            order by t.waiting = 0, t.number)
          from (
            select x.number, x.kind, e.participant_no, h.name,
              (select count(*) from mark k join enrolment m on m.bimtek_id = k.bimtek_id and m.id = k.enrolment_id
                where k.bimtek_id = x.bimtek_id and k.closing_no = c.no and m.root_id = e.root_id)
              + (select count(*) from objection o join enrolment m on m.bimtek_id = o.bimtek_id and m.id = o.enrolment_id
                where o.bimtek_id = x.bimtek_id and o.closing_no = c.no and m.root_id = e.root_id) as waiting
            from certificate x
            join enrolment e on e.id = x.enrolment_id and e.bimtek_id = x.bimtek_id
            join person h on h.id = x.person_id
            where x.bimtek_id = c.bimtek_id and x.at < coalesce(r.agreed_at, 'infinity')
          ) t), '[]')) end as reopening
    from closing c
    join person p on p.id = c.by_id
    left join reopening r on r.bimtek_id = c.bimtek_id and r.no = c.no
    left join person q on q.id = r.asked_by
    left join person a on a.id = r.agreed_by
    where c.bimtek_id = ${bimtekId} order by c.no`.execute(db as Db);
  return rows;
}
