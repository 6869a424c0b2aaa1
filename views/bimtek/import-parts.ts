import { count } from '../ui/format.ts';
import { html, type Part } from '../ui/html.ts';
import { type CheckState, hiddenOf } from './import-state.ts';
import { pathOf } from './words.ts';

/** Which part of a large file is shown. */
export function partLine({ bimtek, draft, options, parts, rows }: CheckState): Part {
  const open = parts?.choices.find(({ code }) => code === parts.chosen);
  if (!open) return '';
  const query = new URLSearchParams(hiddenOf(options)).toString();
  const whole = pathOf(bimtek, `/peserta/impor/${draft.id}${query && `?${query}`}`);
  return html`<p>Bagian yang dibuka: <b>${open.name}</b>, ${count(rows.length)} baris. <a href="${whole}">Lihat seluruh berkas</a></p>`;
}

/** A file with more rows than can be saved at once is taken kabupaten by kabupaten. */
export function partsForm({ bimtek, draft, options, parts, check }: CheckState): Part {
  if (!parts) return '';
  const why = html`<p><b>Berkas ini berisi ${count(check.rows.length)} baris.</b> Sekali simpan paling banyak ${count(parts.most)} baris.</p>`;
  if (parts.chosen !== null || parts.choices.length === 0)
    return html`<div class="kartu"><div class="dalam tumpuk">${why}<p>Bagi menjadi beberapa berkas, misalnya per kecamatan, lalu unggah satu per satu.</p></div></div>`;
  return html`<form class="kartu-isian tumpuk" method="get" action="${pathOf(bimtek, `/peserta/impor/${draft.id}`)}">${why}${Object.entries(
    hiddenOf(options),
  ).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  )}<div class="isian"><label for="kabupaten">Simpan per kabupaten atau kota</label><select id="kabupaten" name="kabupaten">${parts.choices.map(
    ({ code, name, rows }) => html`<option value="${code}">${name} (${count(rows)} baris)</option>`,
  )}</select></div><button class="tombol">Buka bagian ini</button></form>`;
}
