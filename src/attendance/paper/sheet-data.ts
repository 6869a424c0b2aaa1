import { sessionsOf } from '../../bimtek/index.ts';
import type { Db } from '../../database/schema.ts';
import { readClosing } from '../closing-state.ts';
import type { AttendanceSheet, AttendanceSheetRow } from '../documents.ts';
import type { HallSession } from '../find-session.ts';
import { readPaperHead } from '../paper-head.ts';
import type { RollRow } from '../roll-call.ts';
import { markOfSheet, onSheet } from './sheet-lists.ts';

/** The daftar hadir of a session: of one class, or of all of them on one list. */
export async function sheetData(
  db: Db,
  session: HallSession,
  rows: readonly RollRow[],
  wish: { classId?: string | undefined; blank: boolean; printedBy: string; printedAt: Date },
): Promise<AttendanceSheet> {
  const head = await readPaperHead(db, session.bimtekId);
  const [view] = await sessionsOf(db, { sessionId: session.id });
  const trainers = (view?.trainers ?? []).map((trainer) => trainer.name);
  const letters = session.classes
    .filter((one) => !wish.classId || one.id === wish.classId)
    .map((one) => one.letter);
  const className = letters.toSorted().join(', ');
  return {
    issuer: head.issuer,
    bimtek: `${head.name}, ${head.label}`,
    logo: head.logo,
    session: {
      number: session.no,
      topic: session.topic,
      halfJp: session.halfJp,
      startsAt: session.startsAt,
      endsAt: session.endsAt,
      zone: session.zone,
      room: session.room,
    },
    trainers,
    className,
    rows: onSheet(rows).map((row) => sheetRow(row, session)),
    blank: wish.blank,
    signers: { trainer: trainers[0] ?? null, responsible: null },
    code: `DH-${className.replaceAll(', ', '')}-S${String(session.no).padStart(2, '0')}-${wish.blank ? '00' : '01'}-${markOfSheet(session, rows)}`,
    version: await versionOf(db, session, rows),
    printedBy: wish.printedBy,
    printedAt: wish.printedAt,
  };
}

function sheetRow(row: RollRow, session: HallSession): AttendanceSheetRow {
  return {
    participantNo: row.no,
    name: row.name,
    village: `${row.villageTerm.charAt(0).toUpperCase()}${row.villageTerm.slice(1)} ${row.village}`,
    regency: row.regency,
    status: row.state === 'before-joining' ? 'belum-terdaftar' : row.status,
    arrivedAt: arrival(row, session),
  };
}

const HOUR = 3_600_000;

/** When someone came: by scan or code, by the minutes late, or by a mark made while the room was filling. */
function arrival(row: RollRow, { startsAt, endsAt }: HallSession): Date | null {
  if (row.status === 'terlambat' && row.minutesLate !== null)
    return new Date(startsAt.getTime() + row.minutesLate * 60_000);
  const head = row.heads.find((mark) => !mark.afterClosing && mark.status === 'hadir');
  if (row.status !== 'hadir' || !head) return null;
  if (head.source === 'scan' || head.source === 'check-in') return head.at;
  return head.source === 'roll-call' && head.at >= new Date(startsAt.getTime() - HOUR) && head.at <= endsAt
    ? head.at
    : null;
}

/** Grows with each mark that replaced another, and with each reopening: two different sheets never share a version. */
async function versionOf(db: Db, session: HallSession, rows: readonly RollRow[]): Promise<number> {
  const { reopened } = await readClosing(db, session.bimtekId);
  const replaced = rows
    .flatMap((row) => row.marks)
    .filter((mark) => mark.bases.length > 0 && !mark.afterClosing).length;
  return 1 + replaced + reopened;
}
