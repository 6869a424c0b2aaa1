import type { HallSession } from '../../src/attendance/find-session.ts';
import type { WalkIn } from '../../src/attendance/walk-ins/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { EMPTY, errorSummary, field, type Filled, form } from '../ui/form.ts';
import { clockTime } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { notice, refusal, stamp } from '../ui/notice.ts';
import { rollPath } from './row.ts';

const LABELS = { name: 'Nama', place: 'Nagari, desa, atau pekon' };
type State = {
  session: HallSession;
  walkIns: WalkIn[];
  filled?: Filled;
  cancelled?: boolean;
  kabar?: string | undefined;
};

/** Somebody stands in the room and is on no list: two fields, and on with the roll call. */
export function noteWalkInPage(
  shell: Shell,
  { session, walkIns, filled = EMPTY, cancelled, kabar }: State,
): Html {
  const wrong = Object.keys(filled.fields).length > 0;
  return page(
    shell,
    { title: `${wrong ? 'Perlu diperbaiki: ' : ''}Tidak ada di daftar, Sesi ${session.no}` },
    main(
      backLink(rollPath(session), `Presensi Sesi ${session.no}`),
      heading('Tidak ada di daftar', {
        above: `Sesi ${session.no}: ${session.topic}`,
        below: 'Catat orangnya. Panitia mencocokkannya dengan peserta, lalu ia tercatat hadir di sesi ini.',
      }),
      notice(kabar, { dicatat: 'Tercatat. Panitia akan mencocokkannya.' }),
      cancelled && refusal(html`<p>Sesi ini sudah dibatalkan, jadi tidak ada presensi yang dicatat.</p>`),
      errorSummary(filled, LABELS),
      form(
        shell,
        { action: `/sesi/${session.id}/tamu`, class: 'tumpuk kartu-isian selebar-isian' },
        field({ name: 'name', label: LABELS.name, filled, autocomplete: 'off', required: true }),
        field({ name: 'place', label: LABELS.place, filled, autocomplete: 'off', hint: 'Boleh kosong' }),
        html`<button class="tombol lebar">Catat</button>`,
      ),
      walkIns.length > 0 &&
        html`<section aria-labelledby="j-tamu"><div class="judul-bag"><h2 id="j-tamu">Sudah dicatat di sesi ini</h2></div><ul class="kartu tugas">${walkIns.map(
          (one) => html`<li class="dalam baris apit">${who(one)}${walkInState(one)}</li>`,
        )}</ul></section>`,
    ),
  );
}

const who = (one: WalkIn): Html =>
  html`<span class="rapat"><span class="tebal">${one.name}</span><span class="mungil redup">${one.place && `${one.place}. `}Pukul ${clockTime(one.at, one.zone)} oleh ${one.byName}</span>${settledLine(one)}</span>`;

/** What became of it, when it is settled. */
export const settledLine = (one: WalkIn): Part =>
  (one.tied !== null && html`<span class="mungil">${one.tied}, oleh ${one.settledBy}</span>`) ||
  (one.dropReason !== null && html`<span class="mungil">${one.dropReason}, oleh ${one.settledBy}</span>`);

export const walkInState = (one: WalkIn): Html =>
  one.tied !== null
    ? stamp('selesai', 'Dicocokkan')
    : one.dropReason !== null
      ? stamp('belum', 'Bukan peserta')
      : stamp('awas', 'Menunggu');
