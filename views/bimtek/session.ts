import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { Warned } from '../../src/bimtek/planning/warned.ts';
import type { SessionView } from '../../src/bimtek/sessions.ts';
import type { Shell } from '../../src/http/page.ts';
import {
  actButton,
  checkbox,
  EMPTY,
  errorSummary,
  field,
  fieldReason,
  type Filled,
  form,
} from '../ui/form.ts';
import { clockTime, dayOf, jp, zoneLabel } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { refusal, warning } from '../ui/notice.ts';
import { warningWords } from './clash-words.ts';
import { pathOf, refusalWords } from './words.ts';

const LABELS: Record<string, string> = {
  day: 'Tanggal',
  start: 'Jam mulai',
  end: 'Jam selesai',
  overnight: 'Hari berikutnya',
  jp: 'JP',
  topic: 'Topik',
  subject: 'Mata pelatihan',
  room: 'Ruang',
  pic: 'PIC',
  classes: 'Kelas',
  trainers: 'Pelatih',
  reason: 'Alasan',
};

type Person = { id: string; name: string };
type State = {
  bimtek: BimtekView;
  classes: { id: string; letter: string }[];
  trainers: Person[];
  day: string;
  /** Null for a new session. */
  session: SessionView | null;
  /** True when someone was marked in it: it can be cancelled, not removed. */
  marked: boolean;
  /** Boxes of a form that came back. */
  ticked: { classes: string[]; trainers: string[] } | null;
  filled?: Filled;
  refused?: string;
  /** What stands against it: saved anyway with one further press. */
  warned?: Warned;
};

export function sessionPage(shell: Shell, state: State): Html {
  const { bimtek, session, day, filled = EMPTY, refused, warned } = state;
  const wrong = refused !== undefined || warned !== undefined || Object.keys(filled.fields).length > 0;
  const title = session ? `Ubah sesi: ${session.topic}` : 'Tambah sesi';
  const cancelled = session !== null && session.cancelReason !== null;
  return page(
    shell,
    { title: `${wrong ? 'Perlu diperbaiki: ' : ''}${title}` },
    main(
      backLink(pathOf(bimtek, `/jadwal?hari=${day}`), 'Jadwal'),
      heading(title),
      session &&
        html`<p class="tautan-lain"><a href="/sesi/${session.id}/presensi">Presensi sesi ini</a> <a href="/sesi/${session.id}/bukti">Bukti daftar hadir</a></p>`,
      errorSummary(filled, LABELS),
      refused && refusal(html`<p>${refusalWords(refused)}</p>`),
      warned && warnings(warned, state),
      cancelled &&
        warning(
          html`<p>Sesi ini dibatalkan: ${session.cancelReason}. Presensinya tetap tersimpan dan tidak dihitung.</p>`,
        ),
      !cancelled && sessionForm(shell, state),
      session && acts(shell, state, session),
    ),
  );
}

/** What would clash, first on the page; the form below carries the mark that says it was read. */
const warnings = ({ warnings: all }: Warned, { bimtek, classes }: State): Html =>
  html`<div class="galat-ringkas" role="alert" tabindex="-1" autofocus><h2>Periksa dulu</h2><ul>${all.map(
    (one) => html`<li>${warningWords(one, classes, bimtek.zone)}</li>`,
  )}</ul><p>Belum ada yang disimpan. Ubah isian di bawah, atau tekan <b>Simpan meski begitu</b>.</p></div>`;

function sessionForm(shell: Shell, state: State): Html {
  const { bimtek, session, day, filled = EMPTY, warned } = state;
  const zone = bimtek.zone;
  const typed = Object.keys(filled.values).length > 0;
  const counted = typed ? filled.values['counted'] !== undefined : (session?.counted ?? true);
  return form(
    shell,
    {
      action: pathOf(bimtek, session ? `/jadwal/${session.id}` : '/jadwal/baru'),
      class: 'kartu-isian tumpuk',
    },
    field({
      name: 'topic',
      label: 'Topik',
      filled,
      value: session?.topic ?? '',
      hint: 'Misalnya Mengenal hoaks',
    }),
    field({
      name: 'subject',
      label: 'Mata pelatihan',
      filled,
      value: session?.subject ?? '',
      hint: 'Baris di belakang sertifikat. Kosong berarti sama dengan topik',
    }),
    field({ name: 'day', label: 'Tanggal', type: 'date', filled, value: day }),
    html`<div class="deret">${field({ name: 'start', label: `Jam mulai (${zoneLabel(zone)})`, type: 'time', filled, value: session ? iso(clockTime(session.startsAt, zone)) : '' })}${field({ name: 'end', label: `Jam selesai (${zoneLabel(zone)})`, type: 'time', filled, value: session ? iso(clockTime(session.endsAt, zone)) : '' })}</div>`,
    overnight(session, filled),
    html`<div class="deret">${field({ name: 'jp', label: 'JP', inputmode: 'decimal', filled, value: session ? jp(session.halfJp) : '', hint: 'Diketik, boleh setengah: 1,5' })}${field({ name: 'room', label: 'Ruang', filled, value: session?.room ?? '' })}</div>`,
    field({
      name: 'pic',
      label: 'PIC',
      filled,
      value: session?.pic ?? '',
      hint: 'Panitia yang mendampingi. Boleh kosong',
    }),
    classBoxes(state),
    trainerBoxes(state),
    checkbox({ name: 'counted', label: 'Dihitung dalam kehadiran', checked: counted }),
    warned
      ? html`<input type="hidden" name="anyway" value="${warned.mark}"><button class="tombol">Simpan meski begitu</button>`
      : html`<button class="tombol">${session ? 'Simpan perubahan' : 'Tambah sesi'}</button>`,
  );
}

