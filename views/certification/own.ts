import type { OwnPaper, StandingView } from '../../src/certification/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { dateTime, plainDate } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { heading, main, page } from '../ui/layout.ts';
import { empty } from '../ui/notice.ts';
import { requirementsCard } from './requirements.ts';
import { KIND, revisionWord, statusStamp } from './words.ts';

type State = { standing: StandingView | null; papers: OwnPaper[] };

/** The kader's own certificate: the paper first when there is one, then the lines of the rule. */
export function ownCertificatePage(shell: Shell, { standing, papers }: State): Html {
  const current = standing?.certificate ?? null;
  const others = papers.filter((paper) => paper.id !== current?.id);
  return page(
    shell,
    { title: 'Sertifikat' },
    main(
      heading('Sertifikat saya', standing ? { below: standing.bimtek_name } : {}),
      standing && current && paperCard(current),
      standing && !current && waiting(standing),
      standing
        ? requirementsCard(standing)
        : empty('Anda belum terdaftar di sebuah bimtek. Hubungi panitia.'),
      others.length > 0 && otherPapers(others),
    ),
  );
}

function paperCard(paper: NonNullable<StandingView['certificate']>): Html {
  const { kind, status, number, revision } = paper;
  return html`<section class="kartu utama" aria-labelledby="kertas"><div class="pita"></div><div class="dalam tumpuk">
<div class="baris apit lentur"><h2 id="kertas">${KIND[kind]}</h2>${statusStamp(status)}</div>
<p class="nama-sertifikat">${paper.name}</p>
<dl class="rinci"><dt>Nomor</dt><dd>${number}</dd>${revision > 0 && html`<dt>Terbitan</dt><dd>${revisionWord(revision)}</dd>`}<dt>Terbit</dt><dd>${plainDate(paper.issuedOn)}</dd></dl>
${status === 'valid' ? download(paper) : trouble(paper)}
<p class="tautan-lain"><a href="/v/${paper.serial}">Lihat halaman pemeriksaan untuk orang lain</a></p></div></section>`;
}

const download = (paper: { id: string; kind: OwnPaper['kind'] }): Html =>
  html`<a class="tombol lebar" href="/sertifikat/${paper.id}">${icon('unduh')}Unduh ${KIND[paper.kind].toLowerCase()} (PDF)</a>`;

const trouble = ({ status, reason }: NonNullable<StandingView['certificate']>): Html =>
  html`<div class="pesan awas">${icon('awas')}<div class="rapat"><p class="tebal">${status === 'suspended' ? 'Sertifikat Anda sedang ditangguhkan.' : 'Sertifikat Anda dicabut.'}</p><p>Alasan: ${reason}</p><p>Hubungi panitia bila ada yang keliru.</p></div></div>`;

/** What happens next when nothing is issued: due, waiting for the lock, or the deadline by which lines must be met. */
function waiting(standing: StandingView): Part {
  if (standing.due)
    return html`<div class="pesan berhasil">${icon('centang')}<p>${KIND[standing.due]} Anda siap diterbitkan panitia.</p></div>`;
  if (!standing.pass_deadline || standing.ended) return '';
  return html`<p class="redup">Batas kelulusan: ${dateTime(standing.pass_deadline, standing.time_zone)}. Sertifikat diterbitkan panitia setelah enam syarat terpenuhi dan presensi dikunci.</p>`;
}

const otherPapers = (papers: OwnPaper[]): Html =>
  html`<section aria-labelledby="lain"><h2 id="lain">Kertas lain</h2><ul class="kartu tugas">${papers.map(
    (paper) =>
      html`<li><div class="isi-t"><span class="bulat">${icon('kertas')}</span><span class="rapat"><span class="tebal">${KIND[paper.kind]}</span><span class="mungil redup">${paper.number}. ${paper.bimtek}</span></span><span class="aksi">${
        paper.status === 'valid'
          ? html`<a class="tombol kedua kecil" href="/sertifikat/${paper.id}">Unduh<span class="kasat"> ${KIND[paper.kind]} ${paper.number}</span></a>`
          : statusStamp(paper.status)
      }</span></div></li>`,
  )}</ul></section>`;
