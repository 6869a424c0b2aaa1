import type { TouchedCertificate } from '../../src/attendance/after-closing.ts';
import type { PresensiBimtek } from '../../src/attendance/overview.ts';
import type { ReopenRefusal } from '../../src/attendance/reopen-presensi.ts';
import type { Shell } from '../../src/http/page.ts';
import { dateTime } from '../ui/format.ts';
import { EMPTY, errorSummary, field, type Filled, form } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { refusal } from '../ui/notice.ts';

export type ReopenState = {
  bimtek: PresensiBimtek;
  certificates: TouchedCertificate[];
  total: number;
  actorId: string;
  filled?: Filled;
  refusal?: ReopenRefusal;
};

/** Buka kembali presensi: one panitia asks with a reason, another agrees; first the certificates that it touches. */
export function reopenPage(shell: Shell, state: ReopenState): Html {
  const { bimtek } = state;
  return page(
    shell,
    { title: 'Buka kembali presensi' },
    main(
      backLink(`/kelola/bimtek/${bimtek.bimtekId}/presensi`, 'Presensi'),
      heading('Buka kembali presensi', {
        above: bimtek.label,
        below: 'Perlu dua panitia: satu meminta, satu menyetujui.',
      }),
      state.refusal && refusal(html`<p>${reopenRefusal(state.refusal)}</p>`),
      errorSummary(state.filled ?? EMPTY, { reason: 'Alasan' }),
      touched(state),
      bimtek.closing ? step(shell, state) : html`<p>Presensi sedang terbuka.</p>`,
    ),
  );
}

function touched({ certificates, total }: ReopenState): Html {
  const title = html`<div class="judul-bag"><h2 id="sentuh">Sertifikat yang tersentuh</h2></div>`;
  if (total === 0)
    return html`<section aria-labelledby="sentuh">${title}<p>Belum ada sertifikat yang terbit.</p></section>`;
  return html`<section aria-labelledby="sentuh">${title}<p class="redup">${total} sertifikat sudah terbit. Presensi yang berubah bisa mengubah syaratnya; sertifikat tidak dicabut dengan sendirinya.</p><ul class="kartu tugas">${certificates.map(
    (row) =>
      html`<li><div class="isi-t"><span class="jam">${row.no}</span><span class="rapat"><span class="tebal">${row.name}</span><span class="mungil redup">${row.kind === 'sertifikat' ? 'Sertifikat' : 'Surat keterangan'} ${row.number}</span></span><span class="mungil">${
        row.waiting > 0 ? `${row.waiting} sesudah kunci` : ''
      }</span></div></li>`,
  )}</ul>${total > certificates.length && html`<p class="mungil redup">Ditampilkan ${certificates.length} dari ${total}.</p>`}</section>`;
}

function step(shell: Shell, { bimtek, actorId, filled = EMPTY }: ReopenState): Part {
  const action = `/kelola/bimtek/${bimtek.bimtekId}/presensi/buka-kembali`;
  const request = bimtek.closing?.request;
  if (!request)
    return form(
      shell,
      { action, class: 'tumpuk kartu-isian' },
      field({
        name: 'reason',
        label: 'Alasan',
        hint: 'Dibaca panitia yang menyetujui, dan tetap tercatat.',
        rows: 3,
        filled,
      }),
      html`<button class="tombol">Minta dibuka kembali</button>`,
    );
  const words = html`<div class="kartu"><div class="dalam rapat"><p class="tebal">${request.askedByName} meminta: ${request.reason}</p><p class="mungil redup">${dateTime(request.at, bimtek.zone)}</p></div></div>`;
  if (request.askedBy === actorId) return html`${words}<p>Menunggu persetujuan panitia lain.</p>`;
  return html`${words}${form(shell, { action: `${action}/setuju`, class: '' }, html`<button class="tombol">Setujui, buka kembali presensi</button>`)}`;
}

function reopenRefusal({ reason }: ReopenRefusal): string {
  switch (reason) {
    case 'open':
      return 'Presensi sedang terbuka. Muat ulang halaman.';
    case 'asked':
      return 'Sudah ada permintaan yang menunggu persetujuan.';
    case 'not-asked':
      return 'Belum ada permintaan. Minta dahulu dengan alasan.';
    case 'own':
      return 'Permintaan Anda sendiri disetujui oleh panitia lain.';
    case 'not-found':
      return 'Anda bukan panitia bimtek ini.';
  }
}
