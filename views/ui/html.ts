/**
 * The one tag for markup: values are escaped; attributes are always quoted (a lint checks). Markup of course
 * authors enters only through `rich-text.ts`.
 */
import type { HtmlEscapedString } from 'hono/utils/html';

export { html } from 'hono/html';
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
/** What may stand inside a template: nothing is printed for null, undefined and false. */
export type Part = Html | Html[] | string | number | null | undefined | false;
