import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { allow } from './audience.ts';
import { NotFound } from './errors.ts';
import type { Env } from './house.ts';

type Asset = { type: string; plain: Uint8Array; br: Uint8Array; gzip: Uint8Array };
export type Assets = { addresses: Record<string, string>; files: ReadonlyMap<string, Asset> };

const JAVASCRIPT = 'text/javascript; charset=utf-8';
const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: JAVASCRIPT,
  svg: 'image/svg+xml',
};

/**
 * Reads the browser's files once, several sources of one name in their order; each address carries a hash of the
 * content, so a copy never goes stale.
 */
export function readAssets(sources: Record<string, URL | URL[]>): Assets {
  const addresses: Record<string, string> = {};
  const files = new Map<string, Asset>();
  for (const [name, source] of Object.entries(sources)) {
    const plain = Buffer.concat([source].flat().map((url) => withoutRemarks(name, url)));
    const dot = name.lastIndexOf('.');
    const hash = createHash('sha256').update(plain).digest('hex').slice(0, 8);
    const address = `/s/${name.slice(0, dot)}.${hash}${name.slice(dot)}`;
    addresses[name] = address;
    const type = TYPES[name.slice(dot + 1)] ?? 'application/octet-stream';
    files.set(address, { type, plain, br: brotliCompressSync(plain), gzip: gzipSync(plain, { level: 9 }) });
  }
  return { addresses, files };
}

/** Pages without a person in them that the worker fetches when it is installed. */
const SHELL_PAGES = ['/tanpa-internet', '/hp-ini', '/v/'];

/**
 * The service worker's script: what it keeps for times without network, and a version that changes with any of it.
 * `said`: what those pages say besides.
 */
function workerOf({ addresses, files }: Assets, said: string): string {
  const { 'sw.js': own = '', ...others } = addresses;
  const shell = [...SHELL_PAGES, ...Object.values(others)];
  const version = createHash('sha256')
    .update([own, said, ...shell].join(' '))
    .digest('hex')
    .slice(0, 8);
  const script = Buffer.from(files.get(own)?.plain ?? '').toString();
  return `const V = '${version}';\nconst SHELL = ${JSON.stringify(shell)};\n${script}`;
}

/** Comments and indentation are for readers of the source: a fifth of what a phone would load. htmx has none. */
function withoutRemarks(name: string, url: URL): Buffer {
  const source = readFileSync(url);
  if (name === 'htmx.js') return source;
  const remark = name.endsWith('.css') ? /\/\*[^*]*\*\/\n?|^\s+/gm : /^\s*(\/\/.*|\/\*\*.*\*\/)\n|^\s+/gm;
  return Buffer.from(source.toString().replaceAll(remark, ''));
}

export function assetRoutes(assets: Assets): Hono<Env> {
  let worker: string | undefined;
  const routes = new Hono<Env>().get('/sw.js', allow('everyone'), (c) => {
    worker ??= workerOf(assets, JSON.stringify(c.get('house').keys.proof.ring));
    return c.body(worker, 200, { 'Content-Type': JAVASCRIPT });
  });
  return routes.get('/s/:file', allow('everyone'), (c) => {
    const asset = assets.files.get(c.req.path);
    if (!asset) throw new NotFound();
    const accepts = c.req.header('Accept-Encoding') ?? '';
    const way = /\bbr\b/.test(accepts) ? 'br' : /\bgzip\b/.test(accepts) ? 'gzip' : 'plain';
    if (way !== 'plain') c.header('Content-Encoding', way);
    c.header('Cache-Control', 'public, max-age=31536000, immutable');
    c.header('Content-Type', asset.type);
    return c.body(asset[way] as Uint8Array<ArrayBuffer>);
  });
}
