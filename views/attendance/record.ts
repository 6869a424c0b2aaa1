import type { PresensiBimtek } from '../../src/attendance/overview.ts';
import type { PastClosing } from '../../src/attendance/record/closing-record.ts';
import type { RecordFacts } from '../../src/attendance/record/facts.ts';
import type { RecapClass } from '../../src/attendance/recap/queries.ts';
import type { Unfinished } from '../../src/attendance/unfinished.ts';
import type { Shell } from '../../src/http/page.ts';
import { KIND } from '../certification/words.ts';
import { count, dateTime, dayOf, longDate } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { refusal } from '../ui/notice.ts';
import { sums } from './recap.ts';
import { closingWords, reopeningWords, settledWords, touchedWords } from './record-words.ts';
import { stops } from './stops.ts';

export type RecordState = {
  bimtek: PresensiBimtek;
  left: Unfinished;
  /** Of the closing in force, or of this moment. */
  facts: RecordFacts;
  whole: RecapClass;
  closings: PastClosing[];
  /** Numbers of closings whose berita acara can be printed. */
  printable: ReadonlySet<number>;
  /** The PDF was asked for and there is none. */
  refused?: boolean;
};

/** Berita acara presensi: whether it is closed, its figures, every closing and reopening, and the paper of each. */
export function recordPage(shell: Shell, state: RecordState): Html {
  const { bimtek, facts, whole } = state;
  return page(
    shell,
    { title: 'Berita acara presensi' },
    main(
      backLink(`${home(bimtek)}/presensi`, 'Presensi'),
      heading('Berita acara presensi', { above: bimtek.label }),
      state.refused &&
        refusal(
          html`<p>Berita acara dicetak sesudah presensi dikunci, supaya angka yang ditandatangani tidak berubah lagi.</p>`,
        ),
      stateCard(state),
      html`<section aria-labelledby="angka" class="tumpuk"><div class="judul-bag"><h2 id="angka">Angka presensi</h2><a href="${home(bimtek)}/presensi/rekap">Rekap tiap peserta</a></div><p class="redup">${count(whole.people)} peserta, ${count(facts.classes.length)} kelas, ${count(facts.sessions.counted)} sesi yang dihitung.</p>${sums(facts, whole)}</section>`,
      section('selesai', 'Yang sudah diselesaikan', list(settledWords(facts))),
      section('batal', 'Sesi yang dibatalkan', cancelled(state)),
      section('riwayat', 'Kunci dan pembukaan kembali', history(state)),
    ),
  );
}

const home = ({ bimtekId }: PresensiBimtek): string => `/kelola/bimtek/${bimtekId}`;
const pdf = (bimtek: PresensiBimtek, no: number): string => `${home(bimtek)}/berita-acara.pdf?kunci=${no}`;

const section = (id: string, title: string, body: Part): Html =>
  html`<section aria-labelledby="${id}"><div class="judul-bag"><h2 id="${id}">${title}</h2></div>${body}</section>`;
const list = (lines: Part[]): Html =>
  html`<ul class="kartu daftar-ringkas">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;

function stateCard({ bimtek, left }: RecordState): Html {
  const { closing } = bimtek;
  const card = (tone: string, title: string, says: string, more: Part) =>
    html`<section class="kartu" aria-labelledby="kunci"><div class="dalam tumpuk"><div class="status-besar"><span class="bulat ${tone}">${icon('kunci')}</span><div class="rapat"><h2 id="kunci">${title}</h2><p class="redup">${says}</p></div></div>${more}</div></section>`;
  if (closing)
    return card(
      'hijau',
      `Dikunci, kunci ke-${closing.no}`,
      `${dateTime(closing.at, bimtek.zone)} oleh ${closing.byName}`,
      html`<p><a class="tombol" href="${pdf(bimtek, closing.no)}">${icon('unduh', 'kecil')}Cetak berita acara</a></p>`,
    );
  const missing = stops(left);
  const says =
    missing.length > 0
      ? 'Berita acara dicetak sesudah presensi dikunci. Selesaikan dahulu:'
      : 'Semua sesi lengkap. Kunci presensi, lalu cetak berita acara.';
  return card(
    'emas',
    'Belum dikunci',
    says,
    html`${missing.length > 0 && html`<ul class="tautan-lain">${missing.map(({ words, href }) => html`<li><a href="${home(bimtek)}/presensi${href}">${words}</a></li>`)}</ul>`}<p><a class="tombol kedua" href="${home(bimtek)}/presensi">Buka presensi</a></p>`,
  );
}

function cancelled({ facts, bimtek }: RecordState): Html {
  if (facts.cancelled.length === 0) return html`<p>Tidak ada.</p>`;
  return list(
    facts.cancelled.map(
      (one) =>
        html`<span class="rapat"><span class="tebal">Sesi ${one.no}: ${one.topic}</span><span class="mungil redup">${longDate(dayOf(new Date(one.startsAt), bimtek.zone))}, kelas ${one.classes.join(', ')}. Alasan: ${one.reason}</span></span>`,
    ),
  );
}

function history({ closings, bimtek, printable }: RecordState): Html {
  if (closings.length === 0) return html`<p>Presensi belum pernah dikunci.</p>`;
  return html`<ol class="tumpuk">${closings
    .toReversed()
    .map(
      (one) =>
        html`<li class="kartu"><div class="dalam tumpuk"><div class="rapat"><p class="tebal">${closingWords(one, bimtek.zone)}</p>${
          one.reopening &&
          html`<p>${reopeningWords(one.reopening, bimtek.zone)}</p>${one.reopening.agreed && html`<p class="redup">${touchedWords(one.reopening)}</p>`}`
        }</div>${one.reopening?.agreed && touchedList(one.reopening.touched)}${
          printable.has(one.no) &&
          html`<p><a href="${pdf(bimtek, one.no)}">Berita acara kunci ke-${one.no}</a>${one.reopening?.agreed && html` <span class="mungil redup">tidak berlaku lagi sejak dibuka kembali</span>`}</p>`
        }</div></li>`,
    )}</ol>`;
}

function touchedList(touched: NonNullable<PastClosing['reopening']>['touched']): Part {
  if (touched.length === 0) return '';
  return html`<details><summary>${count(touched.length)} sertifikat yang tersentuh</summary><ul class="kartu tugas">${touched.map(
    (one) =>
      html`<li><div class="isi-t"><span class="nomor">${one.no}</span><span class="rapat"><span class="tebal">${one.name}</span><span class="mungil redup">${KIND[one.kind as keyof typeof KIND]} ${one.number}. ${one.waiting > 0 ? `${one.waiting} catatan sesudah kunci` : 'Tanpa catatan sesudah kunci'}</span></span></div></li>`,
  )}</ul></details>`;
}
