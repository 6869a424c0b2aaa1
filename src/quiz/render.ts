import { Marked } from 'marked';
import sanitizeHtml from 'sanitize-html';
import type { SourceFormat, SourceQuestion } from './exchange/gift.ts';
import type { Question } from './question.ts';

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Raw HTML in markdown is shown as text; a link or picture is its words: a question holds nothing to press. */
const marked = new Marked({
  gfm: true,
  renderer: {
    html: ({ text }) => escape(text),
    link({ tokens }) {
      return this.parser.parseInline(tokens);
    },
    image: ({ text }) => escape(text),
  },
});

const CLOSED_LIST: sanitizeHtml.IOptions = {
  allowedTags: ['b', 'strong', 'i', 'em', 'u', 'code', 'sub', 'sup', 'br'],
  allowedAttributes: {},
};

/** HTML for inside a line out of what an author wrote; whatever is not on the closed list loses its markup. */
export function renderInline(source: string, format: SourceFormat): string {
  const markup =
    format === 'markdown'
      ? source
          .split(/\n{2,}/)
          .map((part) => marked.parseInline(part, { async: false }))
          .join('<br><br>')
      : format === 'html'
        ? source.replace(/<\/(p|div)>\s*<(p|div)\b[^>]*>/gi, '<br><br>')
        : escape(source).replaceAll('\n', '<br>');
  return sanitizeHtml(markup, CLOSED_LIST).trim();
}

/** A question as it is stored: what may be seen apart from what is secret. */
export function renderQuestion(source: SourceQuestion, id: string): Question {
  const html = (text: string) => renderInline(text, source.format);
  const said = source.options.flatMap((option) =>
    option.feedback ? [[option.id, html(option.feedback)] as const] : [],
  );
  return {
    id,
    type: source.type,
    body: {
      text: html(source.text),
      options: source.options.map((option) => ({ id: option.id, html: html(option.text) })),
    },
    key: {
      weights: Object.fromEntries(
        source.options.map((option) => [option.id, Math.round(option.percent * 100)]),
      ),
      feedback: Object.fromEntries(said),
      explanation: source.explanation === null ? null : html(source.explanation),
    },
    tags: source.tags,
  };
}
