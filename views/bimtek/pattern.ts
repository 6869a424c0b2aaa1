import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { Shell } from '../../src/http/page.ts';
import { checkbox, EMPTY, errorSummary, field, fieldReason, type Filled, form } from '../ui/form.ts';
import { zoneLabel } from '../ui/format.ts';
import { html, type Html } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { refusal } from '../ui/notice.ts';
import { pathOf, refusalWords } from './words.ts';

type State = {
  bimtek: BimtekView;
  classes: { id: string; letter: string }[];
  ticked: { classes: string[]; trainers: string[] } | null;
  filled?: Filled;
  refused?: string;
};

const ROWS = [1, 2, 3, 4, 5, 6, 7, 8];
/** A usual day of a bimtek, to start from: 8 JP, break for ishoma. */
// oxfmt-ignore
const USUAL: Record<string, string> = {
  start1: '08:30', end1: '10:00', jp1: '2', topic1: 'Materi 1',
  start2: '10:15', end2: '11:45', jp2: '2', topic2: 'Materi 2',
  start3: '13:00', end3: '14:30', jp3: '2', topic3: 'Materi 3',
  start4: '15:15', end4: '16:45', jp4: '2', topic4: 'Materi 4',
};

const LABELS: Record<string, string> = {
  classes: 'Kelas',
  firstDay: 'Hari pertama',
  lastDay: 'Hari terakhir',
  room: 'Ruang',
  ...Object.fromEntries(
    ROWS.flatMap((n) => [
      [`start${n}`, `Jam mulai baris ${n}`],
      [`end${n}`, `Jam selesai baris ${n}`],
      [`jp${n}`, `JP baris ${n}`],
      [`topic${n}`, `Topik baris ${n}`],
    ]),
  ),
};

/** A pattern of daily times that is copied over the days of the bimtek. */
export function patternPage(shell: Shell, { bimtek, classes, ticked, filled = EMPTY, refused }: State): Html {
  const wrong = refused !== undefined || Object.keys(filled.fields).length > 0;
  const together = filled.values['together'] ?? 'sendiri';
  const choice = (value: string, label: string) =>
    html`<label class="centang"><input type="radio" name="together" value="${value}"${value === together && html` checked`}><span>${label}</span></label>`;
  const on = ticked?.classes ?? classes.map(({ id }) => id);
  const wrongClasses = filled.fields['classes'];
  return page(
    shell,
    { title: `${wrong ? 'Perlu diperbaiki: ' : ''}Jadwal dari pola harian` },
    main(
      backLink(pathOf(bimtek, '/jadwal'), 'Jadwal'),
      heading('Jadwal dari pola harian', {
        below:
          'Jam yang sama disalin ke setiap hari, termasuk Sabtu, Minggu, dan hari libur. Sesudah itu setiap sesi bisa diubah.',
      }),
      errorSummary(filled, LABELS),
      refused && refusal(html`<p>${refusalWords(refused)}</p>`),
      form(
        shell,
        { action: pathOf(bimtek, '/jadwal/pola'), class: 'tumpuk longgar' },
        html`<div class="kartu-isian tumpuk"><div class="deret">${field({ name: 'firstDay', label: 'Hari pertama', type: 'date', filled, value: bimtek.startsOn })}${field({ name: 'lastDay', label: 'Hari terakhir', type: 'date', filled, value: bimtek.endsOn })}</div>
<fieldset class="kumpulan${wrongClasses && ' salah'}" id="classes"><legend>Kelas</legend>${wrongClasses && html`<p class="galat-isian">${fieldReason(wrongClasses, 'Kelas')}</p>`}<div class="pilihan">${classes.map(({ id, letter }) => checkbox({ name: 'classes', value: id, label: `Kelas ${letter}`, checked: on.includes(id) }))}</div></fieldset>
<fieldset class="kumpulan"><legend>Sesi</legend>${choice('sendiri', 'Satu sesi untuk setiap kelas')}${choice('bersama', 'Satu sesi untuk semua kelas (pleno)')}</fieldset>
${field({ name: 'room', label: 'Ruang', filled, hint: 'Kosong: setiap kelas memakai ruangnya sendiri, misalnya Kelas F' })}</div>`,
        html`<fieldset><legend class="kasat">Jam setiap hari</legend><h2>Jam setiap hari (${zoneLabel(bimtek.zone)})</h2><p class="mungil redup">Kosongkan baris yang tidak dipakai. JP diketik, tidak dihitung dari jam.</p><ol class="pola">${ROWS.map((n) => line(n, filled))}</ol></fieldset>`,
        html`<div><button class="tombol">Buat jadwal</button></div>`,
      ),
    ),
  );
}

function line(n: number, filled: Filled): Html {
  const typed = Object.keys(filled.values).length > 0;
  const one = (name: string, label: string, more: { type?: 'time'; inputmode?: 'decimal' } = {}) =>
    field({ name: `${name}${n}`, label, filled, value: USUAL[`${name}${n}`] ?? '', ...more });
  const counted = typed ? filled.values[`counted${n}`] !== undefined : true;
  return html`<li class="kartu"><div class="dalam" role="group" aria-label="Baris ${n}">${one('start', 'Mulai', { type: 'time' })}${one('end', 'Selesai', { type: 'time' })}${one('jp', 'JP', { inputmode: 'decimal' })}${one('topic', 'Topik')}${checkbox({ name: `counted${n}`, label: 'Dihitung', checked: counted })}</div></li>`;
}
