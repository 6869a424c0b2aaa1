import { existsSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { join } from 'node:path';
import { createApp, listenerOf, waitingPage } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { refuseIfInUse } from './database/lock.ts';
import type { House } from './http/house.ts';
import { startPeriodic } from './jobs/periodic.ts';
import { openHouse } from './open-house.ts';
import { periodicWorks } from './periodic-works.ts';
import { prepareInWorker } from './prepare.ts';

export type Start = {
  /** Makes the house ready for its first page; returns lines to print. Doing it again changes nothing. */
  prepare(house: House): Promise<string[]>;
  /** The script that does the same in a worker, for the first opening of an embedded database. */
  firstStart?: URL;
};

/**
 * Starts Bekal: listens at once with a page that says it is getting ready, then opens the database, prepares it
 * and serves. Stops on SIGINT and SIGTERM: no new requests, those under way finish, the database closes.
 */
export async function start(env: NodeJS.ProcessEnv, how: Start): Promise<void> {
  const config = readConfig(env);
  if (!config.databaseUrl) refuseIfInUse(config.dataFolder);
  let serve = whilePreparing(await waitingPage());
  const limits = { headersTimeout: 15_000, requestTimeout: 30_000, maxHeaderSize: 16_384 };
  const server = createServer(limits, (request, response) => serve(request, response));
  server.maxConnections = 5_000;
  const address = await listen(server, config);
  say(`Bekal sedang menyiapkan diri di ${address}`);
  if (how.firstStart && isNew(config)) await prepareInWorker(how.firstStart, env);
  const { house, assets, close } = await openHouse(env, config);
  const lines = await how.prepare(house);
  const stopPeriodic = startPeriodic(periodicWorks(house), house.log);
  serve = listenerOf(createApp(house, assets));
  say(`Bekal siap di ${address}`, ...lines);
  stopOnSignal(server, async () => {
    await stopPeriodic();
    await close();
  });
}

const isNew = (config: Config): boolean =>
  !config.databaseUrl && !existsSync(join(config.dataFolder, 'postgres'));

function listen(server: Server, config: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => {
      const bound = server.address();
      const port = typeof bound === 'object' && bound ? bound.port : config.port;
      resolve(config.origin ?? `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${port}`);
    });
  });
}

/** 503 with a page that asks again by itself each second; `/healthz` is not well before the house is ready. */
const whilePreparing =
  (page: string): RequestListener =>
  (_request, response) => {
    response.writeHead(503, {
      'Content-Type': 'text/html; charset=utf-8',
      'Retry-After': '1',
      Refresh: '1',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'none'; script-src 'self'; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(page);
  };

function stopOnSignal(server: Server, close: () => Promise<void>): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    server.close(() => void close().then(() => process.exit(0)));
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 10_000).unref();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

/** What the person who starts Bekal reads. */
function say(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
