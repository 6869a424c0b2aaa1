import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Delivery, Equipment, Order, Program } from './pdf-worker.ts';

declare const WebAssembly: { compile(bytes: Uint8Array): Promise<Program> };

/** What may be handed to a template: it arrives as data and is never read as Typst markup. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Typst keeps its layouts for ever (1 to 2 MB a document), so a thread is replaced after so many. */
const DOCUMENTS_PER_THREAD = 50;
/** A thread that has had nothing to do gives its memory back. */
const IDLE_MS = 60_000;
/** Longer than any document takes on a slow and busy machine; a thread that hangs is ended. */
const LIMIT_MS = 120_000;

const require = createRequire(import.meta.url);
const fonts = [
  require.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  require.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
  require.resolve('@expo-google-fonts/noto-serif/400Regular/NotoSerif_400Regular.ttf'),
  require.resolve('@expo-google-fonts/noto-serif/700Bold/NotoSerif_700Bold.ttf'),
];

type Thread = { worker: Worker; made: number; settle: (delivery: Delivery) => void };

let program: Promise<Program> | undefined;
let queue: Promise<unknown> = Promise.resolve();
let current: Thread | undefined;
let idle: NodeJS.Timeout | undefined;

async function start(): Promise<Thread> {
  program ??= readFile(require.resolve('@myriaddreamin/typst-ts-web-compiler/wasm')).then((bytes) =>
    WebAssembly.compile(bytes),
  );
  const equipment: Equipment = { program: await program, fonts };
  // What the compiler prints about a broken template comes back as the failure; nothing else is worth a line.
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), {
    workerData: equipment,
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  const thread: Thread = { worker, made: 0, settle: () => undefined };
  worker.on('message', (delivery: Delivery) => thread.settle(delivery));
  worker.on('error', (error) => thread.settle({ failure: String(error), lost: true }));
  worker.on('exit', () => {
    thread.settle({ failure: 'the thread ended', lost: true });
    if (current === thread) current = undefined;
  });
  return thread;
}

function stop(): void {
  void current?.worker.terminate();
  current = undefined;
}

/** Hands one order to the thread and waits; the process stays up meanwhile, and may end between orders. */
async function ask(thread: Thread, order: Order): Promise<Delivery> {
  const { promise, resolve } = Promise.withResolvers<Delivery>();
  const limit = setTimeout(() => resolve({ failure: 'it took too long', lost: true }), LIMIT_MS);
  thread.settle = resolve;
  thread.worker.ref();
  thread.worker.postMessage(order);
  const delivery = await promise;
  thread.worker.unref();
  clearTimeout(limit);
  return delivery;
}

async function deliver(order: Order): Promise<Uint8Array> {
  clearTimeout(idle);
  const thread = (current ??= await start());
  thread.made++;
  const delivery = await ask(thread, order);
  if ('lost' in delivery || thread.made >= DOCUMENTS_PER_THREAD) stop();
  else idle = setTimeout(stop, IDLE_MS).unref();
  if ('failure' in delivery) throw new Error(`PDF failed: ${delivery.failure}`);
  return delivery.pdf;
}

/**
 * A tagged PDF of a Typst template (trusted source from `views/`), which reads its data with
 * `json("/data.json")`. The same template and data give the same bytes, as long as the template sets the date
 * of the document. Made one after the other in a thread of its own, so requests are served meanwhile.
 * Throws with Typst's own words when the template or a picture in the data is broken.
 */
export function renderPdf(template: string, data: Json): Promise<Uint8Array> {
  const order: Order = { template, json: JSON.stringify(data) };
  const document = queue.then(() => deliver(order));
  queue = document.catch(() => undefined);
  return document;
}
