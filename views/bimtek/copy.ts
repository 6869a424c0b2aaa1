import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { CopyPlan, CopyWish, PlannedCopy } from '../../src/bimtek/copy/plan-copy.ts';
import type { Shell } from '../../src/http/page.ts';
import { count, dateRange, jp, longDate, plainDate, timeRange } from '../ui/format.ts';
import { checkbox, errorSummary, field, type Filled, form } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { refusal as refusalBox, stamp, warning } from '../ui/notice.ts';
import { FACTS } from './new-bimtek.ts';
import { bimtekLine, pathOf, refusalWords } from './words.ts';

type State = {
  bimtek: BimtekView;
  filled: Filled;
  wish: CopyWish | null;
  plan: CopyPlan | null;
  refused?: string;
};

/** Copying a bimtek: name and first day, then the moved timetable with what to look at, then the act. */
export function copyPage(shell: Shell, state: State): Html {
  const { bimtek, filled, refused } = state;
  const wrong = refused !== undefined || Object.keys(filled.fields).length > 0;
  return page(
    shell,
    { title: `${wrong ? 'Perlu diperbaiki: ' : ''}Salin bimtek` },
    main(
      backLink(pathOf(bimtek), bimtek.label),
      heading('Salin bimtek', { above: bimtekLine(bimtek), below: COPIED }),
      errorSummary(filled, FACTS),
      refused && refusalBox(html`<p>${copyWords(refused)}</p>`),
      choiceForm(state),
      preview(shell, state),
    ),
  );
}

const COPIED =
  'Yang disalin: kelas, jadwal, syarat dan pola nomor sertifikat, versi materi, penyelenggara. Peserta, presensi, dan hasil tidak ikut.';

const copyWords = (reason: string): string =>
  reason === 'copied'
    ? 'Bimtek dengan nama, gelombang, dan tanggal itu sudah ada. Ganti gelombang atau tanggalnya.'
    : refusalWords(reason);

function choiceForm({ bimtek, filled }: State): Html {
  const label = (name: string) => FACTS[name] ?? name;
  const text = (name: 'name' | 'label' | 'place', value: string) =>
    field({ name, label: label(name), filled, value });
  return html`<form class="kartu-isian tumpuk" method="get" action="${pathOf(bimtek, '/salin')}" novalidate>${text('name', bimtek.name)}${text('label', '')}${text('place', bimtek.place)}${field({ name: 'startsOn', label: label('startsOn'), type: 'date', filled, hint: `Semula ${plainDate(bimtek.startsOn)}. Semua tanggal bergeser sama jauh.` })}${checkbox({ name: 'trainers', label: 'Salin juga pelatih kelas dan sesi', checked: filled.values['trainers'] !== undefined })}<div><button class="tombol kedua">Lihat tanggalnya</button></div></form>`;
}

function preview(shell: Shell, { bimtek, wish, plan }: State): Part {
  if (!wish || !plan) return '';
  const hidden: [string, string][] = [
    ['name', wish.name],
    ['label', wish.label],
    ['place', wish.place],
    ['startsOn', wish.startsOn],
    ...(wish.trainers ? ([['trainers', 'ya']] as [string, string][]) : []),
  ];
  const days = [...Map.groupBy(plan.sessions, ({ day }) => day)];
  return html`<section class="tumpuk" aria-labelledby="hasil"><div class="judul-bag"><h2 id="hasil">${dateRange(plan.startsOn, plan.endsOn)}</h2></div><p>${count(plan.classes.length)} kelas (${plan.classes.map(({ letter }) => letter).join(', ') || 'belum ada'}), ${count(plan.sessions.length)} sesi.</p>
${warnings(plan)}
<details><summary>Lihat jadwal yang baru</summary>${days.map(([day, sessions]) => dayPart(bimtek, day, sessions))}</details>
${form(
  shell,
  { action: pathOf(bimtek, '/salin'), class: 'kartu-isian tumpuk' },
  hidden.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`),
  html`<p>Anda menjadi panitia bimtek baru ini. Semua bisa diubah sesudahnya.</p><div><button class="tombol">Salin bimtek</button></div>`,
)}</section>`;
}

function warnings({ sessions, holidays }: CopyPlan): Part {
  const fridays = [...new Set(sessions.filter(({ friday }) => friday).map(({ day }) => day))];
  return html`${
    (fridays.length > 0 || holidays.length > 0) &&
    warning(
      html`<ul>${fridays.map((day) => html`<li>${longDate(day)}: ada sesi pada waktu salat Jumat, 11.30–13.30.</li>`)}${holidays.map(({ day, name }) => html`<li>${longDate(day)}: hari libur nasional, ${name}.</li>`)}</ul><p>Boleh tetap disalin, lalu ubah di Jadwal.</p>`,
    )
  }<p class="mungil redup">Hari libur yang tanggalnya berpindah, misalnya Idulfitri, tidak diperiksa.</p>`;
}

const dayPart = (bimtek: BimtekView, day: string, sessions: PlannedCopy[]): Html =>
  html`<h3>${longDate(day)}</h3><ul class="kartu daftar-ringkas">${sessions.map(
    (one) =>
      html`<li><span class="rapat"><span>${timeRange(one.startsAt, one.endsAt, bimtek.zone)}: ${one.topic}</span><span class="mungil redup">Kelas ${one.letters.join(', ')}, ${jp(one.halfJp)} JP</span></span>${one.friday && stamp('awas', 'Waktu salat Jumat')}</li>`,
  )}</ul>`;
