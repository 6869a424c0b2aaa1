import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { createTypstCompiler, type TypstCompiler } from '@myriaddreamin/typst.ts/compiler';
import { loadFonts } from '@myriaddreamin/typst.ts/options.init';

/** The thread behind `renderPdf`: one compiler, one document at a time, in the order they come. */

export type Order = { template: string; json: string };
/** `lost` = the thread cannot be used any more. */
export type Delivery = { pdf: Uint8Array } | { failure: string; lost?: true };
/** A `WebAssembly.Module`, which the types of Node do not know. */
export type Program = object & { readonly module?: never };
/** Paths of the fonts; `program` is compiled once by the main thread, so a fresh thread starts with warm machine code. */
export type Equipment = { program: Program; fonts: string[] };

const MAIN = '/main.typ';
const DATA = '/data.json';

/** A compiler that sees the fonts it is given and nothing else: no files, no packages, no network. */
async function assemble({ program, fonts }: Equipment): Promise<TypstCompiler> {
  const compiler = createTypstCompiler();
  await compiler.init({
    // The bare module would do, and print a line about a deprecated parameter.
    getModule: () => ({ module_or_path: program }) as unknown as ArrayBuffer,
    beforeBuild: [loadFonts(await Promise.all(fonts.map((font) => readFile(font))), { assets: false })],
  });
  return compiler;
}

async function compile(compiler: TypstCompiler, { template, json }: Order): Promise<Delivery> {
  compiler.addSource(MAIN, template);
  compiler.mapShadow(DATA, Buffer.from(json));
  const { result, diagnostics } = await compiler.runWithWorld({ mainFilePath: MAIN, inputs: {} }, (world) =>
    world.pdf({ diagnostics: 'unix' }),
  );
  return result === undefined ? { failure: diagnostics?.join('\n') ?? 'no reason given' } : { pdf: result };
}

if (parentPort !== null) {
  const port = parentPort;
  const assembled = assemble(workerData as Equipment);
  const serve = async (order: Order): Promise<void> =>
    port.postMessage(await compile(await assembled, order));
  // What is thrown here ends the thread, and the main thread hears of it.
  port.on('message', (order: Order) => void serve(order));
}
