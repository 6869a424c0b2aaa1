import type { RktlRow } from '../../src/followup/rules.ts';
import type { ReviewRefusal } from '../../src/followup/review-rktl.ts';
import type { Shell } from '../../src/http/page.ts';
import { placeName } from '../bimtek/words.ts';
import { dateTime, daysBetween, dayOf } from '../ui/format.ts';
import { EMPTY, errorSummary, field, type Filled, form } from '../ui/form.ts';
import { html, type Html } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, notice, refusal } from '../ui/notice.ts';
import { planTable } from './rktl.ts';

type Waiting = {
  enrolment_id: string;
  no: number;
  name: string;
  participant_no: string;
  village: string;
  village_term: string;
  regency: string;
  submitted_at: Date;
  time_zone: string;
};

export function reviewListPage(
  shell: Shell,
  state: { waiting: Waiting[]; now: Date; kabar: string | undefined },
): Html {
  return page(
    shell,
    { title: 'Periksa' },
    main(
      heading('Periksa RKTL', { below: 'Yang paling lama menunggu ada di atas.' }),
      notice(state.kabar, {
        diterima: 'RKTL diterima. Kader melihatnya sekarang.',
        diminta: 'Permintaan perbaikan terkirim kepada kader.',
      }),
      shell.person?.roles.has('pelatih') && html`<p><a href="/periksa/keberatan">Keberatan presensi</a></p>`,
      state.waiting.length === 0
        ? empty('Semua sudah beres. Tidak ada RKTL yang menunggu.')
        : html`<ul class="kartu tugas">${state.waiting.map(
            (row) =>
              html`<li><a href="/periksa/rktl/${row.enrolment_id}/${row.no}"><span class="jam">${row.participant_no}</span><span class="rapat"><span class="tebal">${row.name}</span><span class="mungil redup">${placeName(row.village_term, row.village)}, ${row.regency}</span></span><span class="mungil redup">${waitingSays(row, state.now)}</span></a></li>`,
          )}</ul>`,
    ),
  );
}

function waitingSays(row: Waiting, now: Date): string {
  const days = daysBetween(dayOf(row.submitted_at, row.time_zone), dayOf(now, row.time_zone));
  return days === 0 ? 'hari ini' : `${days} hari`;
}

type Round = Waiting & { rows: RktlRow[]; decision: string | null; comment: string | null };

export function reviewPage(
  shell: Shell,
  state: { round: Round; filled?: Filled; refusal?: ReviewRefusal },
): Html {
  const { round } = state;
  return page(
    shell,
    { title: `Periksa RKTL ${round.name}` },
    main(
      backLink('/periksa', 'Semua yang menunggu'),
      heading(`RKTL ${round.name}`, {
        below: `${round.participant_no}, ${round.village_term} ${round.village}. Dikirim ${dateTime(round.submitted_at, round.time_zone)}.`,
      }),
      state.refusal &&
        refusal(
          html`<p>${state.refusal.reason === 'own' ? 'RKTL sendiri diperiksa oleh orang lain.' : 'RKTL ini sudah diperiksa orang lain. Muat ulang halaman.'}</p>`,
        ),
      errorSummary(state.filled ?? EMPTY, { comment: 'Catatan', decision: 'Keputusan' }),
      planTable(round.rows),
      round.decision === null
        ? form(
            shell,
            { action: `/periksa/rktl/${round.enrolment_id}/${round.no}`, class: 'tumpuk kartu-isian' },
            field({
              name: 'comment',
              label: 'Catatan untuk kader',
              hint: 'Wajib bila meminta perbaikan',
              rows: 3,
              filled: state.filled ?? EMPTY,
            }),
            html`<div class="apit-aksi"><button class="tombol" name="decision" value="accepted">Terima</button><button class="tombol kedua" name="decision" value="revise">Minta perbaikan</button></div>`,
          )
        : html`<p class="tebal">${round.decision === 'accepted' ? 'Sudah diterima.' : 'Sudah diminta diperbaiki.'} ${round.comment ?? ''}</p>`,
    ),
  );
}
