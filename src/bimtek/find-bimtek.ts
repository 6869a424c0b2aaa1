import type { Db, TimeZone } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';
import { found, NotFound } from '../http/errors.ts';
import type { Ctx } from '../http/house.ts';
import { isId } from '../id.ts';
import { bimtekOf, isOrganised, isReadable } from './scope.ts';

/** A bimtek as the panitia's pages show it. Days are 'YYYY-MM-DD' in `zone`. */
export type BimtekView = {
  id: string;
  name: string;
  label: string;
  place: string;
  zone: TimeZone;
  startsOn: string;
  endsOn: string;
  issuerId: string;
  countsForPkdd: boolean;
  ruleNo: number;
  passDeadline: Date | null;
  /** False for a panitia who may only read. */
  writable: boolean;
};

/** The bimtek, found through the actor; undefined out of scope. */
async function findBimtek(
  db: Db,
  actor: Actor,
  id: string,
  use: 'read' | 'write',
): Promise<BimtekView | undefined> {
  const row = await db
    .selectFrom('bimtek as b')
    .select([
      'b.id',
      'b.name',
      'b.label',
      'b.place',
      'b.time_zone as zone',
      'b.starts_on as startsOn',
      'b.ends_on as endsOn',
    ])
    .select([
      'b.issuer_id as issuerId',
      'b.counts_for_pkdd as countsForPkdd',
      'b.rule_no as ruleNo',
      'b.pass_deadline as passDeadline',
    ])
    .where('b.id', '=', id)
    .where(use === 'write' ? isOrganised(actor, 'b.id') : isReadable(actor, 'b.id'))
    .executeTakeFirst();
  return row && { ...row, writable: bimtekOf(actor).includes(row.id) };
}

/** The bimtek of an address (`:bimtek`), or NotFound. */
export async function bimtekAt(c: Ctx, use: 'read' | 'write'): Promise<BimtekView> {
  const id = c.req.param('bimtek');
  if (!isId(id)) throw new NotFound();
  return found(await findBimtek(c.get('house').db, actorOf(c), id, use));
}

/** The signed-in person; `allow` made sure that there is one. */
export const actorOf = (c: Ctx): Actor => found(c.get('actor'));

/** A part of the address that is an id, or NotFound. */
export function idAt(c: Ctx, name: string): string {
  const id = c.req.param(name);
  if (!isId(id)) throw new NotFound();
  return id;
}
