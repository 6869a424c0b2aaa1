import type { RosterAsk } from '../../src/bimtek/roster/index.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { type CheckState, hiddenOf } from './import-state.ts';
import { columnWords } from './import-words.ts';
import { pathOf } from './words.ts';

/** What has to be known before rows can be read: sheet, letters of the text, columns. Answers go into the address. */
export function askForm({ bimtek, draft, check, options }: CheckState): Html {
  const asks = check.ask ?? [];
  const asked = new Set(asks.map(nameOf));
  const kept = Object.entries(hiddenOf(options)).filter(([name]) => !asked.has(name));
  return html`<form class="kartu-isian tumpuk" method="get" action="${pathOf(bimtek, `/peserta/impor/${draft.id}`)}"><h2>Berkas ini perlu dijelaskan dulu</h2>${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}${asks.map(askField)}<button class="tombol">Lanjutkan</button></form>`;
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

function choicesOf(ask: RosterAsk): [string, string][] {
  if (ask.about === 'sheet') return ask.choices.map((name) => [name, name]);
  if (ask.about === 'encoding') return ask.choices.map((name) => [name, ENCODING[name] ?? name]);
  const columns = ask.choices.map(({ letters, header }): [string, string] => [
    letters,
    `${letters}: ${header}`,
  ]);
  return ask.code === 'missing' ? [...columns, ['-', 'Tidak ada kolomnya']] : columns;
}

function askField(ask: RosterAsk): Part {
  const name = nameOf(ask);
  return html`<div class="isian"><label for="${name}">${question(ask)}</label><select id="${name}" name="${name}">${choicesOf(ask).map(([value, label]) => html`<option value="${value}">${label}</option>`)}</select></div>`;
}
