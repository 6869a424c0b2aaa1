import type { EventFilter, EventRow } from '../../src/audit/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { field, select } from '../ui/form.ts';
import { clockTime, dayOf, longDate, plainDate } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';
import { empty } from '../ui/notice.ts';
import { ACTS, actWords } from './acts.ts';

const A_PAGE = 50;
const ZONE = 'Asia/Jakarta';
const PATH = '/kelola/catatan';

type Data = { filter: EventFilter; rows: EventRow[] };

/** The log, newest first, day by day. It holds ids and figures; names are looked up while it is read. */
export function auditPage(shell: Shell, data: Data): Html {
  const { filter, rows } = data;
  const shown = rows.slice(0, A_PAGE);
  const last = rows.length > A_PAGE ? shown.at(-1) : undefined;
  return page(
    shell,
    { title: 'Catatan kegiatan' },
    main(
      heading('Catatan kegiatan', {
        below: 'Siapa melakukan apa, dan kapan. Tidak bisa diubah atau dihapus.',
      }),
      tools(filter),
      filter.person &&
        html`<p>Hanya kegiatan oleh atau tentang <b>${personName(data) ?? 'orang ini'}</b>. <a href="${PATH}">Tampilkan semua</a></p>`,
      shown.length === 0 ? empty('Belum ada kegiatan yang cocok. Ubah saringan.') : byDay(shown),
      last && html`<p><a class="tombol kedua" href="${olderAddress(filter, last.seq)}">Lebih lama</a></p>`,
    ),
  );
}

function personName({ filter, rows }: Data): string | null {
  const about = rows.find((row) => row.subjectPersonId === filter.person);
  return about?.subject ?? rows.find((row) => row.actorId === filter.person)?.actor ?? null;
}

function tools(filter: EventFilter): Html {
  const acts = Object.entries(ACTS).map(([value, label]) => ({ value, label }));
  return html`<form method="get" action="${PATH}" class="saring" role="search">${filter.person && html`<input type="hidden" name="orang" value="${filter.person}">`}${select(
    {
      name: 'kegiatan',
      label: 'Kegiatan',
      value: filter.act,
      choices: [{ value: '', label: 'Semua kegiatan' }, ...acts],
    },
  )}${field({ name: 'q', label: 'Nama', type: 'search', value: filter.q })}${field({ name: 'hari', label: 'Hari', type: 'date', value: filter.day })}<button class="tombol kedua">Saring</button></form>`;
}

function olderAddress(filter: EventFilter, seq: number): string {
  const query = new URLSearchParams({ sebelum: String(seq) });
  if (filter.act) query.set('kegiatan', filter.act);
  if (filter.person) query.set('orang', filter.person);
  if (filter.q) query.set('q', filter.q);
  if (filter.day) query.set('hari', filter.day);
  return `${PATH}?${query.toString()}`;
}

/** A heading at each change of the day; the order is that of the log. */
function byDay(rows: EventRow[]): Html[] {
  const days: { day: string; events: EventRow[] }[] = [];
  for (const row of rows) {
    const day = dayOf(row.at, ZONE);
    const last = days.at(-1);
    if (last?.day === day) last.events.push(row);
    else days.push({ day, events: [row] });
  }
  return days.map(
    ({ day, events }) =>
      html`<section class="tumpuk"><h2>${longDate(day)}</h2><div class="kartu"><ul class="tugas">${events.map(item)}</ul></div></section>`,
  );
}

function item(row: EventRow): Html {
  const by = row.actor ?? (row.actorId ? 'Orang yang sudah dihapus' : 'Sistem');
  const self = row.subjectPersonId !== null && row.subjectPersonId === row.actorId;
  return html`<li><div class="isi-t"><span class="jam">${clockTime(row.at, ZONE)}</span><div><p class="tebal">${actWords(row.act)}${!self && row.subject && html`: ${row.subject}`}</p><p class="mungil redup">${by}${
    row.bimtek && `, ${row.bimtek}`
  }</p>${figures(row)}</div></div></li>`;
}

/** Codes and figures of the event in words, without ids of rows. */
function figures({ detail }: EventRow): Part {
  const shown = Object.entries(detail).flatMap(([name, value]) => {
    const words = FIGURES[name];
    return words && isFigure(value) ? [`${words} ${inWords(value)}`] : [];
  });
  return shown.length > 0 && html`<p class="mungil redup angka">${shown.join(', ')}</p>`;
}

const FIGURES: Record<string, string> = {
  role: 'peran',
  province: 'provinsi',
  regency: 'kabupaten',
  village: 'desa',
  letter: 'kelas',
  no: 'nomor',
  number: 'nomor',
  version: 'versi',
  revision: 'pengganti',
  count: 'jumlah',
  expires: 'berlaku sampai',
  dated: 'tanggal',
  from: 'dari',
  to: 'menjadi',
  attempts: 'percobaan tambahan',
  minutes: 'menit tambahan',
  questions: 'soal',
  unit: 'unit',
  fields: 'isian',
  course: 'materi',
  timetable: 'jadwal versi',
};

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const plain = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && value !== '' && !ID.test(value));
const isFigure = (value: unknown): boolean =>
  Array.isArray(value) ? value.length > 0 && value.length <= 8 && value.every(plain) : plain(value);

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(inWords).join(' dan ');
  if (typeof value === 'string' && INSTANT.test(value)) return plainDate(dayOf(new Date(value), ZONE));
  return FIELDS[String(value)] ?? String(value);
}

const FIELDS: Record<string, string> = {
  name: 'nama',
  title_prefix: 'gelar depan',
  title_suffix: 'gelar belakang',
  sex: 'jenis kelamin',
  phone: 'nomor HP',
  nik: 'NIK',
};
