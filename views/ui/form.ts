import type { Shell } from '../../src/http/page.ts';
import { html, type Html, type Part } from './html.ts';

/** What was typed and what is wrong, by field (src/http/form.ts fills it). */
export type Filled = { fields: Record<string, string>; values: Record<string, string> };
export const EMPTY: Filled = { fields: {}, values: {} };

/**
 * A form that has one effect however often it is sent: it carries a fresh key. `novalidate`, so that our own
 * sentences show instead of the browser's. `waits`: without network it stays on the phone under this name until it can
 * be sent, and the person goes on to `onward`.
 */
export function form(
  shell: Shell,
  options: { action: string; class?: string; upload?: boolean; id?: string; waits?: string; onward?: string },
  ...body: Part[]
): Html {
  return html`<form method="post" action="${options.action}" class="${options.class ?? 'tumpuk'}"${options.id && html` id="${options.id}"`}${
    options.upload && html` enctype="multipart/form-data"`
  }${options.waits && html` data-tunggu="${options.waits}"`}${options.onward && html` data-lanjut="${options.onward}"`} novalidate><input type="hidden" name="_key" value="${shell.formKey()}">${body}</form>`;
}

/** A form with one button and hidden values: a small act in a list. */
export function actButton(
  shell: Shell,
  action: string,
  label: Part,
  more: { class?: string; values?: Record<string, string> } = {},
): Html {
  return form(
    shell,
    { action, class: 'aksi-satu' },
    Object.entries(more.values ?? {}).map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
    ),
    html`<button class="tombol ${more.class ?? 'kedua kecil'}">${label}</button>`,
  );
}

export type Field = {
  name: string;
  label: string;
  filled?: Filled;
  /** Shown when nothing was typed yet. */
  value?: string | number | null;
  hint?: string;
  type?: 'text' | 'tel' | 'password' | 'date' | 'time' | 'number' | 'search' | 'datetime-local' | 'file';
  autocomplete?: string;
  inputmode?: 'numeric' | 'tel' | 'text' | 'decimal';
  required?: boolean;
  rows?: number;
};

/** A labelled field with hint and, when wrong, its reason tied to it for screen readers. */
export function field(f: Field): Html {
  const filled = f.filled ?? EMPTY;
  const wrong = filled.fields[f.name];
  const value = f.type === 'password' || f.type === 'file' ? '' : (filled.values[f.name] ?? f.value ?? '');
  const describedBy = [f.hint ? `${f.name}-petunjuk` : '', wrong ? `${f.name}-galat` : '']
    .filter(Boolean)
    .join(' ');
  const attributes = html` id="${f.name}" name="${f.name}"${wrong && html` aria-invalid="true"`}${describedBy && html` aria-describedby="${describedBy}"`}${
    f.required && html` aria-required="true"`
  }${f.autocomplete && html` autocomplete="${f.autocomplete}"`}${f.inputmode && html` inputmode="${f.inputmode}"`}`;
  return html`<div class="isian${wrong && ' salah'}"><label for="${f.name}">${f.label}</label>${
    f.hint && html`<small id="${f.name}-petunjuk">${f.hint}</small>`
  }${wrong && html`<p class="galat-isian" id="${f.name}-galat">${fieldReason(wrong, f.label)}</p>`}${
    f.rows
      ? html`<textarea rows="${f.rows}"${attributes}>${value}</textarea>`
      : html`<input type="${f.type ?? 'text'}" value="${value}"${attributes}>`
  }</div>`;
}

export type Choice = { value: string; label: string };

export function select(f: Field & { choices: Choice[] }): Html {
  const filled = f.filled ?? EMPTY;
  const wrong = filled.fields[f.name];
  const value = String(filled.values[f.name] ?? f.value ?? '');
  return html`<div class="isian${wrong && ' salah'}"><label for="${f.name}">${f.label}</label>${
    f.hint && html`<small>${f.hint}</small>`
  }${wrong && html`<p class="galat-isian" id="${f.name}-galat">${fieldReason(wrong, f.label)}</p>`}<select id="${f.name}" name="${f.name}"${
    wrong && html` aria-invalid="true" aria-describedby="${f.name}-galat"`
  }>${f.choices.map((choice) => html`<option value="${choice.value}"${choice.value === value && html` selected`}>${choice.label}</option>`)}</select></div>`;
}

export function checkbox(f: { name: string; label: Part; value?: string; checked?: boolean }): Html {
  return html`<label class="centang"><input type="checkbox" name="${f.name}" value="${f.value ?? 'ya'}"${f.checked && html` checked`}><span>${f.label}</span></label>`;
}

/** The list of what is wrong, first on the page, with a link to each field; focus goes here. */
export function errorSummary(filled: Filled, labels: Record<string, string>): Part {
  const wrong = Object.entries(filled.fields);
  if (wrong.length === 0) return '';
  return html`<div class="galat-ringkas" role="alert" tabindex="-1" autofocus><h2>Ada yang perlu diperbaiki</h2><ul>${wrong.map(
    ([name, code]) => html`<li><a href="#${name}">${fieldReason(code, labels[name] ?? name)}</a></li>`,
  )}</ul></div>`;
}

/** One sentence per machine word of a form schema; a code that is no word of the list is itself a sentence. */
const REASONS: Record<string, (label: string) => string> = {
  required: (label) => `Isi ${label.toLowerCase()}.`,
  long: (label) => `${label} terlalu panjang.`,
  number: (label) => `${label} harus berupa angka.`,
  date: (label) => `${label} harus berupa tanggal, misalnya 30/05/2024.`,
  time: (label) => `${label} harus berupa jam, misalnya 08.30.`,
  choice: (label) => `Pilih ${label.toLowerCase()} dari daftar.`,
  phone: () => 'Nomor HP harus 10 sampai 13 angka.',
  nik: () => 'NIK harus 16 angka.',
  password: () => 'Kata sandi minimal 8 huruf atau angka.',
  'password-common': () => 'Kata sandi ini mudah ditebak. Pilih yang lain.',
  'password-differs': () => 'Kedua kata sandi tidak sama.',
  'end-before-start': () => 'Tanggal selesai harus sesudah tanggal mulai.',
  taken: (label) => `${label} sudah dipakai.`,
  'another-name': () => 'Nama ini terlalu berbeda. Tulis seperti di KTP, atau hubungi panitia.',
  place: (label) => `${label} tidak ditemukan. Tulis kode resminya.`,
  'which-village': () => 'Pilih nagari atau desa yang dimaksud.',
  'wrong-code': () => 'Kode tidak cocok. Pakai kode yang sedang tampil, dan periksa jam HP.',
  scope: () => 'Lengkapi wilayah atau bimtek untuk peran ini.',
  unit: () => 'Unit hanya huruf, angka, titik, dan tanda hubung.',
  logo: () => 'Logo harus berkas SVG yang punya ukuran, tanpa gambar dari luar.',
  'logo-large': () => 'Logo lebih dari 150 KB. Kecilkan dulu.',
  consent: () => 'Beri tanda bahwa Anda sudah membaca pemberitahuan data.',
  file: () => 'Pilih berkas.',
  minutes: () => 'Menit terlambat diisi 1 sampai 600.',
  'during-session': () => 'Jam pulang harus sesudah sesi mulai dan paling lambat saat selesai.',
};

export function fieldReason(code: string, label: string): string {
  return REASONS[code]?.(label) ?? (/\s/.test(code) ? code : `${label} perlu diperbaiki.`);
}
