import type { HallSession } from '../../src/attendance/find-session.ts';
import type { DispensationRefusal } from '../../src/attendance/grant-dispensation.ts';
import type { RollRow } from '../../src/attendance/roll-call.ts';
import type { Shell } from '../../src/http/page.ts';
import { EMPTY, errorSummary, field, type Filled, form } from '../ui/form.ts';
import { html, type Html } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { refusal } from '../ui/notice.ts';
import { sheetPath } from './row.ts';
import { statusWords } from './words.ts';

export type DispensationState = {
  session: HallSession;
  row: RollRow;
  live: { reason: string; task: string } | null;
  filled?: Filled;
  refusal?: DispensationRefusal;
};

/** Panitia let an izin or sakit count, with a reason and a make-up task; or take it back. */
export function dispensationPage(shell: Shell, state: DispensationState): Html {
  const { session, row, live } = state;
  const filled = state.filled ?? EMPTY;
  const action = `${sheetPath(session, row.enrolmentId)}/dispensasi`;
  const value = row.status
    ? statusWords({ status: row.status, minutesLate: row.minutesLate })
    : 'belum ditandai';
  return page(
    shell,
    { title: live ? 'Cabut dispensasi' : 'Beri dispensasi' },
    main(
      backLink(sheetPath(session, row.enrolmentId), row.name),
      heading(live ? 'Cabut dispensasi?' : 'Beri dispensasi', {
        below: `${row.name}, Sesi ${session.no}: ${session.topic}. Tercatat ${value}.`,
      }),
      state.refusal && refusal(html`<p>${words(state.refusal)}</p>`),
      errorSummary(filled, { reason: 'Alasan', task: 'Tugas pengganti' }),
      live
        ? form(
            shell,
            { action: `${action}/cabut`, class: 'tumpuk kartu-isian' },
            html`<p>${live.reason}. Tugas pengganti: ${live.task}.</p><p class="redup">Sesi ini tidak lagi dihitung hadir.</p><button class="tombol">Cabut dispensasi</button>`,
          )
        : form(
            shell,
            { action: action, class: 'tumpuk kartu-isian' },
            field({ name: 'reason', label: 'Alasan', hint: 'Jangan tulis nama penyakit.', rows: 2, filled }),
            field({
              name: 'task',
              label: 'Tugas pengganti',
              hint: 'Misalnya ringkasan materi, dikumpulkan besok.',
              rows: 2,
              filled,
            }),
            html`<p class="mungil redup">Dihitung hadir selama presensinya izin atau sakit.</p><button class="tombol">Beri dispensasi</button>`,
          ),
    ),
  );
}

function words({ reason }: DispensationRefusal): string {
  switch (reason) {
    case 'own':
      return 'Dispensasi untuk diri sendiri diberikan oleh panitia lain.';
    case 'closed':
      return 'Presensi sudah dikunci. Buka kembali dahulu.';
    case 'not-excused':
      return 'Dispensasi hanya untuk izin atau sakit.';
    case 'granted':
      return 'Dispensasi sudah diberikan. Muat ulang halaman.';
    case 'not-granted':
      return 'Dispensasi sudah dicabut. Muat ulang halaman.';
    case 'not-found':
      return 'Sesi ini bukan dari bimtek Anda.';
  }
}
