import type { Db, Role } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import type { Keys } from '../../keys.ts';
import { openNik } from '../nik.ts';

export type Device = { label: string; since: Date; sharedPhone: boolean; current: boolean };
export type RoleLine = {
  role: Exclude<Role, 'kader'>;
  bimtek: string | null;
  place: string | null;
  allBimtek: boolean;
  audit: boolean;
  startsAt: Date;
  endsAt: Date | null;
};

export type Me = {
  name: string;
  titlePrefix: string | null;
  titleSuffix: string | null;
  nameConfirmedAt: Date | null;
  phone: string | null;
  participantCode: string;
  phoneSignsIn: boolean;
  noticeAt: Date | null;
  secondStep: boolean;
  /** 16 digits, or null when none is known; a page masks it. */
  nik: string | null;
  devices: Device[];
  roles: RoleLine[];
};

/** Everything the person sees of themselves on one page. */
export async function findMe(db: Db, keys: Keys, actor: Actor, now: Date): Promise<Me> {
  const row = await db
    .selectFrom('person as p')
    .innerJoin('account as a', 'a.person_id', 'p.id')
    .selectAll('p')
    .select(['a.participant_code', 'a.login_phone'])
    .where('p.id', '=', actor.personId)
    .executeTakeFirstOrThrow();
  return {
    name: row.name,
    titlePrefix: row.title_prefix,
    titleSuffix: row.title_suffix,
    nameConfirmedAt: row.name_confirmed_at,
    phone: row.phone_e164,
    participantCode: row.participant_code,
    phoneSignsIn: row.login_phone !== null,
    noticeAt: row.consent_at,
    secondStep: actor.secondStep,
    nik: row.nik_cipher && openNik(keys, row.nik_cipher),
    devices: await devicesOf(db, actor, now),
    roles: await rolesOf(db, actor.personId, now),
  };
}

async function devicesOf(db: Db, actor: Actor, now: Date): Promise<Device[]> {
  const rows = await db
    .selectFrom('login_session')
    .select(['id_hash', 'label', 'created_at', 'shared_phone'])
    .where('person_id', '=', actor.personId)
    .where('ends_at', '>', now)
    .where('idle_ends_at', '>', now)
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    label: row.label,
    since: row.created_at,
    sharedPhone: row.shared_phone,
    current: Buffer.from(row.id_hash).equals(Buffer.from(actor.loginSession)),
  }));
}

/** The roles of a person that have not ended, with their scope in words. */
export async function rolesOf(db: Db, personId: string, now: Date): Promise<(RoleLine & { id: string })[]> {
  const rows = await db
    .selectFrom('role_grant as g')
    .leftJoin('bimtek as b', 'b.id', 'g.bimtek_id')
    .leftJoin('province as p', 'p.code', 'g.province_code')
    .leftJoin('regency as r', 'r.code', 'g.regency_code')
    .leftJoin('village as v', 'v.code', 'g.village_code')
    .leftJoin('regency as vr', 'vr.code', 'v.regency_code')
    .select([
      'g.id',
      'g.role',
      'g.all_bimtek',
      'g.audit',
      'g.starts_at',
      'g.ends_at',
      'b.name as bimtek',
      'b.label',
    ])
    .select(['p.name as province', 'r.name as regency', 'v.name as village', 'vr.name as village_regency'])
    .where('g.person_id', '=', personId)
    .where((eb) => eb.or([eb('g.ends_at', 'is', null), eb('g.ends_at', '>', now)]))
    .orderBy('g.starts_at')
    .orderBy('g.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    role: row.role,
    bimtek: row.bimtek && `${row.bimtek}, ${row.label ?? ''}`,
    place: row.village ? `${row.village}, ${row.village_regency ?? ''}` : (row.regency ?? row.province),
    allBimtek: row.all_bimtek,
    audit: row.audit,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
  }));
}
