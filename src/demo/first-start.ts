import { openHouse } from '../open-house.ts';
import { prepare } from '../prepare.ts';
import { isMoment } from './command.ts';
import { playStory } from './play.ts';

/** Runs in a worker of the demo's start: an empty database, then the story up to the moment asked for. */
const moment = process.env['BEKAL_DEMO'] ?? '';
if (!isMoment(moment)) throw new Error(`no such moment of the demo: ${moment}`);
const { house, close } = await openHouse(process.env);
await prepare(house);
await playStory(house, moment);
await close();
