/** Finds the village that a line of a roster means. The code wins over names; a guess is never made silently. */
import { ok, refused, type Result } from '../result.ts';
import { catalogue, foldedName, villagesKeyed, villagesNamed, villagesOf, type Place } from './catalogue.ts';
import { districtOf, regencyOf, villageCode } from './codes.ts';
import {
  bareDistrict,
  bareRegency,
  bareVillage,
  editDistance,
  foldName,
  kindOfRegency,
  nameKey,
  sameFolded,
  sameName,
} from './names.ts';

/** What is written about the place; `within` = codes of the regencies that are allowed. Empty text counts as unsaid. */
export type VillageQuery = {
  code?: string;
  name?: string;
  district?: string;
  regency?: string;
  within?: readonly string[];
};

/** `choices`: the villages that may be meant, best first, at most eight. */
export type VillageRefusal =
  | {
      reason: 'no-village' | 'bad-code' | 'unknown-code' | 'unknown-name' | 'ambiguous' | 'district-differs';
      choices: Place[];
    }
  | { reason: 'name-differs'; choices: Place[]; official: Place }
  | { reason: 'outside'; choices: Place[]; official: Place }
  | { reason: 'unknown-regency'; choices: Place[] };

const MAX_CHOICES = 8;

/** The village that is meant, or why that cannot be said. */
export function findVillage(query: VillageQuery): Result<Place, VillageRefusal> {
  if (query.code) return byCode(query.code, query);
  if (query.name) return byName(query.name, query);
  return refused('no-village', { choices: [] as Place[] });
}

function byCode(text: string, query: VillageQuery): Result<Place, VillageRefusal> {
  const code = villageCode(text);
  const scope = scopeOf(query) ?? (code === undefined ? [] : [regencyOf(code)]);
  const guesses = query.name ? choicesFor(query.name, scope) : [];
  if (code === undefined) return refused('bad-code', { choices: guesses });
  const village = catalogue().villages.get(code);
  if (!village) return refused('unknown-code', { choices: guesses });
  if (query.within && !query.within.includes(regencyOf(code))) {
    return refused('outside', { choices: guesses, official: village });
  }
  if (query.name && !saysSame(query.name, village)) {
    return refused('name-differs', {
      choices: [village, ...guesses.filter((place) => place !== village)],
      official: village,
    });
  }
  return ok(village);
}

/** Spelling of another dialect (two letters of difference) is the same place when the code says so. */
const saysSame = (text: string, village: Place): boolean =>
  [text, bareVillage(text)].some(
    (name) =>
      sameName(name, village.name) ||
      sameName(name, bareVillage(village.name)) ||
      editDistance(nameKey(name), nameKey(village.name), 2) <=
        Math.min(2, Math.floor(nameKey(name).length / 4)),
  );

function byName(name: string, query: VillageQuery): Result<Place, VillageRefusal> {
  const scope = scopeOf(query);
  if (scope?.length === 0) return refused('unknown-regency', { choices: [] as Place[] });
  const named = villagesIn(name, scope);
  const inDistrict = query.district
    ? named.filter((place) => inDistrictNamed(place, query.district ?? ''))
    : named;
  const [only] = inDistrict;
  if (only && inDistrict.length === 1) return ok(only);
  if (inDistrict.length > 1) return refused('ambiguous', { choices: inDistrict.slice(0, MAX_CHOICES) });
  if (named.length > 0) return refused('district-differs', { choices: named.slice(0, MAX_CHOICES) });
  return refused('unknown-name', { choices: choicesFor(name, scope ?? [], query.district) });
}

/** Codes of the regencies to look in; undefined = the whole country; empty = the regency is not known. */
function scopeOf(query: VillageQuery): readonly string[] | undefined {
  if (!query.regency) return query.within;
  const codes = regenciesNamed(query.regency);
  return query.within ? codes.filter((code) => query.within?.includes(code)) : codes;
}

let regencyKeys: ReadonlyMap<string, readonly Place[]> | undefined;

/** A bare "Solok" may be the kabupaten or the kota; then both are looked in. */
function regenciesNamed(text: string): string[] {
  regencyKeys ??= Map.groupBy(catalogue().regencies.values(), ({ name }) => nameKey(bareRegency(name)));
  const named = regencyKeys.get(nameKey(bareRegency(text))) ?? regencyKeys.get(nameKey(text)) ?? [];
  const kind = kindOfRegency(text);
  const exact = named.filter(({ name }) => kindOfRegency(name) === kind);
  return (exact.length > 0 ? exact : named).map(({ code }) => code);
}

function villagesIn(name: string, scope: readonly string[] | undefined): readonly Place[] {
  for (const text of [foldName(name), bareVillage(name)]) {
    const found = scope ? villagesLike(text, scope) : villagesNamed(text);
    if (found.length > 0) return found;
  }
  return [];
}

/** The same name first; only where there is none, one that stands for it in short ("B. Sileh"). */
function villagesLike(text: string, scope: readonly string[]): readonly Place[] {
  const same = scope.flatMap((code) => villagesKeyed(code, text));
  if (same.length > 0) return same;
  return scope.flatMap((code) => villagesOf(code).filter((place) => sameFolded(text, foldedName(place))));
}

function inDistrictNamed(place: Place, text: string): boolean {
  const district = catalogue().districts.get(districtOf(place.code));
  if (!district) return false;
  return [foldName(text), bareDistrict(text)].some((name) => sameFolded(name, foldedName(district)));
}

/** The villages with the nearest names in these regencies, of the named district first. */
function choicesFor(name: string, scope: readonly string[], district?: string): Place[] {
  const key = nameKey(bareVillage(name));
  const limit = Math.max(2, Math.floor(key.length / 3));
  const near = scope.flatMap(villagesOf).flatMap((place) => {
    const distance = editDistance(key, foldedName(place).replaceAll(' ', ''), limit);
    if (distance > limit) return [];
    return [{ place, rank: distance - (district && inDistrictNamed(place, district) ? 0.5 : 0) }];
  });
  return near
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_CHOICES)
    .map(({ place }) => place);
}
