/** The door of the room: scopes, rules, the timetable, classes, enrolments. */
export { assignTrainer, type TrainerAct } from './assign-trainer.ts';
export { cancelSession, removeSession, restoreSession } from './cancel-session.ts';
export type { ChangeBimtek } from './change-bimtek.ts';
export { changeClass, type ChangeClass } from './change-class.ts';
export { changeRules, type RulesRefusal } from './change-rules.ts';
export { changeSession, type ChangeSession } from './change-session.ts';
export { changeVillage } from './change-village.ts';
export { correctJoining } from './correct-joining.ts';
export { createBimtek, type NewBimtek } from './create-bimtek.ts';
export { classesOf } from './classes.ts';
export { createClasses, type MadeClass } from './create-classes.ts';
export { changeIssuer, createIssuer, type IssuerFields } from './create-issuer.ts';
export { currentEnrolment, type CurrentEnrolment } from './current-enrolment.ts';
export { endEnrolment, resumeEnrolment } from './end-enrolment.ts';
export { enrolPeople, enrolPerson, type Enrolled, type NewEnrolment } from './enrol.ts';
export { actorOf, bimtekAt, type BimtekView, idAt } from './find-bimtek.ts';
export { generateTimetable, type Generate, type Slot } from './generate-timetable.ts';
export { sweepDrafts } from './import/draft.ts';
export { changeParticipant } from './people/change-person.ts';
export { openUpload, rosterCheckCommand, type RosterRefusal, type Table } from './roster/index.ts';
export { planSession, planSessions } from './plan-session.ts';
export { instantOf, participantNo, wallTime } from './rules.ts';
export { bimtekOf, isReadable, organises, readsBimtek, teachesClass, teachesSession } from './scope.ts';
export { sessionsOf, type SessionView, type SessionsWish } from './sessions.ts';
export { DEFAULT_RULES, readRules, ruleSettings, type RuleSettings } from './settings.ts';
export type { SessionFields, SessionRefusal } from './timetable.ts';
export {
  type ParticipantChoices,
  type ParticipantFilter,
  participantChoices,
  participants,
} from './participants.ts';
