import { createHash } from 'node:crypto';
import type { Db, Trx } from '../../database/schema.ts';
import { type Sex, splitPeople, type Target } from './rules.ts';

/** Whose people are divided, and into which classes with how many at most (null: no limit). */
export type SplitWish = {
  from: readonly string[];
  into: readonly { classId: string; most: number | null }[];
};

export type Member = {
  id: string;
  personId: string;
  name: string;
  no: string;
  regency: string;
  regencyName: string;
  sex: Sex;
  classId: string;
};
export type SplitPlan = {
  members: readonly Member[];
  /** Class after the act, of everybody. */
  after: ReadonlyMap<string, string>;
  moves: readonly { member: Member; to: string }[];
  left: readonly Member[];
  /** The same plan has the same digest: what was seen is what is done. */
  digest: string;
};

/** Everybody who takes part, in the order in which they are divided. */
async function readMembers(db: Db | Trx, bimtekId: string): Promise<Member[]> {
  return db
    .selectFrom('enrolment as e')
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .innerJoin('village as v', 'v.code', 'e.village_code')
    .innerJoin('regency as r', 'r.code', 'v.regency_code')
    .select(['e.id', 'e.person_id as personId', 'p.name', 'e.participant_no as no', 'p.sex'])
    .select(['r.code as regency', 'r.name as regencyName', 'e.class_id as classId'])
    .where('e.bimtek_id', '=', bimtekId)
    .whereRef('e.root_id', '=', 'e.id')
    .where('e.ended_at', 'is', null)
    .orderBy('p.name_key')
    .orderBy('e.id')
    .execute();
}

/** The division as it would come out now; reads only. */
export async function planSplit(db: Db | Trx, bimtekId: string, wish: SplitWish): Promise<SplitPlan> {
  const members = await readMembers(db, bimtekId);
  const moving = members.filter(({ classId }) => wish.from.includes(classId));
  const targets = wish.into.map(({ classId, most }): Target => ({
    id: classId,
    most,
    stay: members.filter((one) => one.classId === classId && !wish.from.includes(classId)),
  }));
  const { placed, left } = splitPeople(moving, targets);
  const after = new Map(members.map(({ id, classId }) => [id, placed.get(id) ?? classId]));
  const moves = members.flatMap((member) => {
    const to = after.get(member.id) ?? member.classId;
    return to === member.classId ? [] : [{ member, to }];
  });
  const said = JSON.stringify(moves.map(({ member, to }) => [member.id, member.classId, to]));
  return {
    members,
    after,
    moves,
    left: members.filter(({ id }) => left.includes(id)),
    digest: createHash('sha256').update(said).digest('hex').slice(0, 32),
  };
}
