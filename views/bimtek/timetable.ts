import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { DayView, TimetableHead } from '../../src/bimtek/planning/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { jp, longDate, zoneLabel } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { heading, main, page } from '../ui/layout.ts';
import { empty, notice, stamp } from '../ui/notice.ts';
import { cancelledStamp, whereWords, formerly, jpWords, sessionRow, trainerWords } from './session-item.ts';
import { clashLines, clashList, clashNote } from './timetable-clashes.ts';
import { pathOf, readOnly, toBimtek } from './words.ts';

type State = {
  bimtek: BimtekView;
  head: TimetableHead;
  days: string[];
  day: string;
  /** The class that is shown alone; '' for all. */
  letter: string;
  view: DayView;
  kabar?: string | undefined;
  n: number;
};

export function timetablePage(shell: Shell, state: State): Html {
  const { bimtek, head, day, view, kabar, n } = state;
  return page(
    shell,
    { title: `Jadwal, ${bimtek.label}` },
    main(
      toBimtek(bimtek),
      heading('Jadwal', {
        below: `Semua jam dalam ${zoneLabel(bimtek.zone)}. Perubahan langsung terlihat oleh kader dan pelatih.`,
      }),
      readOnly(bimtek),
      notice(kabar, {
        ditambah: 'Sesi ditambahkan.',
        dibuat: `${n} sesi dibuat.`,
        diubah: 'Sesi diubah. Peserta melihat tanda Berubah.',
        sama: 'Tidak ada yang berubah.',
        dibatalkan: 'Sesi dibatalkan. Presensinya tetap tersimpan.',
        dipulihkan: 'Sesi dipulihkan.',
        dihapus: 'Sesi dihapus.',
        disalin: `${n} sesi disalin.`,
        diimpor: `${n} sesi disimpan dari berkas.`,
      }),
      dayLinks(state),
      clashNote(view),
      html`<section aria-labelledby="hari"><div class="judul-bag"><h2 id="hari">${longDate(day)}</h2>${bimtek.writable && html`<a href="${pathOf(bimtek, `/jadwal/baru?hari=${day}`)}">Tambah sesi</a>`}</div>${view.holiday && html`<p>${stamp('awas', icon('awas'), 'Hari libur')} <span class="mungil">${view.holiday}</span></p>`}${sessions(state)}</section>`,
      clashList(bimtek, view),
      planned(bimtek, head),
      acts(state),
    ),
  );
}

const SHORT = ['Min', 'Sen', 'Sel', 'Rab', 'Kam', 'Jum', 'Sab'];

function dayLinks({ bimtek, head, days, day, letter }: State): Html {
  const to = (one: string, of: string) => pathOf(bimtek, `/jadwal?hari=${one}${of && `&kelas=${of}`}`);
  const classes =
    head.classes.length > 1 &&
    html`<nav class="pilah" aria-label="Kelas"><a href="${to(day, '')}"${letter === '' && html` aria-current="true"`}>Semua</a>${head.classes.map(
      (one) =>
        html`<a href="${to(day, one.letter)}"${one.letter === letter && html` aria-current="true"`}>Kelas ${one.letter}</a>`,
    )}</nav>`;
  return html`<div class="tumpuk"><nav class="hari-hari" aria-label="Hari">${days.map((one) => {
    const date = new Date(`${one}T00:00:00Z`);
    const n = head.counts.get(one) ?? 0;
    return html`<a href="${to(one, letter)}"${one === day && html` aria-current="date"`}><small>${SHORT[date.getUTCDay()]}</small><b>${date.getUTCDate()}</b><small>${n} sesi</small></a>`;
  })}</nav>${classes}</div>`;
}

function acts({ bimtek, day, letter, head }: State): Html {
  const only = letter && `?kelas=${letter}`;
  const print = head.classes.length > 0 && [
    html`<a class="tombol kedua" href="${pathOf(bimtek, `/jadwal.pdf${only}`)}">Cetak jadwal${letter && ` kelas ${letter}`}</a>`,
  ];
  if (!bimtek.writable) return html`<div class="apit-aksi kiri">${print}</div>`;
  const to = (rest: string, label: string) =>
    html`<a class="tombol kedua" href="${pathOf(bimtek, `/jadwal/${rest}`)}">${label}</a>`;
  return html`<div class="apit-aksi kiri"><a class="tombol" href="${pathOf(bimtek, `/jadwal/baru?hari=${day}`)}">Tambah sesi</a>${to(`salin?dari=${day}`, 'Salin hari ini')}${to('pola', 'Buat dari pola harian')}</div><div class="apit-aksi kiri">${print}${to('teks', 'Teks WhatsApp')}<a class="tombol kedua" href="${pathOf(bimtek, '/jadwal.xlsx')}">Unduh Excel</a>${to('impor', 'Impor jadwal')}${to('libur', 'Hari libur')}</div>`;
}

function sessions({ bimtek, day, view }: State): Part {
  if (view.sessions.length === 0)
    return empty(
      'Belum ada jadwal hari ini.',
      bimtek.writable &&
        html`<p><a class="tombol kedua" href="${pathOf(bimtek, `/jadwal/baru?hari=${day}`)}">Tambah sesi</a></p>`,
    );
  return html`<ul class="kartu tugas">${view.sessions.map((session) =>
    sessionRow(session, {
      details: html`<span class="mungil redup">${whereWords(session)}, ${jpWords(session)}</span><span class="mungil redup">${trainerWords(session) || 'Belum ada pelatih'}</span>`,
      notes: html`${cancelledStamp(session)}${session.was && session.cancelReason === null && html`<span>${stamp('awas', icon('ulang'), 'Berubah')} <span class="mungil">${formerly(session)}</span></span>`}${clashLines(session, view)}`,
      ...(bimtek.writable ? { href: pathOf(bimtek, `/jadwal/${session.id}`) } : {}),
    }),
  )}</ul>`;
}

function planned(bimtek: BimtekView, { classes }: TimetableHead): Part {
  if (classes.length === 0)
    return html`<p>Belum ada kelas. <a href="${pathOf(bimtek, '/kelas')}">Buat kelas</a> lebih dulu.</p>`;
  return html`<section aria-labelledby="jp"><div class="judul-bag"><h2 id="jp">JP seluruh jadwal</h2></div><ul class="kartu daftar-ringkas">${classes.map(
    ({ letter, halfJp }) => html`<li><span>Kelas ${letter}</span><b class="angka">${jp(halfJp)} JP</b></li>`,
  )}</ul></section>`;
}
