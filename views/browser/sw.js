// The worker reads pages, it never writes: POST belongs to the outbox. V and SHELL stand before this (src/http/assets.ts).
const shell = `shell-${V}`;
const loose = { ignoreVary: true };
/** First pages of those who work without network: what opening the app leads to. */
const HOMES = ['/kelas', '/beranda'];
const named = async (start) => (await caches.keys()).filter((name) => name.startsWith(start));
const pathOf = (address) => {
  const url = new URL(address);
  url.searchParams.delete('kabar');
  return url.pathname + url.search;
};

addEventListener('install', (event) => {
  const asNobody = SHELL.map((path) => new Request(path, { credentials: 'omit' }));
  event.waitUntil(caches.open(shell).then((cache) => cache.addAll(asNobody)));
});
addEventListener('activate', (event) => event.waitUntil(tidy().then(() => clients.claim())));
addEventListener('message', (event) => {
  const { data, source } = event;
  if (data === 'skip') skipWaiting();
  else if (Array.isArray(data)) event.waitUntil(keepAll(event, data).then((count) => source?.postMessage(count)));
  else event.waitUntil(get(event, data));
});
addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  if (method !== 'GET' || !url.startsWith(`${location.origin}/`)) return;
  if (new URL(url).pathname.startsWith('/s/')) event.respondWith(asset(event.request));
  else if (mode === 'navigate') event.respondWith(page(event));
});

/** Fetches a page to keep it; true when the phone holds it then. */
const get = (event, address) => fetch(address).then((response) => keep(event, address, response)).catch(() => false);

/** Pages that one of them wants beside it; a copy of this hour will do. How many there are. */
async function keepAll(event, addresses) {
  let count = 0;
  for (const address of addresses) {
    const there = await fresh(address);
    // oxlint-disable-next-line bekal/no-wall-clock -- the phone's own clock against the day of the copy
    const young = there && Date.now() - Date.parse(there.headers.get('Date')) < 36e5;
    if (young || (await get(event, address)) || (await fresh(address))) count++;
  }
  return count;
}

async function tidy() {
  for (const name of await named('shell-')) if (name !== shell) await caches.delete(name);
}

/** A page older than the last update asks for files of old: the same file of today will do. */
async function asset(request) {
  const there = await caches.match(request, loose);
  if (there) return there;
  const bare = (url) => url.replace(/\.[0-9a-f]{8}\./, '.');
  return fetch(request).catch(async () => {
    const today = (await (await caches.open(shell)).keys()).find(({ url }) => bare(url) === bare(request.url));
    return today ? caches.match(today, loose) : Response.error();
  });
}

/** What stands in for a page that is not kept; the QR of a paper is checked on the phone itself. */
function spareOf(path) {
  if (path.startsWith('/v/')) return '/v/';
  return path === '/hp-ini' ? path : '/tanpa-internet';
}

async function page(event) {
  const kept = await fresh(event.request.url);
  const stop = new AbortController();
  const timer = kept && setTimeout(() => stop.abort(), 6000);
  try {
    const response = await fetch(event.request, { signal: stop.signal });
    if (kept && response.status >= 500) return dated(kept);
    await keep(event, event.request.url, response);
    return response;
  } catch {
    if (kept) return dated(kept);
    const path = pathOf(event.request.url);
    for (const home of path === '/' ? HOMES : []) if (await fresh(location.origin + home)) return Response.redirect(home);
    return (await caches.match(spareOf(path), loose)) ?? Response.error();
  } finally {
    clearTimeout(timer);
  }
}

/** Stored only where the server says for how many days; the pages of one person at a time. */
async function keep(event, address, response) {
  const { headers } = response;
  const owner = headers.get('X-Bekal-User');
  if (!owner) return false;
  for (const name of await named('pages-')) if (name !== `pages-${owner}`) await caches.delete(name);
  const cache = await caches.open(`pages-${owner}`);
  const mayStay = response.ok && !response.redirected && headers.has('X-Simpan');
  if (mayStay) event.waitUntil(cache.put(pathOf(address), response.clone()));
  else await cache.delete(pathOf(address), loose);
  return mayStay;
}

/** The copy of a page, unless its days are over: then it is swept out, and the others that nobody asked for too. */
async function fresh(address) {
  // oxlint-disable-next-line bekal/no-wall-clock -- the phone's own clock against the day of the copy
  const now = Date.now();
  for (const name of await named('pages-')) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const { headers } = await cache.match(request, loose);
      if (now > Date.parse(headers.get('Date')) + headers.get('X-Simpan') * 864e5) await cache.delete(request, loose);
    }
    const kept = await cache.match(pathOf(address), loose);
    if (kept) return kept;
  }
}

const dated = async (kept) =>
  new Response((await kept.text()).replace('<body ', `<body data-disimpan="${Date.parse(kept.headers.get('Date'))}" `), kept);
