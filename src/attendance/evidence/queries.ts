import type { Db, EvidenceType } from '../../database/schema.ts';
import type { HallSession } from '../find-session.ts';

export type Evidence = {
  id: string;
  type: EvidenceType;
  size: number;
  /** Of the class whose sheet it is. */
  letter: string | null;
  sheet: string;
  at: Date;
  byId: string;
  byName: string;
  withdrawn: { at: Date; byName: string; reason: string } | null;
};

/** What was uploaded for a session, oldest first, with what was taken back. The caller found the session. */
export async function evidenceOf(db: Db, session: Pick<HallSession, 'id' | 'bimtekId'>): Promise<Evidence[]> {
  const rows = await db
    .selectFrom('attendance_evidence as a')
    .leftJoin('class as c', (join) =>
      join.onRef('c.id', '=', 'a.class_id').onRef('c.bimtek_id', '=', 'a.bimtek_id'),
    )
    .leftJoin('person as p', 'p.id', 'a.by_id')
    .leftJoin('person as w', 'w.id', 'a.withdrawn_by')
    .select(['a.id', 'a.type', 'a.size', 'a.sheet', 'a.at', 'a.by_id', 'c.letter', 'p.name'])
    .select(['a.withdrawn_at', 'a.withdraw_reason', 'w.name as withdrawn_by'])
    .where('a.bimtek_id', '=', session.bimtekId)
    .where('a.session_id', '=', session.id)
    .orderBy('a.at')
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    type: row.type,
    size: row.size,
    letter: row.letter,
    sheet: row.sheet,
    at: row.at,
    byId: row.by_id,
    byName: row.name ?? '',
    withdrawn: row.withdrawn_at && {
      at: row.withdrawn_at,
      byName: row.withdrawn_by ?? '',
      reason: row.withdraw_reason ?? '',
    },
  }));
}

/** One file of a session; undefined when it is not there or was taken back. */
export async function readEvidence(
  db: Db,
  session: Pick<HallSession, 'id' | 'bimtekId'>,
  id: string,
): Promise<{ id: string; type: EvidenceType; bytes: Uint8Array } | undefined> {
  const row = await db
    .selectFrom('attendance_evidence')
    .select(['id', 'type', 'bytes'])
    .where('id', '=', id)
    .where('session_id', '=', session.id)
    .where('bimtek_id', '=', session.bimtekId)
    .executeTakeFirst();
  return row?.bytes ? { id: row.id, type: row.type, bytes: row.bytes } : undefined;
}
