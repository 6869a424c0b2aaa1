import { lockEnrolments } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';

export type Held = {
  personId: string;
  classId: string;
  villageCode: string;
  joinedAt: Date;
  endedAt: Date | null;
};

/** Holds the standing of an enrolment and reads the enrolment after that; undefined when it is not of this bimtek. */
export async function holdEnrolment(
  trx: Trx,
  bimtekId: string,
  enrolmentId: string,
): Promise<Held | undefined> {
  await lockEnrolments(trx, bimtekId, [enrolmentId]);
  const row = await trx
    .selectFrom('enrolment')
    .select(['person_id', 'class_id', 'village_code', 'joined_at', 'ended_at'])
    .where('id', '=', enrolmentId)
    .where('bimtek_id', '=', bimtekId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return (
    row && {
      personId: row.person_id,
      classId: row.class_id,
      villageCode: row.village_code,
      joinedAt: row.joined_at,
      endedAt: row.ended_at,
    }
  );
}
