import { Worker } from 'node:worker_threads';
import type { RosterCheck, RosterRow } from './check.ts';
import type { RosterOptions, RosterProgress } from './read-roster.ts';
import { NEXT, type News, type Order } from './thread-messages.ts';

/** Three times what 75,000 rows need; a file that wants more is refused, and the server lives on. */
const MOST_MEGABYTES = 700;
/** A thread that has had nothing to do gives its memory back. */
const IDLE_MS = 30_000;

let worker: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let queue: Promise<unknown> = Promise.resolve();

/**
 * `checkRoster` in a thread of its own, one file after the other, so that requests are served meanwhile. A file that
 * needs more memory than the thread may have is refused as too large.
 */
export function readInThread(
  bytes: Uint8Array,
  file: string,
  options: RosterOptions,
  progress: RosterProgress,
): Promise<RosterCheck> {
  const check = queue.then(() => deliver({ bytes, file, options }, progress));
  queue = check.catch(() => undefined);
  return check;
}

async function deliver(order: Order, progress: RosterProgress): Promise<RosterCheck> {
  clearTimeout(idle);
  const thread = (worker ??= new Worker(new URL('./reading-thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  }));
  thread.ref();
  try {
    const check = await ask(thread, order, progress);
    idle = setTimeout(stop, IDLE_MS).unref();
    thread.unref();
    return check;
  } catch (error) {
    stop();
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
      return tooLarge(order.file);
    throw error;
  } finally {
    thread.removeAllListeners();
  }
}

function stop(): void {
  void worker?.terminate();
  worker = undefined;
}

function ask(thread: Worker, order: Order, progress: RosterProgress): Promise<RosterCheck> {
  const { promise, resolve, reject } = Promise.withResolvers<RosterCheck>();
  const rows: RosterRow[] = [];
  thread.on('message', (news: News) => {
    if ('share' in news) progress(news.share, news.rows);
    else if ('part' in news) {
      for (const row of news.part) rows.push(row);
      setImmediate(() => thread.postMessage(NEXT));
    } else resolve({ ...news.done, rows });
  });
  thread.once('error', reject);
  thread.once('exit', () => reject(new Error('the thread that reads rosters ended')));
  thread.postMessage(order);
  return promise;
}

const tooLarge = (file: string): RosterCheck => ({
  file,
  refused: { reason: 'too-large', limitBytes: MOST_MEGABYTES * 1024 * 1024 },
  sheet: null,
  columns: [],
  choices: [],
  headers: null,
  remembered: false,
  ignored: [],
  rows: [],
});
