export { lockEnrolments, refreshStanding } from './standing.ts';
