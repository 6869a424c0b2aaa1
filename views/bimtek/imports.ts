import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { Use } from '../../src/bimtek/imports/find-uses.ts';
import type { ImportedRow, ImportEntry } from '../../src/bimtek/imports/queries.ts';
import type { UndoRefusal } from '../../src/bimtek/imports/undo-import.ts';
import type { Shell } from '../../src/http/page.ts';
import { actButton } from '../ui/form.ts';
import { count, dateTime } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, notice, refusal as refusalBox, stamp, warning } from '../ui/notice.ts';
import { changeWords } from './import-words.ts';
import { pathOf, readOnly, refusalWords } from './words.ts';

type ListState = { bimtek: BimtekView; rows: ImportEntry[]; kabar?: string | undefined };

/** Every import of a bimtek, newest first. */
export function importsPage(shell: Shell, { bimtek, rows, kabar }: ListState): Html {
  return page(
    shell,
    { title: `Riwayat impor, ${bimtek.label}` },
    main(
      backLink(pathOf(bimtek, '/peserta'), 'Peserta'),
      heading('Riwayat impor', {
        below: 'Impor bisa dibatalkan selama belum ada pesertanya yang memakai Bekal.',
      }),
      readOnly(bimtek),
      notice(kabar, { dibatalkan: 'Impor dibatalkan. Data kembali seperti sebelum impor itu.' }),
      rows.length === 0
        ? empty(
            'Belum ada impor.',
            bimtek.writable &&
              html`<p><a class="tombol" href="${pathOf(bimtek, '/peserta/impor')}">Impor dari Excel</a></p>`,
          )
        : html`<ul class="kartu tugas">${rows.map((row) => item(bimtek, row))}</ul>`,
    ),
  );
}

const item = (bimtek: BimtekView, row: ImportEntry): Html =>
  html`<li><a href="${pathOf(bimtek, `/impor/${row.id}`)}"><span class="bulat emas">${icon('kertas')}</span><span class="rapat"><span class="tebal">${row.fileName}</span><span class="mungil redup">${dateTime(row.at, bimtek.zone)}, oleh ${row.by}</span><span class="mungil redup">${countsWords(row)}</span>${row.undoneAt && html`<span class="cap-cap">${stamp('belum', 'Dibatalkan')}</span>`}</span>${icon('panah', 'kecil')}</a></li>`;

const countsWords = ({ counts }: ImportEntry): string =>
  `${count(counts.new)} peserta baru, ${count(counts.changed)} berubah${counts.wrong + counts.question > 0 ? `, ${count(counts.wrong + counts.question)} baris tidak ikut` : ''}.`;

type State = {
  bimtek: BimtekView;
  entry: ImportEntry;
  rows: ImportedRow[];
  uses: Use[];
  slips: number;
  refusal?: UndoRefusal;
};

/** One import: what it made and changed, and whether it can still be taken back. */
export function importPage(shell: Shell, state: State): Html {
  const { bimtek, entry, rows, refusal } = state;
  return page(
    shell,
    { title: `${refusal ? 'Belum bisa: ' : ''}Impor ${entry.fileName}` },
    main(
      backLink(pathOf(bimtek, '/impor'), 'Riwayat impor'),
      heading(entry.fileName, {
        above: `Impor ${dateTime(entry.at, bimtek.zone)}, oleh ${entry.by}`,
        below: countsWords(entry),
      }),
      refusal && refusalBox(html`<p>${undoWords(refusal)}</p>`),
      entry.undoneAt
        ? html`<div class="kartu"><div class="dalam"><p>Dibatalkan ${dateTime(entry.undoneAt, bimtek.zone)}, oleh ${entry.undoneBy}.</p></div></div>`
        : undoPart(shell, state),
      rows.length > 0 && affected(state, rows),
    ),
  );
}

function undoWords(refusal: UndoRefusal): string {
  if (refusal.reason === 'used') return 'Sudah ada peserta yang memakai Bekal. Lihat siapa di bawah.';
  if (refusal.reason === 'undone') return 'Impor ini sudah dibatalkan.';
  if (refusal.reason === 'cannot-move')
    return `Ada peserta yang tidak bisa dikembalikan: ${refusalWords(refusal.why)} Coba lagi sesudah itu, atau perbaiki satu per satu di halaman peserta.`;
  return refusalWords(refusal.reason);
}

