/** The official list of places, read once in a process from the package `idn-area-data` (see docs/data-licences.md). */
import { readFileSync } from 'node:fs';
import { regencyOf } from './codes.ts';
import { foldName, nameKey } from './names.ts';

export type Place = { code: string; name: string };
type Places = ReadonlyMap<string, Place>;

/** Each map by code. A code holds the codes above it: see `codes.ts`. */
export type Catalogue = { provinces: Places; regencies: Places; districts: Places; villages: Places };

let cached: Catalogue | undefined;
const byRegency = new Map<string, readonly Place[]>();
let byKey: ReadonlyMap<string, readonly Place[]> | undefined;

/** 38 provinces, 514 regencies, 7,285 districts, 83,762 villages. The first call reads 3 MB. */
export function catalogue(): Catalogue {
  cached ??= {
    provinces: read('provinces'),
    regencies: read('regencies'),
    districts: read('districts'),
    villages: read('villages'),
  };
  return cached;
}

/** The villages of a regency, in the order of their codes. */
export function villagesOf(regencyCode: string): readonly Place[] {
  if (byRegency.size === 0) {
    for (const [code, villages] of Map.groupBy(catalogue().villages.values(), ({ code }) =>
      regencyOf(code),
    )) {
      byRegency.set(code, villages);
    }
  }
  return byRegency.get(regencyCode) ?? [];
}

const folded = new Map<Place, string>();

/** The folded name of a place of the list, worked out once: a roster asks for the same few over and over. */
export function foldedName(place: Place): string {
  const known = folded.get(place);
  if (known !== undefined) return known;
  const name = foldName(place.name);
  folded.set(place, name);
  return name;
}

const keyedOf = new Map<string, ReadonlyMap<string, readonly Place[]>>();

/** The villages of a regency whose folded name is this one, spaces or not. */
export function villagesKeyed(regencyCode: string, name: string): readonly Place[] {
  let keyed = keyedOf.get(regencyCode);
  if (!keyed) {
    keyed = Map.groupBy(villagesOf(regencyCode), (village) => foldedName(village).replaceAll(' ', ''));
    keyedOf.set(regencyCode, keyed);
  }
  return keyed.get(name.replaceAll(' ', '')) ?? [];
}

/** The villages of the whole country whose names are the same when folded. */
export function villagesNamed(name: string): readonly Place[] {
  byKey ??= Map.groupBy(catalogue().villages.values(), (village) => nameKey(village.name));
  return byKey.get(nameKey(name)) ?? [];
}

/** The code is the first column, the name the last: the only one that may be quoted. */
function read(level: string): Map<string, Place> {
  const path = new URL(`../data/${level}.csv`, import.meta.resolve('idn-area-data'));
  const text = readFileSync(path, 'utf8').replaceAll('\r', '');
  const commas = text.slice(0, text.indexOf('\n')).split(',').length - 1;
  const places = new Map<string, Place>();
  for (let at = text.indexOf('\n') + 1; at < text.length;) {
    const end = text.indexOf('\n', at) < 0 ? text.length : text.indexOf('\n', at);
    const code = text.slice(at, text.indexOf(',', at));
    let nameAt = at;
    for (let i = 0; i < commas; i++) nameAt = text.indexOf(',', nameAt) + 1;
    places.set(code, { code, name: unquoted(text.slice(nameAt, end)) });
    at = end + 1;
  }
  return places;
}

const unquoted = (cell: string): string =>
  cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
