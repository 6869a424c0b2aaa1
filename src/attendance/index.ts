/** The door of the room: marks as facts, their value, objections, closing. */
export { answerObjection } from './answer-objection.ts';
export { closePresensi } from './close-presensi.ts';
export { foldEnrolments } from './fold-attendance.ts';
export { objectToMark } from './object-to-mark.ts';
export { type AttendedSession, attendanceOf, type SessionProgress, sessionProgress } from './queries.ts';
export { type MarkOutcome, recordMarks } from './record-marks.ts';
export { type NewMark, PLAIN_MARK } from './rules.ts';
export { trainersOfDay } from './trainers/queries.ts';
export { recordPresence } from './trainers/record-presence.ts';
