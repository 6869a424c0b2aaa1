import type { PublicPaper } from '../../src/certification/verify-queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { dateRange, dateTime, dayOf, jp, plainDate } from '../ui/format.ts';
import { EMPTY, errorSummary, field, type Filled } from '../ui/form.ts';
import { html, type Html } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { heading, main, page } from '../ui/layout.ts';
import { refusal } from '../ui/notice.ts';
import { type Known, proofLine } from './verify-offline.ts';
import { KIND, revisionWord } from './words.ts';

/** Looks a paper up by its code, or by number and name. Not a write: the forms carry no key. */
export function verifyFormPage(
  shell: Shell,
  state: { filled?: Filled; missing?: 'code' | 'number' } = {},
): Html {
  const filled = state.filled ?? EMPTY;
  return page(
    shell,
    { title: 'Periksa sertifikat' },
    main(
      heading('Periksa sertifikat', {
        below: 'Pindai kode QR pada sertifikat, atau ketik salah satu di bawah ini.',
      }),
      state.missing &&
        refusal(
          html`<p>${state.missing === 'code' ? 'Kode tidak ditemukan. Periksa huruf dan angkanya.' : 'Nomor dan nama itu tidak ditemukan. Periksa ejaannya seperti tercetak.'}</p>`,
        ),
      errorSummary(filled, { kode: 'Kode', nomor: 'Nomor sertifikat', nama: 'Nama' }),
      html`<div class="dua-lajur"><form method="post" action="/verifikasi" class="tumpuk kartu-isian" novalidate><h2>Dengan kode</h2>${field({ name: 'kode', label: 'Kode 12 huruf dan angka', hint: 'Di sisi kiri sertifikat, misalnya 7K3F-92QD-M4XT', autocomplete: 'off', filled })}<button class="tombol">Periksa kode</button></form>
<form method="post" action="/verifikasi" class="tumpuk kartu-isian" novalidate><h2>Dengan nomor dan nama</h2>${field({ name: 'nomor', label: 'Nomor sertifikat', hint: 'Misalnya 0021/BIMTEK-KDD/BPI/VI/2024', autocomplete: 'off', filled })}${field({ name: 'nama', label: 'Nama', hint: 'Seperti tercetak, boleh tanpa gelar', autocomplete: 'off', filled })}<button class="tombol kedua">Periksa nomor</button></form></div>`,
      html`<p><a class="tombol kedua" href="/v/">Tanpa internet, atau dengan berkas PDF</a></p>`,
    ),
  );
}

type Say = { tone: 'hijau' | 'emas' | 'merah'; icon: 'centang' | 'awas' | 'tutup' | 'ulang'; says: string };

function saysOf(paper: PublicPaper): Say {
  const kind = KIND[paper.kind];
  const changed = paper.changedAt ? plainDate(dayOf(paper.changedAt, paper.zone)) : '';
  switch (paper.status) {
    case 'valid':
      return {
        tone: 'hijau',
        icon: 'centang',
        says: `${kind} ini sah, terbit ${plainDate(paper.issuedOn)}.`,
      };
    case 'suspended':
      return { tone: 'emas', icon: 'awas', says: `${kind} ini ditangguhkan sejak ${changed}.` };
    case 'revoked':
      return { tone: 'merah', icon: 'tutup', says: `${kind} ini dicabut ${changed}.` };
    case 'replaced':
      return { tone: 'emas', icon: 'ulang', says: `${kind} ini sudah diganti.` };
  }
}

/**
 * What a paper is worth today. Shows what is printed on it, and no more about the person. `sameFile`: the visitor has
 * just shown the very bytes of its PDF.
 */
export function paperPage(shell: Shell, paper: PublicPaper, known: Known, sameFile = false): Html {
  const say = saysOf(paper);
  const hours =
    paper.kind === 'surat-keterangan'
      ? `${jp(paper.jpAttendedHalf)} dari ${jp(paper.jpPlannedHalf)} JP`
      : `${jp(paper.jpPlannedHalf)} JP`;
  return page(
    shell,
    { title: `${KIND[paper.kind]} ${paper.number}`, scripts: ['verify.js'] },
    main(
      html`<article class="kartu utama selebar-baca" aria-labelledby="status"><div class="pita"></div><div class="dalam tumpuk">
<div class="status-besar"><span class="bulat ${say.tone}">${icon(say.icon)}</span><h1 id="status" class="besar-kata" tabindex="-1">${say.says}</h1></div>
${sameFile && html`<p class="pesan info">Berkas PDF yang Anda pilih sama persis dengan yang diterbitkan.</p>`}
${proofLine(known, paper.number)}
${paper.next && html`<p>Lihat <a class="tebal" href="/v/${paper.next.serial}">${paper.next.number}${paper.next.revision > 0 && `, ${revisionWord(paper.next.revision)}`}</a>, yang berlaku sebagai gantinya.</p>`}
<p class="nama-sertifikat">${paper.name}</p>
<dl class="rinci"><dt>Kegiatan</dt><dd>${paper.bimtek.name}</dd><dt>Tempat</dt><dd>${paper.bimtek.place}</dd><dt>Waktu</dt><dd>${dateRange(paper.bimtek.startsOn, paper.bimtek.endsOn)}</dd><dt>Jam pelajaran</dt><dd>${hours}</dd><dt>Penerbit</dt><dd>${paper.issuer}</dd><dt>Nomor</dt><dd>${paper.number}</dd>${
        paper.revision > 0 && html`<dt>Terbitan</dt><dd>${revisionWord(paper.revision)}</dd>`
      }<dt>Terbit</dt><dd>${plainDate(paper.issuedOn)}</dd></dl>
<p class="mungil redup"><span id="diperiksa">Diperiksa ${dateTime(shell.now, paper.zone)}.</span> Cocokkan nama dan nomor dengan yang tercetak.</p></div></article>`,
      html`<p><a class="tombol kedua" href="/verifikasi">Periksa yang lain</a></p>`,
    ),
  );
}

/** No paper has this address: the words must not be mistaken for a confirmation when read in passing. */
export function unknownPaperPage(shell: Shell, known: Known): Html {
  return page(
    shell,
    { title: 'Kode tidak ditemukan', scripts: ['verify.js'] },
    main(
      html`<section class="kartu utama selebar-baca" aria-labelledby="status"><div class="pita"></div><div class="dalam tumpuk"><div class="status-besar"><span class="bulat merah">${icon('tutup')}</span><h1 id="status" class="besar-kata" tabindex="-1">Kode tidak ditemukan</h1></div><p>Tidak ada sertifikat dengan alamat ini. Pindai ulang kode QR, atau ketik kode 12 huruf dan angka yang tercetak di sampingnya.</p>${proofLine(known, '')}<p><a class="tombol" href="/verifikasi">Ketik kode atau nomor</a></p></div></section>`,
    ),
  );
}