/** Time fields of the browser want a colon. */
const iso = (time: string): string => time.replace('.', ':');

function overnight(session: SessionView | null, filled: Filled): Part {
  const wrong = filled.fields['overnight'];
  const over =
    session !== null && dayOf(session.startsAt, session.zone) !== dayOf(session.endsAt, session.zone);
  const box = checkbox({
    name: 'overnight',
    label: 'Selesai hari berikutnya',
    checked: over || filled.values['overnight'] !== undefined,
  });
  return wrong
    ? html`<div class="kumpulan salah" id="overnight"><p class="galat-isian">${wrong}</p>${box}</div>`
    : box;
}

function boxes(
  name: 'classes' | 'trainers',
  legend: string,
  all: { id: string; label: string }[],
  on: readonly string[],
  filled: Filled,
): Html {
  const wrong = filled.fields[name];
  return html`<fieldset class="kumpulan${wrong && ' salah'}" id="${name}"><legend>${legend}</legend>${wrong && html`<p class="galat-isian">${fieldReason(wrong, legend)}</p>`}<div class="pilihan">${all.map(
    ({ id, label }) => checkbox({ name, value: id, label, checked: on.includes(id) }),
  )}</div></fieldset>`;
}

function classBoxes({ classes, session, ticked, filled = EMPTY }: State): Html {
  const [only] = classes;
  const on =
    ticked?.classes ??
    session?.classes.map(({ id }) => id) ??
    (only && classes.length === 1 ? [only.id] : []);
  return boxes(
    'classes',
    'Kelas (beberapa berarti pleno)',
    classes.map(({ id, letter }) => ({ id, label: `Kelas ${letter}` })),
    on,
    filled,
  );
}

function trainerBoxes({ trainers, session, ticked, filled = EMPTY }: State): Part {
  if (trainers.length === 0) return html`<p class="mungil redup">Belum ada orang dengan peran pelatih.</p>`;
  const on = ticked?.trainers ?? session?.named ?? [];
  return html`<details${on.length > 0 && html` open`}><summary>Pelatih khusus sesi ini</summary><p class="mungil redup">Tidak perlu diisi jika sama dengan pelatih kelas.</p>${boxes(
    'trainers',
    'Pelatih',
    trainers.map(({ id, name }) => ({ id, label: name })),
    on,
    filled,
  )}</details>`;
}

function acts(shell: Shell, { bimtek, marked, filled = EMPTY }: State, session: SessionView): Html {
  const to = (rest: string) => pathOf(bimtek, `/jadwal/${session.id}/${rest}`);
  if (session.cancelReason !== null)
    return html`<div>${actButton(shell, to('pulih'), 'Pulihkan sesi', { class: 'tombol' })}</div>`;
  const cancel = form(
    shell,
    { action: to('batal'), class: 'tumpuk' },
    field({ name: 'reason', label: 'Alasan', filled, hint: 'Misalnya listrik padam. Terlihat oleh peserta' }),
    html`<button class="tombol kedua">Batalkan sesi</button>`,
  );
  return html`<section class="selebar-isian tumpuk" aria-labelledby="lain"><h2 id="lain">Lainnya</h2><details${filled.fields['reason'] !== undefined && html` open`}><summary>Batalkan sesi</summary><div class="tumpuk"><p class="mungil redup">Presensi tetap tersimpan, JP keluar dari hitungan.</p>${cancel}</div></details>${
    marked
      ? html`<p class="mungil redup">Sesi ini sudah punya presensi, jadi tidak bisa dihapus.</p>`
      : html`<details><summary>Hapus sesi</summary><p class="mungil redup">Belum ada presensi di sesi ini.</p>${actButton(shell, to('hapus'), 'Hapus sesi')}</details>`
  }</section>`;
}
