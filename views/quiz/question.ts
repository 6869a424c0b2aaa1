import type { CurrentAnswer } from '../../src/quiz/current-answers.ts';
import type { ShownQuestion } from '../../src/quiz/queries.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { richLine } from '../ui/rich-text.ts';

export const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export type Chosen = { picked: readonly number[]; unsure: boolean };
export type QuestionForm = {
  attemptId: string;
  question: ShownQuestion;
  chosen: Chosen;
  /** A key of this very form; see src/http/idempotency.ts. */
  key: string;
  status: string;
  button: Part;
};

export const chosenOf = (answer: CurrentAnswer | undefined): Chosen =>
  answer?.response ?? { picked: [], unsure: false };

/** One question as a form of its own: works without script, and is saved at each choice with it. */
export function questionForm(f: QuestionForm): Html {
  const { n, text, type } = f.question;
  const kind = type === 'multiple' ? 'checkbox' : 'radio';
  return html`<form class="tumpuk soal-satu" id="soal-${n}" data-n="${n}" method="post" action="/percobaan/${f.attemptId}/soal/${n}" autocomplete="off"><input type="hidden" name="_key" value="${f.key}">
<fieldset><legend class="soal"><span class="nomor">Soal ${n}</span>${richLine(text)}</legend>${
    type === 'multiple' && html`<p class="mungil redup">Pilih semua yang benar.</p>`
  }
<div class="pilih${type === 'multiple' && ' banyak'}">${f.question.options.map((option, at) => choice(kind, option, at, f.chosen.picked.includes(at)))}</div></fieldset>
${statusLine(f.status)}
<label class="centang"><input type="checkbox" name="unsure" value="ya"${f.chosen.unsure && html` checked`}>Masih ragu, tandai soal ini</label>
${f.button}</form>`;
}

function choice(kind: string, option: string, at: number, picked: boolean): Html {
  const letter = LETTERS[at] ?? '';
  return html`<label><input type="${kind}" name="answer" value="${letter}"${picked && html` checked`}><span class="huruf" aria-hidden="true">${letter}</span>${richLine(option)}</label>`;
}

/** What became of the answer; the page script puts the server's line here. */
export const statusLine = (says: string, tone?: 'tunggu' | 'galat'): Html =>
  html`<p class="status${tone && ` ${tone}`}" role="status">${says}</p>`;
