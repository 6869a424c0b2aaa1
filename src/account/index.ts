export { endAllSessions, endSession, readSession, sweepSessions } from './login-session.ts';
export { hashPassword } from './password.ts';
export { readActor } from './read-actor.ts';
export { crockford, nameKey, readCode } from './rules.ts';
export { readPhone } from './sign-in.ts';
