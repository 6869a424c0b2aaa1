import type { Db, ReadonlyDb, TimeZone, Trx } from '../database/schema.ts';

/** What stands above every paper of a bimtek. Days are 'YYYY-MM-DD' in `zone`. */
export type PaperHead = {
  issuer: string;
  /** SVG, or null. */
  logo: string | null;
  name: string;
  label: string;
  place: string;
  zone: TimeZone;
  startsOn: string;
  endsOn: string;
};

/** Throws when there is no such bimtek: the caller has found it through the actor. */
export const readPaperHead = (db: Db | Trx | ReadonlyDb, bimtekId: string): Promise<PaperHead> =>
  (db as Db)
    .selectFrom('bimtek as b')
    .innerJoin('issuer as i', 'i.id', 'b.issuer_id')
    .select(['i.name as issuer', 'i.logo_svg as logo', 'b.name', 'b.label', 'b.place'])
    .select(['b.time_zone as zone', 'b.starts_on as startsOn', 'b.ends_on as endsOn'])
    .where('b.id', '=', bimtekId)
    .executeTakeFirstOrThrow();
