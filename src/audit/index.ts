export { type AuditEvent, appendEvent, appendEvents } from './append-event.ts';
