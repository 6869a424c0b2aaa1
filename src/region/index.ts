/** The door of the room: official places, how people write them, the list in the database. */
export { catalogue, villagesOf, type Catalogue, type Place } from './catalogue.ts';
export {
  districtOf,
  provinceOf,
  regencyCode,
  regencyOf,
  villageCode,
  villageTerm,
  type VillageTerm,
} from './codes.ts';
export { loadRegions } from './load-regions.ts';
export { findVillage, type VillageQuery, type VillageRefusal } from './match.ts';
export { inArea } from './scope.ts';
