import type { BimtekView } from '../../src/bimtek/index.ts';
import type { ArrivalCounts, DeskPerson } from '../../src/desk/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { readOnly, toBimtek } from '../bimtek/words.ts';
import { actButton } from '../ui/form.ts';
import { count } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { heading, main, page } from '../ui/layout.ts';
import { stamp } from '../ui/notice.ts';
import { cameAt, deskPath, fullName, placeOf } from './words.ts';

type State = {
  bimtek: BimtekView;
  q: string;
  kloter: string;
  counts: ArrivalCounts;
  /** Null: nothing was sought. */
  found: DeskPerson[] | null;
  last: DeskPerson[];
  /** Who was just confirmed, or taken back. */
  told: { kabar: string | undefined; person: DeskPerson | null };
};

/** The desk: one field that has the cursor, whom it means, who came last. */
export function deskPage(shell: Shell, state: State): Html {
  const { bimtek, counts, q } = state;
  return page(
    shell,
    { title: `Meja registrasi, ${bimtek.label}` },
    main(
      toBimtek(bimtek),
      heading('Meja registrasi', {
        below: `${count(counts.arrived)} dari ${count(counts.all)} peserta sudah datang.`,
      }),
      readOnly(bimtek),
      told(shell, state),
      searchForm(state),
      state.found && results(shell, state, state.found),
      html`<div class="apit-aksi kiri">${
        bimtek.writable &&
        html`<a class="tombol kedua" href="${deskPath(bimtek, '/baru', { kloter: state.kloter, nama: state.found?.length === 0 ? q : '' })}">${icon('saya')}Orang yang tidak terdaftar</a>`
      }<a class="tombol kedua" href="${deskPath(bimtek, '/cetak')}">${icon('kertas')}Cetak tanda pengenal dan slip</a><a class="tombol kedua" href="${deskPath(bimtek, '/rekap')}">${icon('jam')}Rekap kedatangan</a></div>`,
      !state.found && lastOnes(shell, state),
    ),
  );
}

function told(shell: Shell, { bimtek, kloter, told: { kabar, person } }: State): Part {
  if (!person) return '';
  if (kabar === 'batal')
    return html`<div class="pesan berhasil" role="status">${icon('centang')}<p>Kedatangan ${person.name} dibatalkan.</p></div>`;
  if (kabar !== 'datang' || !person.arrival) return '';
  return html`<div class="pesan berhasil" role="status">${icon('centang')}<div class="rapat"><p><b>${person.no} ${fullName(person)}</b> sudah datang, Kelas ${person.letter}.</p><div class="apit-aksi kiri"><a class="keliru" href="${deskPath(bimtek, `/${person.enrolmentId}`, { kloter })}">Lihat data dan slip<span class="kasat">: ${person.name}</span></a>${
    bimtek.writable &&
    actButton(
      shell,
      deskPath(bimtek, `/${person.enrolmentId}/batal`),
      html`Batalkan<span class="kasat"> kedatangan ${person.name}</span>`,
      { class: 'kedua kecil', values: { arrival: person.arrival.id, kloter } },
    )
  }</div></div></div>`;
}

/** The cursor waits here unless there is a list to choose from. */
function searchForm({ bimtek, q, kloter, found }: State): Html {
  const waits = !found || found.length === 0;
  return html`<form class="meja-cari" method="get" action="${deskPath(bimtek)}" role="search" aria-label="Peserta"><div class="isian"><label for="q">Nama, nomor peserta, nagari, atau pindai tanda pengenal</label><input id="q" name="q" type="search" value="${q}" maxlength="60" autocomplete="off" autocapitalize="off" spellcheck="false"${waits && html` autofocus`}></div><div class="isian"><label for="kloter">Kloter</label><input id="kloter" name="kloter" value="${kloter}" maxlength="20" autocomplete="off"></div><button class="tombol">Cari</button></form>`;
}

function results(shell: Shell, state: State, found: DeskPerson[]): Html {
  if (found.length === 0)
    return html`<div class="kartu" role="status"><div class="dalam tumpuk"><p>Tidak ada peserta yang cocok dengan “${state.q}”. Periksa ejaannya, atau daftarkan di sini.</p></div></div>`;
  return html`<section aria-labelledby="cocok"><div class="judul-bag"><h2 id="cocok">${count(found.length)} orang cocok</h2></div><ul class="kartu tugas">${found.map((person, i) => item(shell, state, person, i === 0))}</ul></section>`;
}

function lastOnes(shell: Shell, state: State): Part {
  if (state.last.length === 0) return '';
  return html`<section aria-labelledby="baru"><div class="judul-bag"><h2 id="baru">Baru datang</h2></div><ul class="kartu tugas">${state.last.map((person) => item(shell, state, person, false))}</ul></section>`;
}

function item(shell: Shell, { bimtek, kloter }: State, person: DeskPerson, first: boolean): Html {
  const { arrival } = person;
  return html`<li><a href="${deskPath(bimtek, `/${person.enrolmentId}`, { kloter })}"${first && html` autofocus`}><span class="nomor">${person.no}</span><span class="rapat"><span class="tebal">${fullName(person)}</span><span class="mungil redup">${placeOf(person)}. Kelas ${person.letter}</span>${
    arrival &&
    html`<span class="cap-cap">${stamp('selesai', `Datang ${cameAt(arrival.at, shell.now, bimtek.zone)}`)}${!arrival.letter && stamp('awas', 'Surat tugas belum')}</span>`
  }</span>${icon('panah', 'kecil')}</a></li>`;
}
