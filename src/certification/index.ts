export { issueDue, type IssueRefusal } from './issue-certificates.ts';
export { fillPdfs, pdfOf } from './keep-pdf.ts';
export { liftSuspension } from './lift-suspension.ts';
export { standingOf, type StandingView } from './queries.ts';
export { refreshAtDeadline } from './refresh-at-deadline.ts';
export { reissueCertificate } from './reissue-certificate.ts';
export { revokeCertificate } from './revoke-certificate.ts';
export {
  attendedSessions,
  lockEnrolments,
  refreshGathered,
  refreshOnce,
  refreshStanding,
} from './standing.ts';
export { type Leg, suspendClearances } from './suspend-clearance.ts';
export { suspendCertificate } from './suspend-certificate.ts';
export type { Issued, IssueOutcome } from './write-papers.ts';
