/** A form of a page as a browser would send it. */
export type Form = { action: string; upload: boolean; fields: [name: string, value: string][] };

/** What a person types where a field is empty, by the field's type or name. */
const TYPED: Record<string, string> = {
  date: '2024-06-20',
  time: '09:00',
  'datetime-local': '2024-06-20T09:00',
  number: '1',
  tel: '081200008888',
  password: 'bekal-demo-2024',
};

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : unescaped(found);
};
const has = (tag: string, name: string): boolean => new RegExp(`\\s${name}(?=[\\s>=/])`).test(tag);
const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** The addresses on this site that a page leads to. */
export const linksIn = (page: string): string[] =>
  [...page.matchAll(/<a\s[^>]*?href="(\/[^"#]*)/g)].map(([, href]) => unescaped(href ?? ''));

/** The POST forms of a page, filled: what stands there, the first choice, and something plausible where nothing stands. */
export function formsIn(page: string): Form[] {
  return [...page.matchAll(/<form\s[^>]*method="post"[^>]*>([^]*?)<\/form>/g)].map(([whole, inside = '']) => {
    const tag = whole.slice(0, whole.indexOf('>') + 1);
    return {
      action: attribute(tag, 'action') ?? '',
      upload: attribute(tag, 'enctype') === 'multipart/form-data',
      fields: [...inputsIn(inside), ...selectsIn(inside), ...textsIn(inside), ...buttonIn(inside)],
    };
  });
}

function inputsIn(html: string): [string, string][] {
  const seen = new Set<string>();
  return [...html.matchAll(/<input\s[^>]*>/g)].flatMap(([tag]): [string, string][] => {
    const name = attribute(tag, 'name');
    const type = attribute(tag, 'type') ?? 'text';
    if (!name || type === 'file' || has(tag, 'disabled')) return [];
    const value = attribute(tag, 'value') ?? '';
    if (type === 'radio' && seen.has(name)) return [];
    seen.add(name);
    return [[name, value || (type === 'hidden' ? '' : (TYPED[type] ?? 'Contoh isian'))]];
  });
}

const selectsIn = (html: string): [string, string][] =>
  [...html.matchAll(/<select\s[^>]*name="([^"]*)"[^>]*>([^]*?)<\/select>/g)].map(
    ([, name = '', inside = '']) => {
      const options = [...inside.matchAll(/<option\s[^>]*>/g)].map(([tag]) => ({
        tag,
        value: attribute(tag, 'value') ?? '',
      }));
      const chosen =
        options.find(({ tag }) => has(tag, 'selected') && attribute(tag, 'value')) ??
        options.find(({ value }) => value !== '');
      return [name, chosen?.value ?? ''];
    },
  );

const textsIn = (html: string): [string, string][] =>
  [...html.matchAll(/<textarea\s[^>]*name="([^"]*)"[^>]*>([^]*?)<\/textarea>/g)].map(
    ([, name = '', text = '']) => [name, unescaped(text) || 'Contoh isian yang cukup panjang.'],
  );

/** The first button with a name: it is the one that Enter presses. */
function buttonIn(html: string): [string, string][] {
  const tag = [...html.matchAll(/<button\s[^>]*>/g)]
    .map(([found]) => found)
    .find((found) => attribute(found, 'name'));
  return tag ? [[attribute(tag, 'name') ?? '', attribute(tag, 'value') ?? '']] : [];
}
