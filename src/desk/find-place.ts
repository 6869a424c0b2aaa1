import type { Db } from '../database/schema.ts';
import { catalogue, districtOf, findVillage, regencyOf, villageCode } from '../region/index.ts';
import { type Result, ok, refused } from '../result.ts';

export type PlaceChoice = { code: string; name: string; district: string; regency: string };

/**
 * The code of the village that someone at the desk means: a code, or a name that is one place among the kabupaten of the
 * bimtek. Never guessed: otherwise the places that may be meant.
 */
export function findPlace(
  typed: string,
  regencies: readonly { code: string }[],
): Result<string, { reason: string; choices: PlaceChoice[] }> {
  const asCode = villageCode(typed);
  const within = regencies.map(({ code }) => code);
  const result = findVillage(
    asCode ? { code: asCode } : { name: typed, ...(within.length > 0 ? { within } : {}) },
  );
  if (result.ok) return ok(result.value.code);
  const { regencies: names, districts } = catalogue();
  const choices = result.refusal.choices.map(({ code, name }) => ({
    code,
    name,
    district: districts.get(districtOf(code))?.name ?? '',
    regency: names.get(regencyOf(code))?.name ?? '',
  }));
  return refused(choices.length > 0 ? 'which-village' : 'place', { choices });
}

/** Who organises, as it stands on papers. */
export async function issuerOf(db: Db, issuerId: string): Promise<string> {
  const row = await db
    .selectFrom('issuer')
    .select('name')
    .where('id', '=', issuerId)
    .executeTakeFirstOrThrow();
  return row.name;
}
