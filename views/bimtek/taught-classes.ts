import type { TaughtClass } from '../../src/bimtek/own/queries.ts';
import type { SessionView } from '../../src/bimtek/sessions.ts';
import type { Shell } from '../../src/http/page.ts';
import { slipRequestsLine } from '../account/slip-requests.ts';
import { count, dayOf, longDate, zoneLabel } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { heading, main, page } from '../ui/layout.ts';
import { empty } from '../ui/notice.ts';
import { rollCallRow } from './roll-call-row.ts';

/** `forgotten`: people who wait for a new slip. */
type State = { classes: TaughtClass[]; sessions: SessionView[]; forgotten: number };

const DAY = 86_400_000;

/** First page of a pelatih: the sessions of today and tomorrow, then the classes. The phone keeps their roll calls. */
export function taughtClassesPage(shell: Shell, { classes, sessions, forgotten }: State): Html {
  const today = sessions.filter(({ startsAt, endsAt, zone }) => {
    const day = dayOf(shell.now, zone);
    return dayOf(startsAt, zone) === day || (endsAt > shell.now && startsAt <= shell.now);
  });
  const tomorrow = sessions.filter(
    ({ startsAt, zone }) => dayOf(startsAt, zone) === dayOf(new Date(shell.now.getTime() + DAY), zone),
  );
  const zone = sessions[0]?.zone ?? classes[0]?.zone ?? 'Asia/Jakarta';
  return page(
    shell,
    { title: 'Kelas' },
    main(
      heading('Kelas saya', { below: `${longDate(dayOf(shell.now, zone))}. Jam dalam ${zoneLabel(zone)}.` }),
      html`<section aria-labelledby="hari"><div class="judul-bag"><h2 id="hari">Sesi hari ini</h2><a href="/jadwal">Jadwal saya</a></div>${
        today.length === 0
          ? html`<div class="kartu"><div class="dalam tumpuk"><p>Belum ada jadwal hari ini.</p>${next(shell, sessions)}</div></div>`
          : html`<ul class="kartu tugas">${today.map((session) => rollCallRow(shell, session))}</ul>`
      }</section>`,
      tomorrow.length > 0 &&
        html`<section aria-labelledby="besok"><div class="judul-bag"><h2 id="besok">Besok</h2></div><ul class="kartu tugas">${tomorrow.map((session) => rollCallRow(shell, session))}</ul></section>`,
      html`<p class="mungil redup" id="tersimpan" data-kata="presensi" role="status" hidden></p>`,
      html`<section aria-labelledby="kelas"><div class="judul-bag"><h2 id="kelas">Kelas</h2></div>${list(classes)}</section>`,
      html`<p class="tautan-lain"><a href="/mengajar">Kehadiran mengajar</a></p>`,
      slipRequestsLine(forgotten),
    ),
  );
}

function next(shell: Shell, sessions: SessionView[]): Part {
  const coming = sessions.find(({ startsAt, cancelReason }) => startsAt > shell.now && cancelReason === null);
  return (
    coming &&
    html`<p class="mungil redup">Sesi berikutnya ${longDate(dayOf(coming.startsAt, coming.zone))}.</p>`
  );
}

function list(classes: TaughtClass[]): Html {
  if (classes.length === 0) return empty('Anda belum ditempatkan di kelas. Hubungi panitia.');
  return html`<ul class="kartu tugas">${classes.map(
    ({ id, letter, bimtekName, bimtekLabel, people }) =>
      html`<li><a href="/kelas/${id}"><span class="bulat emas">${icon('orang2')}</span><span class="rapat"><span class="tebal">Kelas ${letter}</span><span class="mungil redup">${count(people)} peserta. ${bimtekName}, ${bimtekLabel}</span></span>${icon('panah', 'kecil')}</a></li>`,
  )}</ul>`;
}
