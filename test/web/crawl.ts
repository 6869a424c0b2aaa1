import { TABLE } from '../access/table.ts';
import type { Cast } from '../fixtures/cast.ts';
import { type Form, formsIn, linksIn } from './page.ts';

/** A form with the page it stands on and the route it is sent to. */
export type FoundForm = Form & { from: string; route: string };
type Found = { pages: Map<string, string>; forms: FoundForm[] };

/** So many addresses of the same route are looked at: ten kader show no form that two do not. */
const OF_A_ROUTE = 2;

const patterns = Object.keys(TABLE).map((route) => {
  const [method = '', path = ''] = route.split(' ');
  const source = path
    .replaceAll('.', '\\.')
    .replaceAll(/:(\w+)(\{([^/]*)\})?/g, (_all, _name, _braces, inside?: string) =>
      inside ? `(?:${inside})` : '[^/]+',
    );
  return { route, method, fits: new RegExp(`^${source}$`), open: (path.match(/:/g) ?? []).length };
});

/** The route of an address: the one with the fewest open parts, as written first in the router. */
function routeOf(method: string, address: string): string {
  const path = address.split(/[?#]/)[0] ?? '';
  const fitting = patterns.filter((one) => one.method === method && one.fits.test(path));
  return fitting.toSorted((a, b) => a.open - b.open)[0]?.route ?? `${method} ${path}`;
}

/** What a person comes to from the first page by following links, with the POST forms on the way. */
export async function crawl(cast: Cast, cookie: string): Promise<Found> {
  const pages = new Map<string, string>();
  const forms: FoundForm[] = [];
  const seen = new Map<string, number>();
  const waiting = ['/'];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const route = routeOf('GET', path);
    if (pages.has(path) || (seen.get(route) ?? 0) >= OF_A_ROUTE) continue;
    seen.set(route, (seen.get(route) ?? 0) + 1);
    const response = await cast.get(path, { cookie });
    const to = response.headers.get('Location');
    if (to) waiting.unshift(to);
    const isPage = response.headers.get('Content-Type')?.startsWith('text/html') ?? false;
    const text = isPage ? await response.text() : '';
    pages.set(path, text);
    waiting.push(...linksIn(text));
    for (const form of formsIn(text))
      forms.push({ ...form, from: path, route: routeOf('POST', form.action) });
  }
  return { pages, forms };
}
