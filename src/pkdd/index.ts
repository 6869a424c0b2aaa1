/**
 * The door of the room. The facts (SK, assignment) stand below bimtek: nothing exported here may import ../bimtek,
 * whose roster import writes them.
 */
export {
  assignKader,
  writeAssignments,
  type Assigned,
  type AssignRefusal,
  type NewAssignment,
} from './assign-kader.ts';
export { confirmDecree, endDecree, type ConfirmRefusal } from './confirm-decree.ts';
export {
  endAssignment,
  endDueAssignments,
  type EndAssignment,
  type EndAssignmentRefusal,
} from './end-assignment.ts';
export {
  recordDecree,
  writeDecrees,
  type DecreeRefusal,
  type NewDecree,
  type RecordedDecree,
} from './record-decree.ts';
export { clearKader, type ClearRefusal } from './clear-kader.ts';
export { confirmStep } from './confirm-step.ts';
export { recordStep, type NewStep } from './record-step.ts';
export type { VillageReason, VillageStatus } from './rules.ts';
export { type VillageRow, villageRows } from './village-rows.ts';
