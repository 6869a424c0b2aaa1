import type { RktlRow } from '../../src/followup/rules.ts';
import type { SendRefusal } from '../../src/followup/write-rktl.ts';
import type { Shell } from '../../src/http/page.ts';
import { dayOf, longDate } from '../ui/format.ts';
import { form } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';
import { empty, info, notice, refusal, stamp } from '../ui/notice.ts';

/** The columns of the plan, in the words of the official form. */
const COLUMNS: { name: keyof RktlRow; label: string; hint: string }[] = [
  { name: 'activity', label: 'Kegiatan', hint: 'Apa yang Anda lakukan' },
  { name: 'aim', label: 'Tujuan', hint: 'Supaya apa' },
  { name: 'target', label: 'Sasaran', hint: 'Untuk siapa, berapa orang' },
  { name: 'time', label: 'Waktu', hint: 'Kapan' },
  { name: 'place', label: 'Tempat', hint: 'Di mana' },
  { name: 'person', label: 'Penanggung jawab', hint: 'Siapa' },
  { name: 'cost', label: 'Biaya dan sumber', hint: 'Boleh kosong' },
  { name: 'indicator', label: 'Tanda berhasil', hint: 'Apa yang terlihat bila berhasil' },
];

type Round = {
  no: number;
  rows: RktlRow[];
  submitted_at: Date;
  decision: 'accepted' | 'revise' | null;
  comment: string | null;
  by_name: string | null;
};
type State = {
  own: { opens_at: Date | null; time_zone: string } | null;
  plan: { draft: RktlRow[] | null; rounds: Round[] } | null;
  typed?: RktlRow[];
  refusal?: SendRefusal;
  kabar: string | undefined;
};

export function rktlPage(shell: Shell, state: State): Html {
  const last = state.plan?.rounds[0];
  const locked = last && last.decision !== 'revise';
  const open = state.own?.opens_at != null && shell.now >= state.own.opens_at;
  return page(
    shell,
    { title: state.refusal ? 'Perlu diperbaiki: RKTL' : 'RKTL' },
    main(
      heading('RKTL (rencana kerja tindak lanjut)', {
        below: 'Yang akan Anda kerjakan di rumah setelah bimtek.',
      }),
      notice(state.kabar, {
        draf: 'Draf tersimpan. Belum dikirim.',
        terkirim: 'RKTL terkirim. Pelatih akan memeriksanya.',
      }),
      state.refusal && refusal(html`<p>${refusalSays(state.refusal)}</p>`),
      !state.own && empty('Anda belum terdaftar di bimtek.'),
      last && roundState(last),
      state.own &&
        !locked &&
        !open &&
        info(html`<p>${opensSays(state.own)} Sebelum itu Anda boleh menulis draf.</p>`),
      state.own && (locked ? planTable(last.rows) : planForm(shell, state, open)),
    ),
  );
}

const opensSays = (own: { opens_at: Date | null; time_zone: string }): string =>
  own.opens_at
    ? `RKTL dikirim di kelas, mulai ${longDate(dayOf(own.opens_at, own.time_zone))}.`
    : 'RKTL dikirim pada sesi terakhir kelas Anda.';

function roundState(round: Round): Part {
  if (round.decision === 'accepted')
    return html`<p>${stamp('selesai', 'Diterima')} oleh ${round.by_name}. ${round.comment ?? ''}</p>`;
  if (round.decision === null)
    return html`<p>${stamp('jalan', 'Menunggu diperiksa')} Percobaan ${round.no}.</p>`;
  return html`<div class="pesan awas"><div class="rapat"><p class="tebal">Diminta diperbaiki oleh ${round.by_name}</p><p>${round.comment}</p></div></div>`;
}

function planForm(shell: Shell, state: State, open: boolean): Html {
  const rows = state.typed ?? state.plan?.draft ?? [];
  const filled = rows.filter((row) => COLUMNS.some((column) => row[column.name])).length;
  const shown = Math.min(8, Math.max(filled + 1, 2));
  return form(
    shell,
    { action: '/rktl', waits: 'RKTL' },
    Array.from({ length: shown }, (_, at) => planRow(rows[at], at + 1)),
    html`<div class="apit-aksi kiri">${open && html`<button class="tombol" name="act" value="kirim">Kirim</button>`}<button class="tombol kedua" name="act" value="draf">Simpan draf</button></div>`,
    html`<p class="mungil redup">Perlu baris lagi? Simpan draf, baris kosong ditambahkan. Paling banyak 8 baris.</p>`,
  );
}

const planRow = (row: RktlRow | undefined, no: number): Html =>
  html`<fieldset class="kartu"><legend class="kasat">Kegiatan ${no}</legend><div class="dalam tumpuk"><h2>Kegiatan ${no}</h2><div class="deret">${COLUMNS.map(
    (column) =>
      html`<label class="isian" for="${column.name}-${no}">${column.label}<small>${column.hint}</small><textarea id="${column.name}-${no}" name="${column.name}-${no}" rows="2">${row?.[column.name] ?? ''}</textarea></label>`,
  )}</div></div></fieldset>`;

/** The plan as it was sent: a list of cards that reads well on a phone and on paper. */
export const planTable = (rows: RktlRow[]): Html =>
  html`<div class="tumpuk">${rows.map(
    (row, at) =>
      html`<section class="kartu"><div class="dalam tumpuk"><h2>${at + 1}. ${row.activity}</h2><dl class="rinci">${COLUMNS.slice(
        1,
      ).map(
        (column) => row[column.name] && html`<dt>${column.label}</dt><dd>${row[column.name]}</dd>`,
      )}</dl></div></section>`,
  )}</div>`;

function refusalSays(refusal: SendRefusal): string {
  switch (refusal.reason) {
    case 'no-rows':
      return 'Isi paling sedikit 1 kegiatan, lalu kirim.';
    case 'row-incomplete': {
      const label = COLUMNS.find((column) => column.name === refusal.column)?.label ?? '';
      return `Kegiatan ${refusal.row}: isi kolom ${label}. Isian Anda yang lain tidak hilang.`;
    }
    case 'waiting':
      return 'RKTL Anda sudah dikirim dan sedang menunggu diperiksa.';
    case 'accepted':
      return 'RKTL Anda sudah diterima.';
    case 'not-open':
      return 'RKTL belum bisa dikirim. Simpan dulu sebagai draf.';
  }
}
