import type { Field, RosterAsk } from '../../src/bimtek/roster/index.ts';
import type { Shell } from '../../src/http/page.ts';
import { form } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { type CheckState, hiddenOf } from './import-state.ts';
import { columnWords } from './import-words.ts';
import { pathOf } from './words.ts';

const action = ({ bimtek, draft }: CheckState): string => pathOf(bimtek, `/peserta/impor/${draft.id}/kolom`);

/** What was answered before, but for the fields that this form asks again. */
const kept = ({ options }: CheckState, asked: ReadonlySet<string>): Part =>
  Object.entries(hiddenOf(options))
    .filter(([name]) => !asked.has(name))
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);

/** What has to be known before rows can be read: sheet, letters of the text, columns. What is said of columns is kept. */
export function askForm(shell: Shell, state: CheckState): Html {
  const asks = state.check.ask ?? [];
  const columns = asks.some(({ about }) => about === 'columns') && state.check.headers !== null;
  return form(
    shell,
    { action: action(state), class: 'kartu-isian tumpuk' },
    html`<h2>Berkas ini perlu dijelaskan dulu</h2>`,
    kept(state, new Set(asks.map(nameOf))),
    asks.map(askField),
    columns &&
      html`<p class="mungil redup">Cukup sekali: berkas lain dengan judul kolom yang sama dibaca seperti ini juga.</p>`,
    html`<button class="tombol">Lanjutkan</button>`,
  );
}

function nameOf(ask: RosterAsk): string {
  if (ask.about === 'columns') return `kolom.${ask.field}`;
  return ask.about === 'sheet' ? 'lembar' : 'pengodean';
}

function question(ask: RosterAsk): string {
  if (ask.about === 'sheet') return 'Lembar mana yang berisi daftar peserta?';
  if (ask.about === 'encoding') return 'Huruf dalam berkas tidak terbaca otomatis. Jenisnya apa?';
  const column = columnWords(ask.field);
  return ask.code === 'missing'
    ? `Kolom mana yang berisi ${column}?`
    : `Ada ${ask.choices.length} kolom untuk ${column}. Yang mana?`;
}

const ENCODING: Record<string, string> = {
  'utf-8': 'UTF-8 (biasa)',
  'windows-1252': 'Windows Barat (Excel lama)',
  'utf-16le': 'Unicode text (UTF-16)',
  'utf-16be': 'UTF-16 terbalik',
};

const columnLabel = ({ letters, header }: { letters: string; header: string }): [string, string] => [
  letters,
  `${letters}: ${header}`,
];
const NONE: [string, string] = ['-', 'Tidak ada kolomnya'];

function choicesOf(ask: RosterAsk): [string, string][] {
  if (ask.about === 'sheet') return ask.choices.map((name) => [name, name]);
  if (ask.about === 'encoding') return ask.choices.map((name) => [name, ENCODING[name] ?? name]);
  const columns = ask.choices.map(columnLabel);
  return ask.code === 'missing' ? [...columns, NONE] : columns;
}

const askField = (ask: RosterAsk): Html => picker(nameOf(ask), question(ask), choicesOf(ask));

const picker = (name: string, label: string, choices: [string, string][], chosen?: string): Html =>
  html`<div class="isian"><label for="${name}">${label}</label><select id="${name}" name="${name}">${choices.map(
    ([value, words]) =>
      html`<option value="${value}"${value === chosen && html` selected`}>${words}</option>`,
  )}</select></div>`;

/** Fields that a human may point at another column. */
const MOVABLE: readonly Field[] =
  'name nik sex phone village_code village district regency decree_no decree_date class'.split(
    ' ',
  ) as Field[];

/** Which column was read for what, and another choice for whoever sees that it is wrong. */
export function columnsRead(shell: Shell, state: CheckState): Part {
  const { columns, choices, remembered } = state.check;
  if (columns.length === 0) return '';
  const read = columns
    .filter(({ field }) => MOVABLE.includes(field))
    .map(
      ({ field, letters, header }) =>
        html`<li><span>${letters}: ${header || 'tanpa judul'}</span><span class="mungil redup">${columnWords(field)}</span></li>`,
    );
  const chosen = (field: Field) => columns.find((column) => column.field === field)?.letters ?? '-';
  const all = choices.map(columnLabel);
  return html`<details><summary>${columns.length} kolom dibaca${remembered && ', seperti yang pernah dijelaskan untuk berkas serupa'}</summary><div class="tumpuk"><ul class="kartu daftar-ringkas">${read}</ul>${form(
    shell,
    { action: action(state), class: 'kartu-isian tumpuk' },
    html`<h2>Ada kolom yang keliru dibaca</h2>`,
    kept(state, new Set(MOVABLE.map((field) => `kolom.${field}`))),
    MOVABLE.map((field) => picker(`kolom.${field}`, columnWords(field), [...all, NONE], chosen(field))),
    html`<p class="mungil redup">Berlaku juga untuk berkas berikutnya dengan judul kolom yang sama.</p><button class="tombol kedua">Baca dengan kolom ini</button>`,
  )}</div></details>`;
}
