export {
  createAccount,
  createPerson,
  updatePerson,
  type MadeAccount,
  type NewAccount,
  type NewPerson,
  type PersonChange,
  type PersonChanged,
} from './create-person.ts';
export { createAdminCommand } from './command.ts';
export { firstAdminLink } from './first/link.ts';
export { endRole, grantRole, type GrantRefusal, type NewGrant } from './grant-role.ts';
export { endAllSessions, endSession, readSession, sweepSessions } from './login-session.ts';
export { findPeopleByNik, findPersonByNik, openNik, sealNik } from './nik.ts';
export { hashPassword } from './password.ts';
export { readActor } from './read-actor.ts';
export { crockford, nameKey, readCode } from './rules.ts';
export { readPhone } from './sign-in.ts';
export { issueSlips, markSlipSent, markSlipsPrinted, slipCode, voidSlips, type IssuedSlip } from './slip.ts';
