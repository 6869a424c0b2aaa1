import { instantOf, wallTime } from '../bimtek/index.ts';
import type { Actor } from '../http/actor.ts';
import { ok, refused, type Result } from '../result.ts';
import type { HallSession } from './find-session.ts';
import type { MarkForm, SentMark } from './forms.ts';
import type { RollRow } from './roll-call.ts';
import { correctedTime, isPresent, type NewMark } from './rules.ts';

const DAY = 86_400_000;

/** Once the roll of a session is finished, a change of what stands there is a correction and says why. */
export const needsReason = (session: HallSession, row: RollRow): boolean =>
  session.finishedAt !== null && row.marks.length > 0;

/** Tapped before the roll was finished, wherever it waited since: no correction. */
function isCorrection(form: MarkForm, session: HallSession, row: RollRow, tapped: Date): boolean {
  const before = row.marks.find(({ id }) => id === form._key);
  if (before) return before.source === 'correction';
  if (form.via === 'pilih' || !needsReason(session, row) || sawLess(form, row)) return false;
  return session.finishedAt !== null && tapped >= session.finishedAt;
}

/** The device of a form: the login it came with, not to be read back. */
export const deviceOf = (actor: Actor): string =>
  Buffer.from(actor.loginSession).toString('hex').slice(0, 16);

/** A mark that waited on a phone without having seen what stands there now: it corrects nothing, it asks. */
const sawLess = (form: MarkForm, row: RollRow): boolean =>
  form._at !== undefined && row.heads.some((head) => !form.bases.includes(head.id));

/** Sent within this of the tap, in milliseconds, a mark did not wait: it is of the moment when it arrives. */
const AT_ONCE = 5000;
/** The phone's time of what waited on it, or null. */
export const waitedSince = ({ _at }: { _at?: Date | undefined }, sentAt: Date | null): Date | null =>
  _at && sentAt && sentAt.getTime() - _at.getTime() > AT_ONCE ? _at : null;

/**
 * The mark that a form means; `sentAt` is the phone's clock when it sent. Refused with the field that does not fit
 * the session.
 */
export function markOfForm(
  form: MarkForm,
  session: HallSession,
  row: RollRow,
  actor: Actor,
  { sentAt, now }: { sentAt: Date | null; now: Date },
): Result<NewMark, { reason: 'form'; fields: Record<string, string> }> {
  const came = isPresent(form.status);
  const leftAt = came && form.left !== '' ? leavingTime(session, form.left) : null;
  if (leftAt === 'outside') return refused('form', { fields: { left: 'during-session' } });
  const deviceAt = waitedSince(form, sentAt);
  const correction = isCorrection(form, session, row, correctedTime(deviceAt, sentAt, now));
  if (correction && form.reason === '') return refused('form', { fields: { reason: 'required' } });
  return ok({
    id: form._key,
    sessionId: session.id,
    enrolmentId: form.enrolment,
    status: form.status,
    minutesLate: form.status === 'terlambat' ? (form.minutes ?? null) : null,
    leftAt,
    note: form.note || null,
    bases: form.bases,
    source: correction ? 'correction' : 'roll-call',
    reason: correction ? form.reason : null,
    device: deviceOf(actor),
    deviceAt,
    sentAt,
    judgedStart: null,
  });
}

/** A time on the wall between start and end; after midnight it is the next day. */
export function leavingTime({ startsAt, endsAt, zone }: HallSession, time: string): Date | 'outside' {
  const sameDay = instantOf(wallTime(startsAt, zone).day, time, zone);
  const at = sameDay < startsAt ? new Date(sameDay.getTime() + DAY) : sameDay;
  return at > startsAt && at <= endsAt ? at : 'outside';
}

/** A mark of a batch; `sentAt` is the device's clock when it sent. */
export const markOfBatch = (sent: SentMark, sessionId: string, sentAt: Date | null): NewMark => ({
  id: sent.id,
  sessionId,
  enrolmentId: sent.enrolment,
  status: sent.status,
  minutesLate: sent.minutesLate,
  leftAt: sent.leftAt,
  note: sent.note || null,
  bases: sent.bases,
  source: sent.source,
  reason: sent.reason || null,
  device: sent.device,
  deviceAt: sent.deviceAt,
  sentAt,
  judgedStart: sent.judgedStart,
});
