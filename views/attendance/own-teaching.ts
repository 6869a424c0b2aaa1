import type { OwnTeaching } from '../../src/attendance/trainers/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { clockTime, dayOf, jp, plainDate } from '../ui/format.ts';
import { html, type Html } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, stamp } from '../ui/notice.ts';
import { STATUS, TONE } from './words.ts';

/** What the panitia wrote down about the trainer who looks. */
export function ownTeachingPage(shell: Shell, sessions: OwnTeaching[]): Html {
  const there = sessions.filter(({ status }) => status === 'hadir' || status === 'terlambat');
  const halves = (some: OwnTeaching[]): string => jp(some.reduce((sum, one) => sum + one.halfJp, 0));
  return page(
    shell,
    { title: 'Kehadiran mengajar' },
    main(
      backLink('/kelas', 'Kelas'),
      heading('Kehadiran mengajar', {
        below: `Tercatat mengajar ${halves(there)} dari ${halves(sessions)} JP. Dicatat panitia; sampaikan kepada panitia bila keliru.`,
      }),
      sessions.length === 0
        ? empty('Belum ada sesi yang mulai.', html`<a href="/jadwal">Jadwal saya</a>`)
        : html`<ul class="kartu tugas">${sessions.map(
            (one) =>
              html`<li class="dalam baris apit"><span class="rapat"><span class="tebal">Sesi ${one.no}: ${one.topic}</span><span class="mungil redup">${plainDate(
                dayOf(one.startsAt, one.zone),
              )} pukul ${clockTime(one.startsAt, one.zone)}. Kelas ${one.letters.join(', ')}, ${one.bimtekLabel}${one.standIn && ', sebagai pengganti'}</span></span>${
                one.status ? stamp(TONE[one.status], STATUS[one.status]) : stamp('belum', 'Belum dicatat')
              }</li>`,
          )}</ul>`,
    ),
  );
}
