import { sql } from 'kysely';
import type { Db, Trx } from '../../database/schema.ts';
import type { Change, ImportCounts } from '../import/rows.ts';

/** An import as the list of imports shows it. */
export type ImportEntry = {
  id: string;
  fileName: string;
  counts: ImportCounts;
  by: string;
  at: Date;
  undoneAt: Date | null;
  undoneBy: string | null;
};

const entries = (db: Db | Trx, bimtekId: string) =>
  db
    .selectFrom('roster_import as i')
    .innerJoin('person as by', 'by.id', 'i.by_id')
    .leftJoin('person as undoer', 'undoer.id', 'i.undone_by')
    .select(['i.id', 'i.file_name as fileName', 'i.counts', 'by.name as by', 'i.at'])
    .select(['i.undone_at as undoneAt', 'undoer.name as undoneBy'])
    .where('i.bimtek_id', '=', bimtekId);

/** The last hundred imports of a bimtek, newest first. */
export async function listImports(db: Db, bimtekId: string): Promise<ImportEntry[]> {
  const rows = await entries(db, bimtekId)
    .orderBy('i.at', 'desc')
    .orderBy('i.id', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({ ...row, counts: row.counts as ImportCounts }));
}

export async function findImport(db: Db, bimtekId: string, id: string): Promise<ImportEntry | undefined> {
  const row = await entries(db, bimtekId).where('i.id', '=', id).executeTakeFirst();
  return row && { ...row, counts: row.counts as ImportCounts };
}

/** A row that an import took over, and what it made or changed. */
export type ImportedRow = {
  personId: string;
  name: string;
  /** Null when the person was a participant before. */
  enrolmentId: string | null;
  /** Null when the enrolment has gone. */
  no: string | null;
  madePerson: boolean;
  decreeId: string | null;
  assignmentId: string | null;
  changes: Change[];
};

export async function importedRows(db: Db | Trx, importId: string): Promise<ImportedRow[]> {
  const rows = await db
    .selectFrom('roster_import_row as r')
    .innerJoin('person as p', 'p.id', 'r.person_id')
    .leftJoin('enrolment as e', 'e.id', 'r.enrolment_id')
    .select(['r.person_id as personId', 'p.name', 'e.id as enrolmentId', 'e.participant_no as no'])
    .select(['r.made_person as madePerson', 'r.decree_id as decreeId', 'r.assignment_id as assignmentId'])
    .select('r.changes')
    .where('r.import_id', '=', importId)
    .orderBy('p.name_key')
    .orderBy('r.person_id')
    .execute();
  return rows.map((row) => ({ ...row, changes: row.changes as Change[] }));
}

/** Login slips that were handed out to people of an import: they stop working with it. */
export async function slipsAmong(db: Db, people: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(distinct person_id)::int as n from slip
    where person_id = any(${people}::uuid[]) and (printed_at is not null or sent_at is not null)`.execute(db);
  return rows[0]?.n ?? 0;
}
