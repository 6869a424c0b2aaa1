import { Marked, type MarkedExtension, type Token, type Tokens } from 'marked';
import type { Picture } from './picture.ts';
import type { Report } from './problems.ts';
import { allowedOnly, escaped } from './sanitise.ts';
import { sortLink } from './links.ts';
import { lookUp } from '../look-up.ts';

/** What a lesson may point at: other lessons and pictures of its course, by the path as the author wrote it. */
export type Surroundings = {
  /** The address of a lesson of this course, or null. */
  lesson(path: string): string | null;
  picture(path: string): Picture | null;
};

const pictureAddress = (sha256: Uint8Array): string =>
  `/belajar/berkas/${Buffer.from(sha256).toString('hex')}`;

/** Chapters that every lesson has (courses/README.md), set apart so that the eye finds them. */
const CHAPTERS: Readonly<Record<string, string>> = {
  'contoh karangan': 'contoh',
  'coba sekarang': 'coba',
  ingat: 'ingat',
};

/** Beyond headings, lists, bold, italics, links and pictures a lesson on a small screen needs nothing. */
const REFUSED = new Set(['table', 'code', 'hr', 'del', 'checkbox']);

/**
 * Markdown to HTML that is safe to show: raw HTML is escaped (comments dropped), then everything passes a closed
 * allow-list. Says at which line something is wrong; `firstLine` is the line of the file where the text begins.
 */
export function render(
  markdown: string,
  around: Surroundings,
  report: Report,
  firstLine = 1,
): { html: string; pictures: Picture[] } {
  const pictures = new Set<Picture>();
  const marked = new Marked<string, string>({ renderer: rendererFor(around, pictures) });
  const tokens = marked.lexer(markdown);
  walk(tokens, markdown, firstLine, (token, line) => inspect(token, line, around, report));
  const html = chapters(tokens)
    .map(({ kind, tokens: part }) =>
      kind ? `<section class="${kind}">${marked.parser(part)}</section>` : marked.parser(part),
    )
    .join('');
  return { html: allowedOnly(html), pictures: [...pictures] };
}

function inspect(token: Token, line: number, around: Surroundings, report: Report): void {
  if (REFUSED.has(token.type)) report(line, 'lesson', 'construct', token.type);
  if (token.type === 'link') {
    const link = sortLink((token as Tokens.Link).href);
    if (link.kind === 'refused') report(line, 'link', 'link-scheme', link.href);
    if (link.kind === 'inside' && around.lesson(link.href) === null)
      report(line, 'link', 'link-broken', link.href);
  }
  if (token.type === 'image') {
    const image = token as Tokens.Image;
    if (image.text.trim() === '') report(line, 'picture', 'alt-missing', image.href);
    if (sortLink(image.href).kind !== 'inside') report(line, 'picture', 'picture-outside', image.href);
    else if (!around.picture(image.href)) report(line, 'picture', 'picture-missing', image.href);
  }
}

type Visit = (token: Token, line: number) => void;

/** Visits every token with its line; inside an indented list the nearest line above is good enough. */
function walk(tokens: Token[], source: string, line: number, visit: Visit): void {
  let from = 0;
  for (const token of tokens) {
    const at = source.indexOf(token.raw, from);
    const here = line + (at < 0 ? 0 : source.slice(0, at).split('\n').length - 1);
    if (at >= 0) from = at + token.raw.length;
    visit(token, here);
    const inside = (token as Tokens.List).items ?? (token as Tokens.Generic).tokens ?? [];
    walk(inside as Token[], token.raw, here, visit);
  }
}

/** Cuts the text at its headings of the second level. */
function chapters(tokens: Token[]): { kind: string | undefined; tokens: Token[] }[] {
  const parts: { kind: string | undefined; tokens: Token[] }[] = [{ kind: undefined, tokens: [] }];
  for (const token of tokens) {
    if (token.type === 'heading' && (token as Tokens.Heading).depth <= 2)
      parts.push({ kind: lookUp(CHAPTERS, (token as Tokens.Heading).text.trim().toLowerCase()), tokens: [] });
    parts.at(-1)?.tokens.push(token);
  }
  return parts;
}

type Renderer = NonNullable<MarkedExtension<string, string>['renderer']>;

function rendererFor(around: Surroundings, pictures: Set<Picture>): Renderer {
  const image = (token: Tokens.Image): string => {
    const picture = sortLink(token.href).kind === 'inside' ? around.picture(token.href) : null;
    if (!picture) return escaped(token.text);
    pictures.add(picture);
    return `<img src="${pictureAddress(picture.sha256)}" alt="${escaped(token.text)}" width="${picture.width}" height="${picture.height}" loading="lazy">`;
  };
  const asText = (token: { raw: string }) => `<p>${escaped(token.raw)}</p>`;
  return {
    html: ({ text }) => escaped(text.replace(/<!--[\s\S]*?(?:-->|$)/g, '')),
    heading({ tokens, depth }) {
      const level = Math.min(Math.max(depth, 2), 4);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
    },
    paragraph({ tokens }) {
      const [only] = tokens;
      if (tokens.length !== 1 || only?.type !== 'image') return `<p>${this.parser.parseInline(tokens)}</p>`;
      const { title } = only as Tokens.Image;
      return `<figure>${image(only as Tokens.Image)}${title ? `<figcaption>${escaped(title)}</figcaption>` : ''}</figure>`;
    },
    list({ ordered, start, items }) {
      const inner = (item: Tokens.ListItem) => this.parser.parse(item.tokens);
      if (!ordered)
        return `<ul class="butir">${items.map((item) => `<li>${inner(item)}</li>`).join('')}</ul>`;
      if (start !== 1)
        return `<ol start="${Number(start)}">${items.map((item) => `<li>${inner(item)}</li>`).join('')}</ol>`;
      return `<ol class="cara">${items.map((item) => `<li><div>${inner(item)}</div></li>`).join('')}</ol>`;
    },
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      const link = sortLink(href);
      const to =
        link.kind === 'outside' ? link.href : link.kind === 'inside' ? around.lesson(link.href) : null;
      return to === null ? text : `<a href="${escaped(to)}">${text}</a>`;
    },
    image,
    codespan: ({ text }) => escaped(text),
    table: asText,
    code: asText,
    hr: () => '',
    del: ({ raw }) => escaped(raw),
    checkbox: () => '',
  };
}
