import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BROWSER_FILES, createApp, listenerOf } from '../../src/app.ts';
import { COURSES_FOLDER, loadCourses } from '../../src/course/index.ts';
import type { Db } from '../../src/database/schema.ts';
import { readAssets } from '../../src/http/assets.ts';
import type { House } from '../../src/http/house.ts';
import { loadRegions } from '../../src/region/index.ts';
import { openFilled } from '../engines/cast.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';

export type Served = {
  address: string;
  update(files: Partial<typeof BROWSER_FILES>): void;
  stop(): Promise<void>;
};

/**
 * Serves a house over HTTP on a free port of this machine, as `npm start` does. `update`: from then on with these
 * browser files, as after a new version.
 */
export async function serve(house: House): Promise<Served> {
  const version = (files: typeof BROWSER_FILES) => {
    const assets = readAssets(files);
    return listenerOf(createApp({ ...house, assets: assets.addresses }, assets));
  };
  let answer = version(BROWSER_FILES);
  const server = createServer((request, response) => answer(request, response));
  const update = (files: Partial<typeof BROWSER_FILES>) => {
    answer = version({ ...BROWSER_FILES, ...files });
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { address: `http://127.0.0.1:${port}`, update, stop };
}

export type Opened = { house: TestHouse; address: string; close(): Promise<void> };

/**
 * A new house before its first page: an empty database with the official places and the courses, a clock that the
 * test moves, fixed keys; served over HTTP.
 */
export async function openNewHouse(at: Date): Promise<Opened> {
  const house = await openHouse({ at, database: await openFilled('new_house', (db) => fill(db, at)) });
  const { address, stop } = await serve(house);
  const close = async () => {
    await stop();
    await house.close();
  };
  return { house, address, close };
}

async function fill(db: Db, at: Date): Promise<void> {
  await loadRegions(db);
  await loadCourses(db, COURSES_FOLDER, at);
}
