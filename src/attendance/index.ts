/** The door of the room: marks as facts, their value, questions, objections, closing. */
export { answerObjection, type ObjectionAnswer } from './answer-objection.ts';
export { closePresensi } from './close-presensi.ts';
export { type ClosingState, readClosing } from './closing-state.ts';
export { finishSession } from './finish-session.ts';
export { foldEnrolments } from './fold-attendance.ts';
export { grantDispensation, revokeDispensation } from './grant-dispensation.ts';
export { markRest } from './mark-rest.ts';
export { type NewObjection, objectToMark } from './object-to-mark.ts';
export { type AttendedSession, attendanceOf, type SessionProgress, sessionProgress } from './queries.ts';
export { type MarkOutcome, recordMarks } from './record-marks.ts';
export { agreeReopening, askReopening } from './reopen-presensi.ts';
export type { NewMark } from './rules.ts';
export { readUnfinished, type Unfinished } from './unfinished.ts';
