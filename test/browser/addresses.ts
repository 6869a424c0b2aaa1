/** A file to keep, an act by address, or a place outside: nothing that is looked at as a page. */
const NO_PAGE =
  /\.(pdf|csv|xlsx|ics|svg|png)$|\/pdf\/|^\/s\/|^\/belajar\/(berkas|lanjut)|^\/kredensial|^\/api|^\/sertifikat\/.|^\/sesi\/[^/]+\/bukti\/./;

/** The kind of a page: its path with what differs from one to the next taken out. */
export function kindOf(path: string): string {
  return path
    .replace(/\?.*/, '')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/\/nagari\/[\d.]+/, '/nagari/:code')
    .replace(/^\/v\/.+/, '/v/:serial')
    .replace(/^\/belajar\/[^/]+\/.+/, '/belajar/:lesson')
    .replace(/\/hasil\/soal\/.+/, '/hasil/soal/:quiz')
    .replace(/\/soal\/\d+/, '/soal/:n');
}

/** Pages that nothing leads to while people are at work, each with the test that opens it. */
const SHOWN_ELSEWHERE = [
  '/healthz', // for machines
  '/readyz',
  '/sw.js',
  '/manifest.webmanifest',
  '/saya/ringkas', // JSON for the phone
  '/isi-hp', // leads to /hp-ini
  '/masuk/kode', // account/second-step
  '/mulai/:token', // browser/story
];

/** Which pages of a router are none of the paths that somebody has looked at. */
export function neverSeen(routes: string[], seen: ReadonlySet<string>): string[] {
  return routes
    .filter((route) => route.startsWith('GET '))
    .map((route) => route.slice('GET '.length))
    .filter((path) => !NO_PAGE.test(path) && !SHOWN_ELSEWHERE.includes(path))
    .filter((path) => {
      const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+(\{[^/]*\})?/g, '[^/]+')}$`);
      return !seen.values().some((one) => pattern.test(one.replace(/\?.*/, '')));
    });
}

/** The address of a link that leads to a page of Bekal; undefined for every other. */
export function pageBehind(href: string, address: string): string | undefined {
  const url = new URL(href, address);
  return url.origin === address && !NO_PAGE.test(url.pathname) ? `${url.pathname}${url.search}` : undefined;
}