const MOST_NAMED = 20;

function undoPart(shell: Shell, state: State): Part {
  const { bimtek, entry, rows, uses, slips } = state;
  if (uses.length > 0) {
    const names = new Map(rows.map(({ personId, name }) => [personId, name]));
    const people = [...Map.groupBy(uses, ({ personId }) => personId)];
    return warning(
      html`<p class="tebal">Impor ini tidak bisa dibatalkan lagi.</p><p>${count(people.length)} orang sudah memakai Bekal. Akhiri atau perbaiki satu per satu di halaman peserta.</p><ul>${people
        .slice(0, MOST_NAMED)
        .map(([id, theirs]) => html`<li>${names.get(id) ?? 'Peserta'}: ${useWords(theirs)}</li>`)}${
        people.length > MOST_NAMED && html`<li>dan ${count(people.length - MOST_NAMED)} orang lagi</li>`
      }</ul>`,
    );
  }
  const fresh = rows.filter(({ enrolmentId }) => enrolmentId !== null).length;
  const accounts = rows.filter(({ madePerson }) => madePerson).length;
  const reverted = rows.filter(({ changes }) => changes.length > 0).length;
  return html`<section class="kartu" aria-labelledby="batal"><div class="dalam tumpuk"><h2 id="batal">Batalkan impor ini</h2><ul class="rapat"><li>${count(fresh)} peserta keluar dari bimtek, bersama SK dan penugasan dari berkas ini</li><li>${count(accounts)} akun dihapus${slips > 0 && html`, <b>${count(slips)} slip yang sudah dibagikan tidak berlaku lagi</b>`}</li><li>${count(reverted)} orang kembali ke data sebelum impor</li></ul><p class="mungil redup">Hanya bisa selama belum ada yang memakai akunnya. Yang sudah Anda perbaiki sesudah impor tetap.</p>${
    bimtek.writable &&
    html`<div>${actButton(shell, pathOf(bimtek, `/impor/${entry.id}/batal`), 'Batalkan impor', { class: 'tombol' })}</div>`
  }</div></section>`;
}

const USES: Readonly<Record<string, string>> = {
  account: 'sudah masuk',
  login_session: 'sudah masuk',
  slip: 'sudah memakai slip masuk',
  arrival: 'sudah dicatat datang',
  slip_request: 'sudah meminta slip masuk',
  mark: 'sudah punya presensi',
  attendance: 'sudah punya presensi',
  attempt: 'sudah mengerjakan kuis',
  lesson_read: 'sudah membaca pelajaran',
  lesson_place: 'sudah membuka pelajaran',
  rktl_draft: 'sudah menulis RKTL',
  rktl_round: 'sudah mengirim RKTL',
  evaluation_done: 'sudah mengisi evaluasi',
  certificate: 'sudah punya sertifikat',
  decree: 'SK-nya sudah disahkan atau ditambah',
  assignment: 'punya penugasan lain',
  role_grant: 'punya peran lain',
  enrolment: 'ikut bimtek lain',
  person_merge: 'datanya sudah digabung',
};

const useWords = (uses: Use[]): string =>
  [...new Set(uses.map(({ table }) => USES[table] ?? 'datanya sudah dipakai'))].join(', ');

function affected({ bimtek, entry }: State, rows: ImportedRow[]): Html {
  const shown = rows.slice(0, 500);
  return html`<section aria-labelledby="isi"><div class="judul-bag"><h2 id="isi">Yang ${entry.undoneAt ? 'dulu ' : ''}dibawa impor ini (${count(rows.length)})</h2></div><ul class="kartu daftar-ringkas">${shown.map(
    (row) =>
      html`<li><span class="rapat"><span>${row.no ? html`<a href="${pathOf(bimtek, `/peserta/${row.enrolmentId}`)}">${row.name}</a>` : row.name}</span>${row.changes.map((change) => html`<span class="mungil redup">${changeWords(change)}</span>`)}</span><span class="mungil redup">${row.madePerson ? 'akun baru' : row.no ? 'peserta baru' : 'diperbarui'}</span></li>`,
  )}</ul></section>`;
}
