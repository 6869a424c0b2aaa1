import { sql } from 'kysely';
import type { Db, Trx } from '../database/schema.ts';
import { catalogue, type Place } from './catalogue.ts';
import { provinceOf, villageTerm } from './codes.ts';

/** Rows in a statement: few statements, each far below the time limit of a statement. */
const CHUNK = 21_000;

/**
 * Fills province, regency, district and village from the official list, once: nothing happens when provinces are
 * there. Two processes that start together load it once. Gives the number of villages written.
 */
export async function loadRegions(db: Db): Promise<number> {
  return db.transaction().execute(async (trx) => {
    // Work of a start, not of a request: the second process waits until the first is done.
    await sql`set local statement_timeout = '60s'`.execute(trx);
    await sql`set local lock_timeout = '60s'`.execute(trx);
    await sql`lock table province in share row exclusive mode`.execute(trx);
    if (await trx.selectFrom('province').select('code').limit(1).executeTakeFirst()) return 0;
    const { provinces, regencies, districts, villages } = catalogue();
    await insertProvinces(trx, [...provinces.values()]);
    await insertRegencies(trx, [...regencies.values()]);
    await insertDistricts(trx, [...districts.values()]);
    const all = [...villages.values()];
    for (let at = 0; at < all.length; at += CHUNK) await insertVillages(trx, all.slice(at, at + CHUNK));
    return all.length;
  });
}

/** The places as a table of code and name. */
function rowsOf(places: readonly Place[]) {
  const codes = places.map(({ code }) => code);
  const names = places.map(({ name }) => name);
  return sql`unnest(${codes}::text[], ${names}::text[]) as place (code, name)`;
}

const insertProvinces = (trx: Trx, places: readonly Place[]) =>
  sql`insert into province (code, name) select code, name from ${rowsOf(places)}`.execute(trx);

const insertRegencies = (trx: Trx, places: readonly Place[]) => {
  const codes = places.map(({ code }) => code);
  const provinces = codes.map(provinceOf);
  const names = places.map(({ name }) => name);
  const terms = codes.map(villageTerm);
  return sql`insert into regency (code, province_code, name, village_term)
    select * from unnest(${codes}::text[], ${provinces}::text[], ${names}::text[], ${terms}::text[])`.execute(
    trx,
  );
};

const insertDistricts = (trx: Trx, places: readonly Place[]) =>
  sql`insert into district (code, regency_code, name) select code, left(code, 5), name from ${rowsOf(places)}`.execute(
    trx,
  );

const insertVillages = (trx: Trx, places: readonly Place[]) =>
  sql`insert into village (code, name, district_code, regency_code, province_code)
    select code, name, left(code, 8), left(code, 5), left(code, 2) from ${rowsOf(places)}`.execute(trx);
