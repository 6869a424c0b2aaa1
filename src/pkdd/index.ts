/**
 * The door of the room. The facts (SK, assignment) stand below bimtek: nothing exported here may import ../bimtek,
 * whose roster import writes them.
 */
export { assignKader, writeAssignments, type Assigned, type AssignRefusal, type NewAssignment } from './assign-kader.ts';
export { confirmDecree, endDecree, type ConfirmRefusal } from './confirm-decree.ts';
export { endAssignment, endDueAssignments, type EndAssignment, type EndAssignmentRefusal } from './end-assignment.ts';
export { recordDecree, writeDecrees, type DecreeRefusal, type NewDecree, type RecordedDecree } from './record-decree.ts';
