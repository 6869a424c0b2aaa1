import { sql } from 'kysely';
import type { Db, MarkStatus, Trx } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { type MarkOutcome, recordMarks } from '../record-marks.ts';
import { type NewMark, PLAIN_MARK } from '../rules.ts';
import type { FileRow } from './forms.ts';

export type FileLine = {
  /** Whose phone it was. */
  author: string;
  label: string;
  /** `own`: no mark of a roll call, only its owner may send it. `known`: it has arrived already. */
  state: 'ready' | 'known' | 'own' | 'stranger' | 'elsewhere' | 'self';
  what: {
    sessionNo: number;
    no: string;
    name: string;
    status: MarkStatus;
    minutesLate: number | null;
  } | null;
  mark: NewMark | null;
};

type Found = {
  known: boolean;
  author: string | null;
  may: boolean;
  self: boolean;
  sessionNo: number | null;
  no: string | null;
  name: string | null;
};

/**
 * What the rows of a phone's file are: whose, for whom, and whether the panitia may take them into this bimtek. The
 * author must have been pelatih of the session or of a class of it; nobody is marked by themselves. A row becomes a mark
 * of the source "import" with the key of the row as its id, so that the phone's own sending later is a repeat; its note
 * names the author. The phone's clock cannot be checked any more: the time of receiving stands, its own is kept beside.
 */
export async function checkRows(
  db: Db | Trx,
  bimtekId: string,
  rows: readonly FileRow[],
): Promise<FileLine[]> {
  const found = await findRows(db, bimtekId, rows);
  return rows.map(({ label, mark }, i): FileLine => {
    const there = found[i];
    const author = there?.author ?? 'Tidak dikenal';
    if (!mark) return { author, label, state: 'own', what: null, mark: null };
    if (!there?.author || there.sessionNo === null || there.no === null || there.name === null)
      return { author, label, state: 'elsewhere', what: null, mark: null };
    const state = there.known ? 'known' : there.self ? 'self' : there.may ? 'ready' : 'stranger';
    const minutesLate = mark.status === 'terlambat' ? (mark.minutes ?? null) : null;
    const { sessionNo, no, name } = there;
    const what = { sessionNo, no, name, status: mark.status, minutesLate };
    const note = [mark.note, `Dari berkas HP ${author}`].filter(Boolean).join('. ');
    return {
      author,
      label,
      state,
      what,
      mark: {
        ...PLAIN_MARK,
        id: mark._key,
        sessionId: mark.sessionId,
        enrolmentId: mark.enrolment,
        status: mark.status,
        minutesLate,
        note,
        bases: mark.bases,
        source: 'import',
        device: 'berkas',
        deviceAt: mark._at ?? null,
      },
    };
  });
}

async function findRows(db: Db | Trx, bimtekId: string, rows: readonly FileRow[]): Promise<Found[]> {
  const { rows: found } = await sql<Found>`
    select exists (select from mark k where k.id = r.key) as known, a.name as author, s.no as "sessionNo",
      e.participant_no as no, p.name, coalesce(p.root_id = a.root_id, false) as self,
      exists (select from session_trainer t where t.session_id = s.id and t.person_id = a.id)
        or exists (select from session_class sc join class_trainer t on t.bimtek_id = sc.bimtek_id and t.class_id = sc.class_id
          where sc.session_id = s.id and t.person_id = a.id) as may
    from unnest(${rows.map(({ user }) => user)}::uuid[], ${rows.map(({ mark }) => mark?._key ?? null)}::uuid[],
      ${rows.map(({ mark }) => mark?.sessionId ?? null)}::uuid[], ${rows.map(({ mark }) => mark?.enrolment ?? null)}::uuid[])
      with ordinality as r (author_id, key, session_id, enrolment_id, at)
    left join person a on a.id = r.author_id
    left join session s on s.id = r.session_id and s.bimtek_id = ${bimtekId}
    left join enrolment e on e.id = r.enrolment_id and e.bimtek_id = s.bimtek_id
    left join person p on p.id = e.person_id
    order by r.at`.execute(db);
  return found;
}

/** Takes those that are ready; one outcome each. */
export async function takeRows(
  trx: Trx,
  actor: Actor,
  wish: { bimtekId: string; rows: readonly FileRow[] },
  now: Date,
): Promise<MarkOutcome[]> {
  const lines = await checkRows(trx, wish.bimtekId, wish.rows);
  const marks = lines.flatMap(({ state, mark }) => (state === 'ready' && mark ? [mark] : []));
  return recordMarks(trx, actor, marks, now);
}
