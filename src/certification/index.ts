export { lockEnrolments, refreshStanding } from './standing.ts';
export { type Leg, suspendClearances } from './suspend-clearance.ts';
