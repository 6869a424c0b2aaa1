import { createServer, type RequestListener, type Server } from 'node:http';
import { preparingPage } from '../views/ui/preparing.ts';
import { type Config, readConfig } from './config.ts';
import { refuseIfInUse } from './database/lock.ts';
import type { Serving } from './serving.ts';

/**
 * Starts Bekal: listens at once with a page that says it is getting ready, then lets `open` open the house, and
 * serves it. Stops on SIGINT and SIGTERM: no new requests, those under way finish, the house closes.
 */
export async function start(
  env: NodeJS.ProcessEnv,
  open: (config: Config) => Promise<Serving>,
): Promise<void> {
  const config = readConfig(env);
  if (!config.databaseUrl) refuseIfInUse(config.dataFolder);
  let serve = whilePreparing(String(await preparingPage()));
  const limits = { headersTimeout: 15_000, requestTimeout: 30_000, maxHeaderSize: 16_384 };
  const server = createServer(limits, (request, response) => serve(request, response));
  server.maxConnections = 5_000;
  const port = await listen(server, config);
  const address = config.origin ?? `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${port}`;
  say(`Bekal sedang menyiapkan diri di ${address}`);
  const { listener, lines, close } = await open({ ...config, port });
  serve = listener;
  say(`Bekal siap di ${address}`, ...lines);
  stopOnSignal(server, close);
}

/** The port that is listened on: that of `config`, or a free one where it is 0. */
function listen(server: Server, config: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound ? bound.port : config.port);
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
