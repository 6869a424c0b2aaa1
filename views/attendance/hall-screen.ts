import type { HallSession } from '../../src/attendance/find-session.ts';
import type { HallCount } from '../../src/attendance/hall/queries.ts';
import type { OpenRefusal } from '../../src/attendance/hall/switch-code.ts';
import type { Shell } from '../../src/http/page.ts';
import { actButton, EMPTY, errorSummary, field, type Filled, form } from '../ui/form.ts';
import { clockTime, timeRange } from '../ui/format.ts';
import { html, type Html } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, page } from '../ui/layout.ts';
import { drawing } from '../ui/rich-text.ts';
import { shutWords } from './hall-words.ts';
import { rollPath } from './row.ts';

/** What stands on the wall for a few seconds. */
export type HallScreen = {
  digits: string;
  qr: string;
  /** Host and path to type, without "https://". */
  address: string;
  secondsLeft: number;
};
export type HallScreenState = {
  /** Why there can be no code now. */
  shut: Exclude<OpenRefusal, 'not-found'> | null;
  /** Null: closed. */
  screen: HallScreen | null;
  count: HallCount;
  /** Without script the page stands still while heads are counted. */
  counting: boolean;
  filled?: Filled;
};

const screenPath = ({ id }: HallSession): string => `/sesi/${id}/layar`;

/** The page for the projector: a QR and six digits, new every 15 seconds, and how many are there. */
export function hallScreenPage(shell: Shell, session: HallSession, state: HallScreenState): Html {
  const { screen, filled } = state;
  return page(
    shell,
    {
      title: `${filled ? 'Perlu diperbaiki: ' : ''}Layar kode hadir, Sesi ${session.no}`,
      htmx: true,
      bodyClass: 'aula',
      ...(screen && !state.counting ? { refreshWithoutScript: screen.secondsLeft } : {}),
    },
    html`<main id="utama" class="layar-aula"><div class="aula-isi"${screen && html` hx-get="${screenPath(session)}" hx-trigger="every 3s" hx-target="this" hx-swap="innerHTML" hx-status:4xx="swap:none"`}>${hallScreen(
      session,
      state,
    )}</div>${controls(shell, session, state)}</main>`,
  );
}

/** What changes: htmx asks for it every three seconds. */
export function hallScreen(session: HallSession, { shut, screen, count }: HallScreenState): Html {
  const head = html`<div class="aula-judul"><h1 tabindex="-1">Sesi ${session.no}: ${session.topic}</h1><p class="redup">Kelas ${session.classes.map((one) => one.letter).join(', ')}. ${timeRange(
    session.startsAt,
    session.endsAt,
    session.zone,
  )}</p></div>`;
  if (!screen)
    return html`<div class="aula-kata">${head}<p class="aula-ajak">${shut ? shutWords(shut) : 'Kode hadir tertutup. Kader belum bisa hadir sendiri.'}</p>${present(count, session)}</div>`;
  return html`<div class="aula-qr" role="img" aria-label="Kode QR untuk hadir">${drawing(screen.qr)}</div><div class="aula-kata">${head}<div><p class="aula-ajak">Pindai, atau buka <b>${screen.address}</b> dan ketik</p><p class="aula-angka">${screen.digits.slice(0, 3)} ${screen.digits.slice(3)}</p></div>${present(count, session)}</div>`;
}

/** How many the list says, and beside it the heads in the room: without saying which of the two is right. */
function present({ members, came, heads, countedAt }: HallCount, session: HallSession): Html {
  return html`<div><p class="aula-hadir"><b>${came}</b> dari ${members} hadir</p>${
    heads !== null &&
    countedAt !== null &&
    html`<p class="aula-ajak" id="selisih">Di ruangan ${heads} orang pukul ${clockTime(countedAt, session.zone)}, ${difference(came, heads)}.</p>`
  }</div>`;
}

const difference = (came: number, heads: number): string =>
  heads === came
    ? 'semua tercatat'
    : heads > came
      ? `${heads - came} belum tercatat`
      : `tercatat ${came - heads} lebih banyak`;

function controls(
  shell: Shell,
  session: HallSession,
  { shut, screen, count, counting, filled }: HallScreenState,
): Html {
  const path = screenPath(session);
  const act = screen
    ? actButton(shell, `${path}/tutup`, 'Tutup kode hadir', { class: 'kedua' })
    : !shut && actButton(shell, `${path}/buka`, html`${icon('kode', 'kecil')}Buka kode hadir`, { class: '' });
  return html`<div class="aula-kendali">${filled && errorSummary(filled, { heads: 'Jumlah orang' })}<div class="aula-tombol">${backLink(rollPath(session), 'Presensi')}${act}${
    screen &&
    html`<noscript><a class="tombol kedua" href="${counting ? path : `${path}?hitung=ya`}">${counting ? 'Lanjutkan pergantian kode' : 'Hentikan pergantian untuk menghitung'}</a></noscript>`
  }</div>${form(
    shell,
    { action: `${path}/hitung`, class: 'aula-hitung' },
    field({
      name: 'heads',
      label: 'Hitung kepala di ruangan',
      inputmode: 'numeric',
      autocomplete: 'off',
      value: count.heads,
      filled: filled ?? EMPTY,
    }),
    html`<button class="tombol kedua">Simpan</button>`,
  )}</div>`;
}
