/**
 * The part of XML that a workbook needs: tags, attributes and text, in the order they come. No entities of its own, no
 * documents from elsewhere: a name after `&` that XML does not define stays as it is written.
 */

export type XmlListener = {
  /** `name` without its prefix; `attributes` as written, for `attribute()`. */
  open(name: string, attributes: string): void;
  /** Undecoded: most texts of a workbook are numbers, and `decodeXml` is for the others. */
  text(raw: string): void;
  close(name: string): void;
};

const CHUNK = 1 << 20;
const MAX_DEPTH = 64;

/** Thrown at what is no XML. */
export class MalformedXml extends Error {}

/** Tells the listener what is in the document; `at` hears how many bytes are done. Throws `MalformedXml`. */
export function scanXml(bytes: Uint8Array, listener: XmlListener, at?: (bytesDone: number) => void): void {
  const decoder = new TextDecoder(bytes[0] === 0xff || bytes[0] === 0xfe ? 'utf-16' : 'utf-8');
  const stack: string[] = [];
  let left = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    const end = Math.min(start + CHUNK, bytes.length);
    const text = left + decoder.decode(bytes.subarray(start, end), { stream: end < bytes.length });
    left = scanText(text, listener, stack);
    at?.(end);
  }
  if (stack.length > 0 || left.trim() !== '') throw new MalformedXml('the document ends in the middle');
}

/** Reads as far as whole tags go; gives the rest back. */
function scanText(text: string, listener: XmlListener, stack: string[]): string {
  let at = 0;
  for (;;) {
    const open = text.indexOf('<', at);
    if (open < 0) return text.slice(at);
    const end = endOfTag(text, open);
    if (end < 0) return text.slice(at);
    if (open > at && stack.length > 0) listener.text(text.slice(at, open));
    const tag = text.slice(open + 1, end);
    if (tag.startsWith('![CDATA[')) listener.text(escaped(tag.slice(8, -2)));
    else if (!tag.startsWith('!') && !tag.startsWith('?')) tell(tag, listener, stack);
    at = end + 1;
  }
}

/** Index of the `>` that ends the tag; one inside quotes does not. Below 0: the tag goes on in the next piece. */
function endOfTag(text: string, open: number): number {
  if (text.startsWith('<!--', open)) return endAfter(text, '-->', open + 4);
  if (text.startsWith('<![CDATA[', open)) return endAfter(text, ']]>', open + 9);
  let end = text.indexOf('>', open);
  while (end >= 0 && insideQuotes(text, open, end)) end = text.indexOf('>', end + 1);
  return end;
}

function endAfter(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length - 1;
}

function insideQuotes(text: string, open: number, end: number): boolean {
  let quote = 0;
  for (let i = open + 1; i < end; i++) {
    const code = text.charCodeAt(i);
    if (quote === 0 && (code === 34 || code === 39)) quote = code;
    else if (code === quote) quote = 0;
  }
  return quote !== 0;
}

function tell(tag: string, listener: XmlListener, stack: string[]): void {
  if (tag.startsWith('/')) {
    const name = bare(tag.slice(1).trimEnd());
    if (stack.pop() !== name) throw new MalformedXml(`</${name}> closes nothing`);
    listener.close(name);
    return;
  }
  const alone = tag.endsWith('/');
  const space = tag.search(/[\s/]/);
  const name = bare(space < 0 ? tag : tag.slice(0, space));
  if (name === '') throw new MalformedXml('a tag without a name');
  listener.open(name, space < 0 ? '' : tag.slice(space, alone ? -1 : undefined));
  if (alone) listener.close(name);
  else if (stack.push(name) > MAX_DEPTH) throw new MalformedXml('too deep');
}

const bare = (name: string): string => name.slice(name.indexOf(':') + 1);

const PATTERNS = new Map<string, RegExp>();

/** The attribute of this name, decoded; with its prefix where it has one ("r:id"). */
export function attribute(attributes: string, name: string): string | undefined {
  let pattern = PATTERNS.get(name);
  if (!pattern)
    PATTERNS.set(name, (pattern = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)));
  const found = pattern.exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : decodeXml(value);
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** `&amp;`, `&#8217;` and `&#x2019;` as what they stand for. */
export const decodeXml = (raw: string): string =>
  raw.includes('&')
    ? raw.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|lt|gt|amp|quot|apos);/gi, (whole, name: string) => {
        if (!name.startsWith('#')) return NAMED[name] ?? whole;
        const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      })
    : raw;

const escaped = (text: string): string => text.replaceAll('&', '&amp;');
