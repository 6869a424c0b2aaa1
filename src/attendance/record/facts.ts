import { sql } from 'kysely';
import type { Db, ReadonlyDb, Trx } from '../../database/schema.ts';
import { type PaperHead, readPaperHead } from '../paper-head.ts';
import { type RecapClass, readRecap } from '../recap/queries.ts';

/** A class on the record. Cancelled and uncounted sessions are not among its `planned` ones; JP in halves. */
export type RecordClass = RecapClass & { trainers: string[]; timetable: number; timetableHalfJp: number };

/** Plain values only: it is kept as JSON. Instants are ISO texts. */
export type RecordFacts = {
  head: PaperHead & { signatory: { title: string; name: string; nip: string | null } };
  /** Counted sessions that took place, and those that count for nobody. */
  sessions: { counted: number; uncounted: number };
  percent: number;
  classes: RecordClass[];
  cancelled: { no: number; topic: string; startsAt: string; classes: string[]; reason: string }[];
  settled: {
    /** Open questions that somebody answered. */
    questions: number;
    corrections: number;
    objectionsAccepted: number;
    objectionsRefused: number;
    dispensations: number;
  };
  /** Panitia of the bimtek. */
  panitia: string[];
};

/** What a berita acara says about a bimtek as it stands at `now`. */
export async function readFacts(
  db: Db | Trx | ReadonlyDb,
  bimtekId: string,
  now: Date,
): Promise<RecordFacts> {
  const head = await readPaperHead(db, bimtekId);
  const all = { q: '', urut: 'nomor' } as const;
  const { classes, percent } = await readRecap(db, { bimtekId }, all, 0);
  const { byLetter, signatory, ...rest } = await readRest(db, bimtekId, now);
  return {
    head: { ...head, signatory },
    percent,
    classes: classes.map((line) => ({ ...line, ...(byLetter[line.letter] ?? NO_CLASS) })),
    ...rest,
  };
}

type OfClass = Pick<RecordClass, 'trainers' | 'timetable' | 'timetableHalfJp'>;
const NO_CLASS: OfClass = { trainers: [], timetable: 0, timetableHalfJp: 0 };
type Rest = Omit<RecordFacts, 'head' | 'classes' | 'percent'> & {
  byLetter: Record<string, OfClass>;
  signatory: RecordFacts['head']['signatory'];
};

async function readRest(db: Db | Trx | ReadonlyDb, bimtekId: string, now: Date): Promise<Rest> {
  const { rows } = await sql<Rest>`
    with reopened as (select coalesce(max(no), 0) as no from reopening where bimtek_id = ${bimtekId} and agreed_at is not null),
    known as (
      select cardinality(k.bases) as bases from mark k, reopened
      where k.bimtek_id = ${bimtekId} and (k.closing_no is null or k.closing_no <= reopened.no)
    ),
    answered as (
      select n.outcome from objection o join objection_answer n on n.objection_id = o.id, reopened
      where o.bimtek_id = ${bimtekId} and (o.closing_no is null or o.closing_no <= reopened.no)
    )
    select
      jsonb_build_object('counted', count(*) filter (where s.counted and s.cancelled_at is null),
        'uncounted', count(*) filter (where not s.counted and s.cancelled_at is null)) as sessions,
      coalesce(jsonb_agg(jsonb_build_object('no', s.no, 'topic', s.topic, 'startsAt', s.starts_at, 'reason', s.cancel_reason,
          'classes', (select jsonb_agg(c.letter order by c.letter) from session_class sc
            join class c on c.id = sc.class_id and c.bimtek_id = sc.bimtek_id
            where sc.session_id = s.id and sc.bimtek_id = s.bimtek_id))
        order by s.starts_at, s.no, s.id) filter (where s.cancelled_at is not null), '[]') as cancelled,
      jsonb_build_object(
        'questions', (select count(*) from known where bases > 1),
        'corrections', (select count(*) from known where bases = 1),
        'objectionsAccepted', (select count(*) from answered where outcome = 'accepted'),
        'objectionsRefused', (select count(*) from answered where outcome = 'refused'),
        'dispensations', (select count(*) from dispensation d where d.bimtek_id = ${bimtekId} and d.revoked_at is null)) as settled,
      coalesce((select jsonb_agg(distinct p.name) from role_grant g join person p on p.id = g.person_id
        where g.role = 'panitia' and g.bimtek_id = ${bimtekId} and g.starts_at <= ${now}
          and (g.ends_at is null or g.ends_at > ${now})), '[]') as panitia,
      coalesce((select jsonb_object_agg(c.letter, jsonb_build_object(
          'trainers', coalesce((select jsonb_agg(distinct p.name) from class_trainer ct join person p on p.id = ct.person_id
            where ct.bimtek_id = c.bimtek_id and ct.class_id = c.id and (ct.until is null or ct.until > ${now})), '[]'),
          'timetable', t.sessions, 'timetableHalfJp', t.half_jp))
        from class c cross join lateral (
          select count(*)::int as sessions, coalesce(sum(x.half_jp), 0)::int as half_jp
          from session_class sc join session x on x.id = sc.session_id and x.bimtek_id = sc.bimtek_id
          where sc.bimtek_id = c.bimtek_id and sc.class_id = c.id and x.counted and x.cancelled_at is null
        ) t
        where c.bimtek_id = ${bimtekId}), '{}') as "byLetter",
      (select jsonb_build_object('title', i.signatory_title, 'name', i.signatory_name, 'nip', i.signatory_nip)
        from bimtek b join issuer i on i.id = b.issuer_id where b.id = ${bimtekId}) as signatory
    from session s where s.bimtek_id = ${bimtekId}`.execute(db as Db);
  return rows[0]!;
}
