import type { Shell } from '../../src/http/page.ts';
import type { RemedialEnrolment } from '../../src/quiz/people.ts';
import { EMPTY, errorSummary, field, type Filled, form } from '../ui/form.ts';
import { html, type Html } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { info, refusal } from '../ui/notice.ts';

export type RemedialView = { enrolment: RemedialEnrolment; filled?: Filled; refused?: string };

/** Why a staff member's act on a quiz was refused, by machine reason. */
export const REFUSALS: Record<string, string> = {
  own: 'Anda tidak bisa memutuskan untuk diri sendiri. Minta pelatih lain atau panitia.',
  ended: 'Kepesertaan orang ini sudah berakhir.',
  deadline: 'Batas kelulusan sudah lewat. Remedial tidak bisa diberikan lagi.',
  nothing: 'Isi tambahan percobaan atau tambahan menit.',
  running: 'Percobaan ini masih berjalan. Tunggu sampai dikumpulkan.',
  'nothing-late': 'Tidak ada jawaban yang terkirim belakangan pada percobaan ini.',
  decided: 'Jawaban yang terkirim belakangan pada percobaan ini sudah diputuskan.',
};

const LABELS = { attempts: 'Tambahan percobaan', minutes: 'Tambahan menit', why: 'Alasan' };

/** More attempts or minutes at the post-test for one kader, with the reason. */
export function remedialPage(shell: Shell, { enrolment, filled = EMPTY, refused }: RemedialView): Html {
  const wrong = Object.keys(filled.fields).length > 0;
  const { quizId, title } = enrolment;
  return page(
    shell,
    { title: wrong ? 'Perlu diperbaiki: Beri remedial' : 'Beri remedial' },
    main(
      backLink(`/kuis/${quizId}/peserta?bimtek=${enrolment.bimtekId}`, `Peserta ${title}`),
      heading('Beri remedial', { above: title, below: `${enrolment.name}, ${enrolment.no}` }),
      refused && refusal(html`<p>${refused}</p>`),
      errorSummary(filled, LABELS),
      form(
        shell,
        { action: `/kuis/${quizId}/remedial`, class: 'tumpuk kartu-isian' },
        html`<input type="hidden" name="enrolment" value="${enrolment.id}">`,
        field({
          name: 'attempts',
          label: LABELS.attempts,
          value: 1,
          inputmode: 'numeric',
          hint: '0 sampai 3',
          filled,
        }),
        field({
          name: 'minutes',
          label: LABELS.minutes,
          value: 0,
          inputmode: 'numeric',
          hint: '0 sampai 240, hanya terasa bila ada batas waktu',
          filled,
        }),
        field({ name: 'why', label: LABELS.why, rows: 3, required: true, filled }),
        html`<button class="tombol">Simpan</button>`,
      ),
      info(html`<p>Nilai terbaik dari semua percobaan yang dipakai. Alasan ini tercatat.</p>`),
    ),
  );
}
