/** The door of the room: persons, accounts, roles, logins, login slips, commands. */
export { createAdminCommand } from './command.ts';
export { createAccount, createPerson } from './create-person.ts';
export { firstAdminLink } from './first/link.ts';
export { endRole, grantRole, type NewGrant } from './grant-role.ts';
export { readSession, sweepSessions } from './login-session.ts';
export { findPeopleByNik, findPersonByNik, openNik, sealNik } from './nik.ts';
export { hashPassword } from './password.ts';
export { readActor } from './read-actor.ts';
export { nameKey, readCode, slipEnd } from './rules.ts';
export { readPhone } from './sign-in.ts';
export { issueSlips, slipCode } from './slip.ts';
export { type PersonChange, updatePerson } from './update-person.ts';
