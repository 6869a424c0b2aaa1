import type { Db } from '../../database/schema.ts';
import { NOTICE_VERSION } from '../rules.ts';

export type Newcomer = {
  personId: string;
  name: string;
  titlePrefix: string | null;
  titleSuffix: string | null;
  phone: string | null;
  participantCode: string;
  /** False when the phone signs someone else in: then the participant code is the only way. */
  phoneSignsIn: boolean;
  nameConfirmed: boolean;
  /** True when the notice in force was agreed to. */
  noticeAgreed: boolean;
  enrolment: { participantNo: string; village: string; villageTerm: string; regency: string } | null;
};

/** What the activation page shows of the person who holds the right code. */
export async function findNewcomer(db: Db, personId: string): Promise<Newcomer | null> {
  const row = await db
    .selectFrom('person as p')
    .innerJoin('account as a', 'a.person_id', 'p.id')
    .leftJoin('enrolment as e', (join) =>
      join.onRef('e.id', '=', 'p.latest_enrolment_id').onRef('e.person_id', '=', 'p.id'),
    )
    .leftJoin('village as v', 'v.code', 'e.village_code')
    .leftJoin('regency as r', 'r.code', 'v.regency_code')
    .select([
      'p.id',
      'p.name',
      'p.title_prefix',
      'p.title_suffix',
      'p.phone_e164',
      'p.name_confirmed_at',
      'p.consent_version',
    ])
    .select([
      'a.participant_code',
      'a.login_phone',
      'e.participant_no',
      'v.name as village',
      'r.village_term',
      'r.name as regency',
    ])
    .where('p.id', '=', personId)
    .executeTakeFirst();
  if (!row) return null;
  return {
    personId: row.id,
    name: row.name,
    titlePrefix: row.title_prefix,
    titleSuffix: row.title_suffix,
    phone: row.phone_e164,
    participantCode: row.participant_code,
    phoneSignsIn: row.login_phone !== null,
    nameConfirmed: row.name_confirmed_at !== null,
    noticeAgreed: row.consent_version === NOTICE_VERSION,
    enrolment: row.participant_no
      ? {
          participantNo: row.participant_no,
          village: row.village ?? '',
          villageTerm: row.village_term ?? 'desa',
          regency: row.regency ?? '',
        }
      : null,
  };
}
