import type { CopiedSession, DayCopy } from '../../src/bimtek/days/copy-day.ts';
import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { Shell } from '../../src/http/page.ts';
import { EMPTY, errorSummary, type Filled, form } from '../ui/form.ts';
import { longDate } from '../ui/format.ts';
import { html, type Html } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, refusal, stamp } from '../ui/notice.ts';
import { FRIDAY, pairsOf, pairWords } from './clash-words.ts';
import { jpWords, sessionRow, sessionTitle, trainerWords, whereWords } from './session-item.ts';
import { pathOf, refusalWords } from './words.ts';

type State = {
  bimtek: BimtekView;
  days: string[];
  /** Sessions by day. */
  counts: ReadonlyMap<string, number>;
  from?: string | undefined;
  to?: string | undefined;
  plan: DayCopy | null;
  filled?: Filled;
  refused?: string;
};

const LABELS = { dari: 'Dari hari', ke: 'Ke hari' };

/** Two days are chosen, what would stand there is shown, then it is saved. */
export function copyDayPage(shell: Shell, state: State): Html {
  const { bimtek, filled = EMPTY, refused, plan } = state;
  const wrong = refused !== undefined || Object.keys(filled.fields).length > 0;
  return page(
    shell,
    { title: `${wrong ? 'Perlu diperbaiki: ' : ''}Salin hari, ${bimtek.label}` },
    main(
      backLink(pathOf(bimtek, '/jadwal'), 'Jadwal'),
      heading('Salin hari', {
        below: 'Topik, jam, JP, ruang, pelatih, PIC, dan kelas ikut disalin. Presensi tidak ikut.',
      }),
      errorSummary(filled, LABELS),
      refused && refusal(html`<p>${refusalWords(refused)}</p>`),
      choose(state),
      plan && preview(shell, state, plan),
    ),
  );
}

function choose({ bimtek, days, counts, from, to }: State): Html {
  const options = (chosen: string | undefined) =>
    days.map(
      (day) =>
        html`<option value="${day}"${day === chosen && html` selected`}>${longDate(day)} (${counts.get(day) ?? 0} sesi)</option>`,
    );
  const one = (name: 'dari' | 'ke', chosen: string | undefined) =>
    html`<div class="isian"><label for="${name}">${LABELS[name]}</label><select id="${name}" name="${name}">${options(chosen)}</select></div>`;
  const next = days[days.indexOf(from ?? '') + 1] ?? days[0];
  return html`<form class="kartu-isian tumpuk" method="get" action="${pathOf(bimtek, '/jadwal/salin')}"><div class="deret">${one('dari', from)}${one('ke', to ?? next)}</div><button class="tombol kedua">Lihat pratinjau</button></form>`;
}

function preview(shell: Shell, { bimtek }: State, plan: DayCopy): Html {
  const fresh = plan.sessions.filter(({ taken }) => !taken);
  const title = html`<h2 id="pratinjau">Pratinjau, ${longDate(plan.to)}</h2>`;
  if (plan.sessions.length === 0)
    return html`<section aria-labelledby="pratinjau"><div class="judul-bag">${title}</div>${empty(`Tidak ada sesi pada ${longDate(plan.from)}.`)}</section>`;
  const save =
    fresh.length > 0 &&
    form(
      shell,
      { action: pathOf(bimtek, '/jadwal/salin'), class: 'aksi-satu' },
      Object.entries({ dari: plan.from, ke: plan.to, mark: plan.mark }).map(
        ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
      ),
      html`<button class="tombol">Simpan ${fresh.length} sesi</button>`,
    );
  return html`<section class="tumpuk" aria-labelledby="pratinjau"><div class="judul-bag">${title}</div>${
    plan.holiday &&
    html`<p>${stamp('awas', icon('awas'), 'Hari libur')} <span class="mungil">${plan.holiday}</span></p>`
  }<p class="mungil redup">Belum ada yang disimpan.</p><ul class="kartu tugas">${plan.sessions.map((one) => row(one, plan))}</ul>${save}</section>`;
}

function row({ session, taken, clashes }: CopiedSession, { byId }: DayCopy): Html {
  const friday =
    clashes.some(({ kind }) => kind === 'friday') &&
    html`<span>${stamp('awas', icon('awas'), 'Jumat')} <span class="mungil">${FRIDAY}</span></span>`;
  const shared = pairsOf(clashes).map((pair) => {
    const other = byId.get(pair.session === session.id ? pair.other : pair.session);
    return html`<span>${stamp('galat', icon('awas'), 'Bentrok')} <span class="mungil">${pairWords(pair, session)} sama dengan ${other && sessionTitle(other)}</span></span>`;
  });
  const notes = taken
    ? html`<span>${stamp('belum', 'Dilewati')} <span class="mungil">Kelasnya sudah punya sesi pada jam itu</span></span>`
    : html`${friday}${shared}`;
  return sessionRow(session, {
    details: html`<span class="mungil redup">${whereWords(session)}, ${jpWords(session)}</span><span class="mungil redup">${trainerWords(session) || 'Belum ada pelatih'}</span>`,
    notes,
  });
}
