import type { Db, Trx } from '../database/schema.ts';
import { readActor } from '../account/index.ts';
import { refreshOnce } from '../certification/index.ts';
import type { Actor } from '../http/actor.ts';
import type { House } from '../http/house.ts';
import type { Result } from '../result.ts';

/** What the scenes of the story hand on: ids by the last four digits of a phone ('0001'), classes by letter. */
export type Story = {
  house: House;
  bimtekId: string;
  person: ReadonlyMap<string, string>;
  enrolment: ReadonlyMap<string, string>;
  classId: ReadonlyMap<string, string>;
};

/** Moments of the story are told in the hall's time, WIB. */
export const at = (wib: string): Date => new Date(`${wib}:00+07:00`);

/** The value of an act that the story needs to succeed. */
export function done<Value>(result: Result<Value, { reason: string }>): Value {
  if (!result.ok) throw new Error(`the story's act was refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

/** One act of the story in a transaction: the scene's, where one is open, else its own. */
export const act = async <Value>(
  db: Db,
  run: (trx: Trx) => Promise<Result<Value, { reason: string }>>,
): Promise<Value> => done(await within(db, run));

export const within = <Value>(db: Db, run: (trx: Trx) => Promise<Value>): Promise<Value> =>
  db.isTransaction ? run(db as Trx) : db.transaction().execute(run);

/**
 * Plays scenes in one transaction and computes where everybody stands once, at the end: forty people's days take
 * seconds instead of half a minute on the embedded database.
 */
export const inOneGo = <Value>(
  house: House,
  now: Date,
  play: (house: House) => Promise<Value>,
): Promise<Value> =>
  house.db.transaction().execute((trx) => refreshOnce(trx, now, () => play({ ...house, db: trx })));

/** The person as someone who signed in at that moment. */
export async function actorOf(
  story: Pick<Story, 'house' | 'person'>,
  last: string,
  now: Date,
): Promise<Actor> {
  const personId = idOf(story.person, last);
  const actor = await readActor(
    story.house.db,
    { personId, idHash: new Uint8Array(32), sharedPhone: false },
    now,
  );
  if (!actor) throw new Error(`no active account for ${last}`);
  return actor;
}

export function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (!id) throw new Error(`nobody and nothing is called ${key} in the story`);
  return id;
}
