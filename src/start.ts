import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { pino } from 'pino';
import { preparingPage } from '../views/ui/preparing.ts';
import { BROWSER_FILES, createApp } from './app.ts';
import { clockFrom, systemClock } from './clock.ts';
import { type Config, readConfig } from './config.ts';
import { connect } from './database/connect.ts';
import { migrateToLatest } from './database/migrate.ts';
import type { ReadonlyDb } from './database/schema.ts';
import type { House } from './http/house.ts';
import { readAssets } from './http/assets.ts';
import { readKeys } from './keys.ts';

type Listener = (request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void;

/** Fills the house before the first page: content, the demo's story. Returns lines to print. */
export type Prepare = (house: House) => Promise<string[]>;

/**
 * Starts Bekal: listens at once with a page that says it is getting ready, then opens the database, migrates,
 * prepares and serves. Stops on SIGINT and SIGTERM: no new requests, those under way finish, the database closes.
 */
export async function start(env: NodeJS.ProcessEnv, prepare: Prepare = async () => []): Promise<void> {
  const config = readConfig(env);
  const log = pino({ level: env['LOG_LEVEL'] ?? 'warn' });
  let serve: Listener = whilePreparing;
  const server = createServer({ headersTimeout: 15_000, requestTimeout: 30_000, maxHeaderSize: 16_384 }, (request, response) => serve(request, response));
  server.maxConnections = 5_000;
  const address = await listen(server, config);
  say(`Bekal menyiapkan diri di ${address}`);
  const { db, close } = await connect(config, (error) => log.warn({ err: error }, 'database connection lost'));
  await migrateToLatest(db);
  const assets = readAssets(BROWSER_FILES);
  const clock = config.clockStart ? clockFrom(config.clockStart) : systemClock;
  const reader = db as unknown as ReadonlyDb; // the same connection, with types that can only read
  const house: House = { db, reader, clock, keys: readKeys(config.keysFolder), config, log, assets: assets.addresses };
  const lines = await prepare(house);
  serve = getRequestListener(createApp(house, assets).fetch) as unknown as Listener;
  say(`Bekal siap di ${address}`, ...lines);
  stopOnSignal(server, close);
}

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

const whilePreparing: Listener = (_request, response) => {
  const page = String(preparingPage());
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

/** What a person who starts Bekal reads. */
function say(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
