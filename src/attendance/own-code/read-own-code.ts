import { currentEnrolment, readRules } from '../../bimtek/index.ts';
import { qrSvg } from '../../documents/qr.ts';
import type { Ctx } from '../../http/house.ts';
import { ownParticipantCode } from '../hall/queries.ts';

/** What a kader shows at the door and types from the wall. `typed`: the bimtek has codes on the wall (setting). */
export type OwnCodeCard = { participantCode: string; qr: string; participantNo: string; typed: boolean };

/** Undefined for a person who is in no bimtek now. */
export async function readOwnCode(c: Ctx): Promise<OwnCodeCard | undefined> {
  const { db } = c.get('house');
  const actor = c.get('actor')!;
  const enrolment = await currentEnrolment(db, actor.personId);
  const participantCode = enrolment && (await ownParticipantCode(db, actor));
  if (!participantCode) return undefined;
  const { checkin } = await readRules(db, enrolment.bimtekId);
  return {
    participantCode,
    qr: qrSvg(participantCode, { quiet: 3 }),
    participantNo: enrolment.participantNo,
    typed: checkin,
  };
}
