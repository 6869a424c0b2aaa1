import { html, type Html, type Part } from './html.ts';
import { icon } from './icons.ts';

/** A quiet line after a write: the address carries a word of the list (`?kabar=disimpan`), never free text. */
export function notice(kabar: string | undefined, sentences: Record<string, string>): Part {
  const sentence = kabar !== undefined && Object.hasOwn(sentences, kabar) ? sentences[kabar] : undefined;
  if (!sentence) return '';
  return html`<div class="pesan berhasil" role="status">${icon('centang')}<p>${sentence}</p></div>`;
}

export const info = (...body: Part[]): Html =>
  html`<div class="pesan info">${icon('buku')}<div class="rapat">${body}</div></div>`;
export const warning = (...body: Part[]): Html =>
  html`<div class="pesan awas">${icon('awas')}<div class="rapat">${body}</div></div>`;
/** A refusal: what happened and what to do. */
export const refusal = (...body: Part[]): Html =>
  html`<div class="galat-ringkas" role="alert" tabindex="-1" autofocus><h2>Belum bisa</h2><div class="rapat">${body}</div></div>`;

export type Tone = 'selesai' | 'jalan' | 'belum' | 'awas' | 'galat';
/** A state as colour and word (never colour alone). */
export const stamp = (tone: Tone, ...body: Part[]): Html => html`<span class="cap ${tone}">${body}</span>`;

/** An empty list: one sentence and one act. */
export const empty = (sentence: string, act?: Part): Html =>
  html`<div class="kartu"><div class="dalam tumpuk"><p>${sentence}</p>${act}</div></div>`;
