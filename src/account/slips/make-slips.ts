import { appendEvent } from '../../audit/index.ts';
import type { Trx } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { type Result, ok } from '../../result.ts';
import { slipEnd } from '../rules.ts';
import { issueSlips, markSlipsPrinted } from '../slip.ts';
import type { SlipBimtek, SlipFilter } from './participants.ts';
import { peopleWithoutSlip } from './queries.ts';

/** Slips for everybody of the filter who has neither a password nor a slip that works; how many were made. */
export async function makeSlips(
  trx: Trx,
  actor: Actor,
  bimtek: SlipBimtek,
  filter: SlipFilter,
  now: Date,
): Promise<Result<{ made: number }, never>> {
  const people = await peopleWithoutSlip(trx, actor, bimtek.id, filter, now);
  const slips = await issueSlips(trx, people, { expiresAt: slipEnd(bimtek, now), byId: actor.personId }, now);
  return ok({ made: slips.length });
}

/** Someone takes paper with codes on it into their hands: kept in the log. */
export async function recordPrint(
  trx: Trx,
  actor: Actor,
  print: { subject: { kind: string; id: string }; bimtekId: string | null; slipIds: string[] },
  now: Date,
): Promise<Result<{ printed: number }, never>> {
  const printed = print.slipIds.length;
  await markSlipsPrinted(trx, print.slipIds, now);
  if (printed > 0)
    await appendEvent(trx, {
      at: now,
      actorId: actor.personId,
      act: 'slips-printed',
      subject: print.subject,
      bimtekId: print.bimtekId,
      detail: { count: printed },
    });
  return ok({ printed });
}
