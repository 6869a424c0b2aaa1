import type { CertificateView, PressView } from '../../src/certification/panitia/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { dateTime, jp, plainDate } from '../ui/format.ts';
import { EMPTY, field, type Filled, form } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { notice, refusal } from '../ui/notice.ts';
import { KIND, REFUSALS, revisionWord, statusStamp } from './words.ts';

export type ActWord = 'tangguhkan' | 'cabut-tangguhan' | 'cabut' | 'ganti';
type State = {
  press: PressView;
  certificate: CertificateView;
  kabar: string | undefined;
  refusal?: string;
  act?: ActWord;
  filled?: Filled;
};

const ACTS: Record<ActWord, { title: string; button: string; says: string; class: string }> = {
  tangguhkan: {
    title: 'Tangguhkan',
    button: 'Tangguhkan sertifikat',
    says: 'Sementara tidak berlaku sampai tangguhannya dicabut. Izin PKDD yang memakainya ikut ditangguhkan.',
    class: 'kedua',
  },
  'cabut-tangguhan': {
    title: 'Cabut tangguhan',
    button: 'Cabut tangguhan',
    says: 'Sertifikat berlaku lagi. Izin PKDD tetap ditangguhkan sampai korkab menyetujuinya lagi.',
    class: '',
  },
  cabut: {
    title: 'Cabut',
    button: 'Cabut sertifikat',
    says: 'Sertifikat tidak berlaku lagi dan halaman pemeriksaannya mengatakan begitu untuk selamanya. Izin PKDD yang memakainya ikut ditangguhkan.',
    class: 'bahaya',
  },
  ganti: {
    title: 'Ganti (terbitkan pengganti)',
    button: 'Terbitkan pengganti',
    says: 'Nomor tetap, kertas baru bertuliskan Pengganti. Dipakai bila nama keliru, atau setelah dicabut.',
    class: 'kedua',
  },
};

/** Acts that the status allows; the write decides again. */
const POSSIBLE: Record<CertificateView['status'], ActWord[]> = {
  valid: ['tangguhkan', 'ganti', 'cabut'],
  suspended: ['cabut-tangguhan', 'cabut'],
  revoked: ['ganti'],
  replaced: [],
};

/** One certificate as the panitia see it: its papers, its acts with a reason, its whole history. */
export function certificatePage(shell: Shell, state: State): Html {
  const { certificate, press } = state;
  const [newest] = certificate.revisions;
  const here = `/kelola/bimtek/${press.id}/sertifikat/${certificate.id}`;
  const content = newest?.content;
  return page(
    shell,
    { title: certificate.number },
    main(
      backLink(`/kelola/bimtek/${press.id}/sertifikat`, 'Buku register'),
      heading(content?.name ?? certificate.number, {
        above: `${KIND[certificate.kind]} ${certificate.number}`,
        below: statusStamp(certificate.status),
      }),
      notice(state.kabar, {
        tangguhkan: 'Sertifikat ditangguhkan.',
        'cabut-tangguhan': 'Tangguhan dicabut. Sertifikat sah lagi.',
        cabut: 'Sertifikat dicabut.',
        ganti: 'Pengganti diterbitkan dengan nomor yang sama.',
      }),
      state.refusal &&
        refusal(html`<p>${REFUSALS[state.refusal] ?? 'Muat ulang halaman, lalu coba lagi.'}</p>`),
      content &&
        certificate.nameNow !== content.name &&
        html`<p class="pesan awas">${icon('awas')}Nama kader sekarang: ${certificate.nameNow}. Sertifikat masih memakai nama lama.</p>`,
      html`<div class="sk"><section class="kartu" aria-labelledby="isi"><div class="dalam tumpuk"><h2 id="isi">Isi</h2>${
        content &&
        html`<dl class="rinci"><dt>Peserta</dt><dd>${content.participantNo}</dd><dt>${content.villageTerm}</dt><dd>${content.village}, ${content.regency}</dd><dt>Kehadiran</dt><dd>${jp(content.jpAttendedHalf)} dari ${jp(content.jpPlannedHalf)} JP</dd>${
          content.predicate && html`<dt>Predikat</dt><dd>${content.predicate}</dd>`
        }<dt>Versi aturan</dt><dd>${content.ruleNo}</dd><dt>Izin PKDD</dt><dd>${certificate.clearance ? 'Sedang dipakai' : 'Tidak dipakai'}</dd></dl>`
      }<h3>Kertas</h3><ul class="tumpuk">${certificate.revisions.map(
        (one) =>
          html`<li class="baris lentur"><a class="tombol kedua kecil" href="${here}/pdf/${one.revision}">${icon('unduh', 'kecil')}PDF<span class="kasat"> ${revisionWord(one.revision) || 'terbitan pertama'}</span></a><span class="rapat"><span>${revisionWord(one.revision) || 'Terbitan pertama'}, ${plainDate(one.content.issuedOn)}</span><span class="tautan-lain mungil"><a href="/v/${one.serial}">Halaman pemeriksaan</a></span></span></li>`,
      )}</ul></div></section>${press.mine ? acts(shell, state, here) : ''}</div>`,
      history(certificate),
    ),
  );
}

function acts(shell: Shell, state: State, here: string): Part {
  const possible = POSSIBLE[state.certificate.status];
  if (possible.length === 0) return '';
  return html`<section class="kartu" aria-labelledby="tindakan"><div class="dalam tumpuk"><h2 id="tindakan">Tindakan</h2>${possible.map(
    (word) => {
      const act = ACTS[word];
      const filled = state.act === word ? (state.filled ?? EMPTY) : EMPTY;
      return html`<details${state.act === word && html` open`}><summary>${act.title}</summary>${form(
        shell,
        { action: `${here}/${word}` },
        html`<p class="redup">${act.says}</p>`,
        reasonField(word, filled),
        html`<button class="tombol ${act.class}">${act.button}</button>`,
      )}</details>`;
    },
  )}</div></section>`;
}

/** Each form of the page has a field of its own name, so that labels stay apart. */
function reasonField(word: ActWord, filled: Filled): Html {
  const name = `alasan-${word}`;
  return field({ name, label: 'Alasan', hint: 'Tercatat selamanya dan dibaca pemegangnya', rows: 2, filled });
}

const EVENTS: Record<string, string> = {
  issued: 'Diterbitkan',
  suspended: 'Ditangguhkan',
  lifted: 'Tangguhan dicabut',
  revoked: 'Dicabut',
  reissued: 'Pengganti diterbitkan',
  replaced: 'Diganti sertifikat',
};

const history = ({ events, zone }: CertificateView): Html =>
  html`<section class="kartu" aria-labelledby="riwayat"><div class="dalam tumpuk"><h2 id="riwayat">Riwayat</h2><ol class="tumpuk">${events.map(
    (event) =>
      html`<li class="rapat"><span class="tebal">${EVENTS[event.event] ?? event.event}</span>${event.reason && html`<span>${event.reason}</span>`}<span class="mungil redup">${event.by}, ${dateTime(event.at, zone)}</span></li>`,
  )}</ol></div></section>`;
