import { readFile } from 'node:fs/promises';
import { createTypstCompiler, type TypstCompiler } from '@myriaddreamin/typst.ts/compiler';
import { loadFonts } from '@myriaddreamin/typst.ts/options.init';

/** What may be handed to a template: it arrives as data and is never read as Typst markup. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const FONTS = [
  'noto-sans/400Regular/NotoSans_400Regular.ttf',
  'noto-sans/700Bold/NotoSans_700Bold.ttf',
  'noto-serif/400Regular/NotoSerif_400Regular.ttf',
  'noto-serif/700Bold/NotoSerif_700Bold.ttf',
];
const MAIN = '/main.typ';
const PDF = 1;
/** Typst keeps the results of layout between documents; dropped after so many of them, so memory stays flat. */
const DOCUMENTS_PER_CACHE = 50;
const packages = new URL('../../node_modules/', import.meta.url);

let loading: Promise<TypstCompiler> | undefined;
let queue: Promise<unknown> = Promise.resolve();
let made = 0;

/** The compiler with the four fonts of the package; no access to files, packages or the network. */
async function load(): Promise<TypstCompiler> {
  const wasm = '@myriaddreamin/typst-ts-web-compiler/pkg/typst_ts_web_compiler_bg.wasm';
  const [program, ...fonts] = await Promise.all([
    readFile(new URL(wasm, packages)),
    ...FONTS.map((font) => readFile(new URL(`@expo-google-fonts/${font}`, packages))),
  ]);
  const compiler = createTypstCompiler();
  await compiler.init({
    // The bare bytes would do, and print a line about a deprecated parameter.
    getModule: () => ({ module_or_path: program }) as unknown as BufferSource,
    beforeBuild: [loadFonts(fonts, { assets: false })],
  });
  return compiler;
}

/** Throws with Typst's own words when the template or a picture in the data is broken. */
async function compile(template: string, data: Json): Promise<Uint8Array> {
  loading ??= load();
  const compiler = await loading;
  if (++made % DOCUMENTS_PER_CACHE === 0) await compiler.reset();
  compiler.addSource(MAIN, template);
  const inputs = { data: JSON.stringify(data) };
  const { result, diagnostics } = await compiler.runWithWorld({ mainFilePath: MAIN, inputs }, (world) =>
    world.pdf({ diagnostics: 'unix' }),
  );
  if (result === undefined) throw new Error(`PDF failed: ${diagnostics?.join('\n') ?? 'no reason given'}`);
  return result;
}

/**
 * A tagged PDF of a Typst template (trusted source from `views/`), which reads its data with
 * `json(bytes(sys.inputs.data))`. The same template and data give the same bytes, as long as the template
 * sets the date of the document. One at a time in a process; each holds the event loop for its own few
 * milliseconds, and waiting requests are served in between.
 */
export function renderPdf(template: string, data: Json): Promise<Uint8Array> {
  const turn = queue.then(() => new Promise<void>((resolve) => void setImmediate(resolve)));
  const document = turn.then(() => compile(template, data));
  queue = document.catch(() => undefined);
  return document;
}
