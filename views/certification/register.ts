import type { PressView, ResultCounts } from '../../src/certification/panitia/queries.ts';
import type { RegisterRow, ResultRow } from '../../src/certification/rows.ts';
import type { Shell } from '../../src/http/page.ts';
import { count, dateTime } from '../ui/format.ts';
import { form } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, info, refusal, stamp } from '../ui/notice.ts';
import { searchBox } from '../ui/search.ts';
import { capital, KIND, REFUSALS, revisionWord, statusStamp } from './words.ts';

type State = {
  press: PressView;
  due: ResultRow[];
  counts: ResultCounts;
  register: (RegisterRow & { year: number; seq: number })[];
  more: boolean;
  q: string;
  refusal?: string;
  /** After an issue: how many were issued, and who was left out. */
  done?: { issued: number; own: number; unprintable: string[] };
};

/** What is due, the one act that issues all of it, and the register. */
export function registerPage(shell: Shell, state: State): Html {
  const { press, counts } = state;
  const all = counts.due + counts.dueStatements;
  return page(
    shell,
    { title: 'Sertifikat' },
    main(
      backLink(`/kelola/bimtek/${press.id}`, 'Ringkasan'),
      heading('Sertifikat', {
        above: press.name,
        below: `${counts.sertifikat} sertifikat dan ${counts.statements} surat keterangan sah, ${all} siap terbit.`,
      }),
      state.done && doneNotice(state.done),
      state.refusal &&
        refusal(html`<p>${REFUSALS[state.refusal] ?? 'Muat ulang halaman, lalu coba lagi.'}</p>`),
      html`<section class="kartu" aria-labelledby="siap"><div class="dalam tumpuk"><h2 id="siap">Siap terbit</h2>${all > 0 ? dueList(shell, state, all) : nobody(press)}</div></section>`,
      register(state),
    ),
  );
}

function doneNotice({ issued, own, unprintable }: NonNullable<State['done']>): Html {
  return html`<div class="pesan ${issued > 0 ? 'berhasil' : 'awas'}" role="status">${icon(issued > 0 ? 'centang' : 'awas')}<div class="rapat"><p>${
    issued > 0
      ? `${count(issued)} sertifikat dan surat keterangan diterbitkan.`
      : 'Tidak ada yang diterbitkan.'
  }</p>${own > 0 && html`<p>Milik Anda sendiri menunggu panitia lain.</p>`}${
    unprintable.length > 0 &&
    html`<p>Belum bisa dicetak: ${unprintable.join(', ')}. Periksa nama (paling panjang 60 huruf) dan jadwalnya.</p>`
  }</div></div>`;
}

/** A preview of who gets what, and the one act. */
function dueList(shell: Shell, { press, due, counts }: State, all: number): Part[] {
  const rest = all - due.length;
  const kinds = [
    counts.due > 0 && `${counts.due} sertifikat`,
    counts.dueStatements > 0 && `${counts.dueStatements} surat keterangan`,
  ]
    .filter(Boolean)
    .join(' dan ');
  return [
    html`<p>${kinds}. Nomor berlanjut tanpa celah, dan isi setiap kertas tidak berubah lagi setelah terbit.</p>`,
    !press.issuingHere
      ? html`<p class="pesan awas">${icon('awas')}${REFUSALS['issued-elsewhere']}</p>`
      : press.mine
        ? form(
            shell,
            { action: `/kelola/bimtek/${press.id}/sertifikat`, class: '' },
            html`<button class="tombol">${icon('piala')}Terbitkan semua yang layak (${count(all)})</button>`,
          )
        : html`<p class="redup">Hanya panitia bimtek ini yang menerbitkan.</p>`,
    html`<details${due.length <= 10 && html` open`}><summary>Lihat daftarnya</summary><ul class="daftar-siap">${due.map(
      (row) =>
        html`<li><span class="angka redup">${row.participantNo}</span><span class="rapat"><span class="tebal">${row.name}</span><span class="mungil redup">${capital(row.term)} ${row.village}, ${row.regency}</span></span>${stamp(row.due === 'sertifikat' ? 'selesai' : 'jalan', KIND[row.due ?? 'sertifikat'])}</li>`,
    )}</ul>${rest > 0 && html`<p class="redup">Dan ${count(rest)} lagi. <a href="/kelola/bimtek/${press.id}/hasil?tampil=layak">Lihat semua</a></p>`}</details>`,
  ];
}

/** Why nobody is due, and where that is mended. */
function nobody(press: PressView): Html {
  if (!press.closed)
    return info(
      html`<p class="tebal">Presensi belum dikunci.</p><p>Sertifikat baru bisa terbit setelah presensi seluruh bimtek dikunci.</p><p><a class="tombol kedua kecil" href="/kelola/bimtek/${press.id}/presensi">Ke presensi</a></p>`,
    );
  return info(
    html`<p class="tebal">Belum ada yang layak.</p><p>Tidak ada peserta tanpa sertifikat yang memenuhi enam syarat.${
      press.passDeadline &&
      ` Surat keterangan bisa terbit setelah batas kelulusan, ${dateTime(press.passDeadline, press.zone)}.`
    }</p><p><a class="tombol kedua kecil" href="/kelola/bimtek/${press.id}/hasil">Lihat kelulusan</a></p>`,
  );
}

function register({ press, register: rows, more, q }: State): Html {
  const last = rows.at(-1);
  const here = `/kelola/bimtek/${press.id}/sertifikat`;
  return html`<section class="tumpuk" aria-labelledby="buku"><div class="judul-bag"><h2 id="buku">Buku register</h2>${
    (rows.length > 0 || q) && html`<a href="${here}/register.xlsx">Unduh Excel</a>`
  }</div>${(rows.length > 0 || q) && html`<form method="get" action="${here}">${searchBox('Cari nomor atau nama', q)}</form>`}${
    rows.length === 0
      ? empty(q ? 'Tidak ada sertifikat yang cocok. Ubah pencarian.' : 'Belum ada sertifikat yang terbit.')
      : html`<ul class="kartu tugas">${rows.map(
          (row) =>
            html`<li><a href="${here}/${row.id}"><span class="bulat">${icon('kertas')}</span><span class="rapat"><span class="tebal">${row.name}</span><span class="mungil redup"><span class="angka">${row.number}</span>${row.revision > 0 && `, ${revisionWord(row.revision)}`}. ${KIND[row.kind]}, ${row.participantNo}</span></span>${statusStamp(row.status)}</a></li>`,
        )}</ul>`
  }${more && last && html`<p><a class="tombol kedua" href="${here}?${new URLSearchParams({ ...(q ? { q } : {}), jenis: last.kind, tahun: String(last.year), urut: String(last.seq) }).toString()}">Muat lagi</a></p>`}</section>`;
}
