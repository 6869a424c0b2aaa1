import { sql } from 'kysely';
import { readsBimtek, teachesClass } from '../bimtek/index.ts';
import type { Db, TimeZone } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';
import { found, NotFound } from '../http/errors.ts';
import type { Ctx } from '../http/house.ts';
import { isId } from '../id.ts';

export type HallClass = {
  id: string;
  letter: string;
  bimtekId: string;
  bimtekName: string;
  bimtekLabel: string;
  zone: TimeZone;
};

/** The class of the address as its pelatih and the panitia who read the bimtek see it, or NotFound. */
export async function hallClass(c: Ctx): Promise<HallClass> {
  const id = c.req.param('class');
  const { db, clock } = c.get('house');
  if (!isId(id)) throw new NotFound();
  return found(await findClass(db, c.get('actor')!, id, clock.now()));
}

async function findClass(db: Db, actor: Actor, id: string, now: Date): Promise<HallClass | undefined> {
  const { rows } = await sql<HallClass>`
    select k.class_id as id, k.letter, b.id as "bimtekId", b.name as "bimtekName", b.label as "bimtekLabel", b.time_zone as zone
    from (select id as class_id, bimtek_id, letter from class where id = ${id}) k
    join bimtek b on b.id = k.bimtek_id
    where ${teachesClass(actor, 'k', now)} or ${readsBimtek(actor, 'k')}`.execute(db);
  return rows[0];
}
