import type { StepKind } from '../../src/database/schema.ts';
import type { Shell } from '../../src/http/page.ts';
import type { Step } from '../../src/pkdd/queries.ts';
import { plainDate } from '../ui/format.ts';
import { actButton, EMPTY, field, type Filled, form, select } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { stamp } from '../ui/notice.ts';

const STEP_WORD: Record<StepKind, string> = {
  'rkdd-sk': 'SK tim RKDD',
  sosialisasi: 'Sosialisasi',
  proposal: 'Proposal',
  pelatihan: 'Pelatihan warga',
};
const ORDER: StepKind[] = ['rkdd-sk', 'sosialisasi', 'proposal', 'pelatihan'];

/** The way from clearance to trainings: done, waiting for agreement, or still to come. */
export function stepList(shell: Shell, steps: Step[], confirmAt: string | null): Html {
  const next = ORDER.find((kind) => !steps.some((step) => step.kind === kind));
  return html`<ol class="langkah">${ORDER.map((kind) => {
    const mine = steps.filter((step) => step.kind === kind);
    const state =
      mine.length > 0 && mine.every((step) => step.confirmed_at) ? 'sudah' : kind === next ? 'kini' : '';
    return html`<li class="${state}"><div class="rapat"><p class="tebal">${STEP_WORD[kind]}</p>${
      mine.length === 0
        ? html`<p class="mungil redup">Belum dicatat</p>`
        : mine.map((step) => stepLine(shell, step, confirmAt))
    }</div></li>`;
  })}</ol>`;
}

const stepLine = (shell: Shell, step: Step, confirmAt: string | null): Html =>
  html`<div class="rapat"><p class="mungil">${step.kind === 'pelatihan' && `Pelatihan ${step.no}: `}${plainDate(step.on_date)}, ${step.place}. ${step.men} laki-laki, ${step.women} perempuan. ${step.evidence}</p>
<p class="mungil redup">Dicatat ${step.by_name}. ${step.confirmed_at ? stamp('selesai', `Disetujui ${step.confirmed_name}`) : stamp('awas', 'Menunggu disetujui')}</p>${
    confirmAt &&
    !step.confirmed_at &&
    actButton(
      shell,
      `${confirmAt}/langkah/${step.id}/setujui`,
      html`Setujui<span class="kasat"> ${STEP_WORD[step.kind]}</span>`,
    )
  }</div>`;

/** A new step. Its id comes with the form, so that sending it twice records it once. */
export function stepForm(shell: Shell, action: string, steps: Step[], filled: Filled = EMPTY): Part {
  const trainings = steps.filter((step) => step.kind === 'pelatihan').length;
  const next =
    ORDER.find((kind) => !steps.some((step) => step.kind === kind && step.confirmed_at)) ?? 'pelatihan';
  return html`<details${filled.values['step'] !== undefined && html` open`}><summary>Catat langkah PKDD</summary>${form(
    shell,
    { action, class: 'tumpuk kartu-isian' },
    html`<input type="hidden" name="step" value="${filled.values['step'] ?? shell.formKey()}">`,
    select({
      name: 'kind',
      label: 'Langkah',
      filled,
      value: next,
      choices: ORDER.map((kind) => ({ value: kind, label: STEP_WORD[kind] })),
    }),
    field({
      name: 'no',
      label: 'Ke berapa',
      type: 'number',
      inputmode: 'numeric',
      filled,
      value: Math.min(4, trainings + 1),
      hint: 'Untuk pelatihan warga, 1 sampai 4. Selain itu tulis 1.',
    }),
    field({ name: 'on_date', label: 'Tanggal', type: 'date', filled }),
    field({ name: 'place', label: 'Tempat', filled }),
    field({ name: 'men', label: 'Laki-laki', type: 'number', inputmode: 'numeric', filled }),
    field({ name: 'women', label: 'Perempuan', type: 'number', inputmode: 'numeric', filled }),
    field({
      name: 'evidence',
      label: 'Bukti',
      hint: 'Misalnya nomor SK tim, atau di mana foto disimpan',
      rows: 2,
      filled,
    }),
    html`<button class="tombol">Simpan langkah</button>`,
  )}</details>`;
}

export function decreeForm(
  shell: Shell,
  action: string,
  decree: { number: string; dated: string } | null,
  filled: Filled = EMPTY,
): Html {
  return form(
    shell,
    { action, class: 'tumpuk kartu-isian' },
    field({ name: 'number', label: 'Nomor SK', filled, value: decree?.number ?? '' }),
    field({ name: 'dated', label: 'Tanggal SK', type: 'date', filled, value: decree?.dated ?? '' }),
    html`<button class="tombol kedua">Simpan SK</button>`,
  );
}
