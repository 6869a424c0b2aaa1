import { openHouse } from './open-house.ts';
import { prepare } from './prepare.ts';

/** Runs in a worker of the first start: makes, migrates and fills the embedded database, then gives it back. */
const { house, close } = await openHouse(process.env);
await prepare(house);
await close();
