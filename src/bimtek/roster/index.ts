/** The roster part of the room: `bimtek/index.ts` opens it to other rooms. */
export type {
  Finding,
  RosterAsk,
  RosterCheck,
  RosterPerson,
  RosterProblem,
  RosterRefusal,
  RosterRow,
} from './check.ts';
export type { Field } from './columns.ts';
export { rosterCheckCommand } from './command.ts';
export { readDate, serialDay } from './dates.ts';
export { openTables, openUpload, type Table } from './open-tables.ts';
export { readInThread } from './read-in-thread.ts';
export { checkRoster, type Columns, type RosterOptions, type RosterProgress } from './read-roster.ts';
export { countStates, exitCode, toReport, type RosterReport, type RosterWords } from './report.ts';
