import { sweepSessions } from './account/index.ts';
import { sweepDrafts } from './bimtek/index.ts';
import { fillPdfs, refreshAtDeadline } from './certification/index.ts';
import { openEvaluations } from './followup/index.ts';
import type { House } from './http/house.ts';
import type { Periodic } from './jobs/periodic.ts';
import { endDueAssignments } from './pkdd/index.ts';
import { handInDue } from './quiz/index.ts';

/** The last day of an assignment is over everywhere once it is over in the west of the country. */
const todayInJakarta = (now: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta' }).format(now);

/** All work that Bekal does by itself, on one page. Each may run twice or late and changes nothing then. */
export const periodicWorks = ({ db, clock, keys }: House): Periodic[] => [
  { name: 'sweep login sessions', everySeconds: 3600, run: () => sweepSessions(db, clock.now()) },
  {
    name: 'open evaluations',
    everySeconds: 60,
    run: async () => void (await openEvaluations(db, keys.evaluation, clock.now())),
  },
  {
    name: 'refresh standings at the deadline',
    everySeconds: 60,
    run: async () => void (await refreshAtDeadline(db, clock.now())),
  },
  {
    name: 'hand in attempts whose time is over',
    everySeconds: 15,
    run: async () => void (await handInDue(db, clock.now())),
  },
  {
    name: 'end assignments after their last day',
    everySeconds: 600,
    run: async () =>
      void (await db
        .transaction()
        .execute((trx) => endDueAssignments(trx, todayInJakarta(clock.now()), clock.now()))),
  },
  { name: 'sweep rosters that nobody saved', everySeconds: 3600, run: () => sweepDrafts(db, clock.now()) },
  {
    name: 'make the PDFs of certificates',
    everySeconds: 5,
    run: async () => void (await fillPdfs(db, clock.now())),
  },
];
