import type { HallSession } from '../../src/attendance/find-session.ts';
import type { RollRow } from '../../src/attendance/roll-call.ts';
import type { Shell } from '../../src/http/page.ts';
import { form } from '../ui/form.ts';
import { html, type Html } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { rollPath } from './row.ts';

type State = { session: HallSession; query: string; rest: RollRow[] };

const names = (rows: readonly RollRow[]): Html =>
  html`<ul class="butir">${rows.map((row) => html`<li>${row.no} ${row.name}</li>`)}</ul>`;

const way = ({ session, query }: State): Html =>
  backLink(`${rollPath(session)}${query}`, `Presensi Sesi ${session.no}`);

/** "Tandai 6 orang yang belum ditandai sebagai Hadir?" */
export function markRestPage(shell: Shell, state: State): Html {
  const { session, query, rest } = state;
  if (rest.length === 0)
    return page(
      shell,
      { title: 'Semua hadir' },
      main(way(state), heading('Semua sudah ditandai', { below: 'Tidak ada yang perlu ditandai lagi.' })),
    );
  return page(
    shell,
    { title: 'Semua hadir' },
    main(
      way(state),
      heading(`Tandai ${rest.length} orang yang belum ditandai sebagai Hadir?`, {
        below: 'Presensi orang lain tidak berubah.',
      }),
      names(rest),
      form(
        shell,
        { action: `${rollPath(session)}/semua-hadir${query}`, class: 'apit-aksi kiri' },
        html`<input type="hidden" name="who" value="${rest.map((row) => row.enrolmentId).join(' ')}"><button class="tombol">Tandai ${rest.length} orang Hadir</button><a class="tombol kedua" href="${rollPath(session)}${query}">Batal</a>`,
      ),
    ),
  );
}

/** "6 orang belum ditandai. Selesaikan presensi?" */
export function finishPage(shell: Shell, state: State): Html {
  const { session, query, rest } = state;
  return page(
    shell,
    { title: 'Selesaikan presensi' },
    main(
      way(state),
      heading(
        rest.length > 0
          ? `${rest.length} orang belum ditandai. Selesaikan presensi?`
          : 'Semua sudah ditandai. Selesaikan presensi?',
        {
          below:
            rest.length > 0
              ? 'Mereka tetap belum ditandai. Tidak ada yang menjadi alpa dengan sendirinya.'
              : 'Sesudah ini perubahan dicatat sebagai koreksi.',
        },
      ),
      rest.length > 0 && names(rest),
      form(
        shell,
        {
          action: `${rollPath(session)}/selesai${query}`,
          class: 'apit-aksi kiri',
          waits: `Selesaikan presensi Sesi ${session.no}: ${session.topic}`,
        },
        html`<button class="tombol">Selesaikan presensi</button><a class="tombol kedua" href="${rollPath(session)}${query}">Batal</a>`,
      ),
    ),
  );
}
