import { html, type Html } from './html.ts';
import { icon } from './icons.ts';

/** The field of a GET form that searches a list, with its own button so that it works without a script. */
export const searchBox = (label: string, value: string, name = 'q'): Html =>
  html`<div class="baris"><label class="cari penuh-baris">${icon('cari')}<span class="kasat">${label}</span><input type="search" name="${name}" value="${value}" placeholder="${label}" maxlength="60"></label><button class="tombol kedua">Cari</button></div>`;
