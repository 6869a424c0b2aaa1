import { sweepSessions } from './account/index.ts';
import { fillPdfs, refreshAtDeadline } from './certification/index.ts';
import { openEvaluations } from './followup/index.ts';
import type { House } from './http/house.ts';
import type { Periodic } from './jobs/periodic.ts';

/** All work that Bekal does by itself, on one page. Each may run twice or late and changes nothing then. */
export const periodicWorks = ({ db, clock, keys }: House): Periodic[] => [
  { name: 'sweep login sessions', everySeconds: 3600, run: () => sweepSessions(db, clock.now()) },
  { name: 'open evaluations', everySeconds: 60, run: async () => void (await openEvaluations(db, keys.evaluation, clock.now())) },
  { name: 'refresh standings at the deadline', everySeconds: 60, run: async () => void (await refreshAtDeadline(db, clock.now())) },
  { name: 'make the PDFs of certificates', everySeconds: 5, run: async () => void (await fillPdfs(db, clock.now())) },
];
