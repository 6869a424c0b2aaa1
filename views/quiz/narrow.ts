import { html, type Html, type Part } from '../ui/html.ts';

/** The usual <main> for text that is read: never wider than a page of a book. */
export const narrow = (...parts: Part[]): Html => html`<main class="isi sempit" id="utama">${parts}</main>`;
