import { raw } from 'hono/html';
import type { Html } from './html.ts';
import { html } from './html.ts';

/**
 * The only door for markup that people wrote: HTML that `course/` sanitised when it was loaded, wrapped so that
 * htmx leaves it alone.
 */
export const richText = (sanitised: string): Html =>
  html`<div class="naskah" hx-ignore>${raw(sanitised)}</div>`;

/** The same inside a line (a question's text or an option). */
export const richLine = (sanitised: string): Html => html`<span hx-ignore>${raw(sanitised)}</span>`;

/** An SVG that this system drew itself (QR, chart). */
export const drawing = (svg: string): Html => html`${raw(svg)}`;
