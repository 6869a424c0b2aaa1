import { readCode } from '../../account/index.ts';
import type { MarkStatus, Trx } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { ok, refused, type Result } from '../../result.ts';
import { findSession, type HallSession } from '../find-session.ts';
import { recordMarks } from '../record-marks.ts';
import { readRollCall, type RollRow } from '../roll-call.ts';
import { enrolmentsOfCode } from './queries.ts';
import { correctedTime, isPresent, PLAIN_MARK } from '../rules.ts';
import { outOfHours } from './rules.ts';

export type Scan = {
  markId: string;
  sessionId: string;
  typed: string;
  device: string;
  /** Of a scan that waited on the phone: its clock then and when it sent, and the start that it showed. */
  deviceAt: Date | null;
  sentAt: Date | null;
  judgedStart: Date | null;
};
export type ScanRefusal =
  | 'not-found'
  | 'cancelled'
  | 'early'
  | 'over'
  /** Not eight characters of a participant code. */
  | 'unreadable'
  /** Nobody of this session: a code that nobody has, or somebody of another class; nobody is told which. */
  | 'stranger'
  | 'own';

/** What became of a scan, with the value that stands now. `question`: another mark says otherwise. */
export type ScanAnswer = {
  kind: 'new' | 'again' | 'question';
  counts: boolean;
  enrolmentId: string;
  no: string;
  name: string;
  status: MarkStatus;
  minutesLate: number | null;
  at: string;
};

/**
 * The trainer's scan of a badge: a mark of the source "scan", hadir or terlambat by the clock at the moment of the scan,
 * beside the start that its phone showed. Who is there already stays
 * as they are. It names no base: the scanner did not see what stands there, so another value becomes a question.
 */
export async function scanBadge(
  trx: Trx,
  actor: Actor,
  wish: Scan,
  now: Date,
): Promise<Result<ScanAnswer, { reason: ScanRefusal }>> {
  const session = await findSession(trx, actor, wish.sessionId, now);
  if (!session?.mayMark) return refused('not-found');
  if (session.cancelledAt) return refused('cancelled');
  const shut = outOfHours(asShown(session, wish.judgedStart), correctedTime(wish.deviceAt, wish.sentAt, now));
  if (shut) return refused(shut);
  const code = readCode(wish.typed, 8);
  if (!code) return refused('unreadable');
  const row = await rowOfCode(trx, session, code);
  if (!row) return refused('stranger');
  if (row.personId === actor.personId) return refused('own');
  if (row.heads.some(({ status }) => isPresent(status)))
    return ok(answer(row, row.open ? 'question' : 'again', row.status !== null, now));
  const [outcome] = await recordMarks(
    trx,
    actor,
    [
      {
        ...PLAIN_MARK,
        id: wish.markId,
        sessionId: session.id,
        enrolmentId: row.enrolmentId,
        status: 'hadir',
        source: 'scan',
        device: wish.device,
        deviceAt: wish.deviceAt,
        sentAt: wish.sentAt,
        judgedStart: wish.judgedStart,
      },
    ],
    now,
  );
  if (!outcome || outcome.outcome === 'refused') return refused('stranger');
  const after = (await rowOfCode(trx, session, code)) ?? row;
  return ok(answer(after, after.open ? 'question' : 'new', outcome.counts, now));
}

/** The hours of a session as a phone without network showed them, should it have moved since. */
function asShown({ startsAt, endsAt }: HallSession, shown: Date | null): { startsAt: Date; endsAt: Date } {
  if (!shown) return { startsAt, endsAt };
  return { startsAt: shown, endsAt: new Date(shown.getTime() + endsAt.getTime() - startsAt.getTime()) };
}

/** The person of this participant code as one of the session, if they may be marked in it. */
async function rowOfCode(trx: Trx, session: HallSession, code: string): Promise<RollRow | undefined> {
  for (const enrolmentId of await enrolmentsOfCode(trx, session.bimtekId, code)) {
    const [row] = await readRollCall(trx, session, { enrolmentId });
    if (row?.state === 'member' || row?.state === 'before-joining') return row;
  }
  return undefined;
}

/** The value that stands, with the time of the mark it comes from. */
function answer(row: RollRow, kind: ScanAnswer['kind'], counts: boolean, now: Date): ScanAnswer {
  const mark = row.marks.findLast((one) => one.status === row.status) ?? row.marks.at(-1);
  const { enrolmentId, no, name } = row;
  return {
    kind,
    counts,
    enrolmentId,
    no,
    name,
    status: row.status ?? mark?.status ?? 'hadir',
    minutesLate: row.status ? row.minutesLate : (mark?.minutesLate ?? null),
    at: (mark?.at ?? now).toISOString(),
  };
}
