export { type AuditEvent, appendEvent, appendEvents } from './append-event.ts';
export { historyOf, type HistoryEntry } from './history.ts';
