import type { SlipBimtek, SlipFilter } from '../../src/account/slips/participants.ts';
import type { SlipCounts, SlipRow } from '../../src/account/slips/queries.ts';
import type { ParticipantChoices } from '../../src/bimtek/index.ts';
import type { Shell } from '../../src/http/page.ts';
import { form, select } from '../ui/form.ts';
import { count } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, notice, stamp } from '../ui/notice.ts';
import { searchBox } from '../ui/search.ts';
import { SLIP_STATES } from './slip-state.ts';

const A_PAGE = 50;

type Data = {
  bimtek: SlipBimtek;
  filter: SlipFilter;
  counts: SlipCounts;
  rows: SlipRow[];
  choices: ParticipantChoices;
  told: { kabar: string | undefined; n: number };
};

/** Login slips of a bimtek: who has one, who was told, who is in. */
export function slipListPage(shell: Shell, data: Data): Html {
  const { bimtek, counts, told } = data;
  return page(
    shell,
    { title: `Slip masuk, ${bimtek.label}` },
    main(
      backLink(`/kelola/bimtek/${bimtek.id}/peserta`, 'Peserta'),
      heading('Slip masuk', {
        above: `${bimtek.name}, ${bimtek.label}`,
        below: 'Kode sekali pakai untuk masuk pertama kali.',
      }),
      notice(told.kabar, {
        dibuat:
          told.n > 0
            ? `${count(told.n)} slip dibuat. Cetak atau kirim lewat WhatsApp.`
            : 'Tidak ada slip yang perlu dibuat.',
        kosong: 'Tidak ada slip yang bisa dicetak: buat dulu, atau orangnya sudah aktif.',
      }),
      figures(data),
      acts(shell, data),
      html`<section class="tumpuk"><div class="alat-tabel">${chips(data)}${tools(data)}</div>${list(data)}</section>`,
      counts.all > 0 &&
        html`<p class="mungil redup">Slip hilang? Buka nama orangnya, lalu buat kode baru. Kode lama langsung mati.</p>`,
    ),
  );
}

function addressOf({ bimtek, filter }: Data, change: Partial<SlipFilter> & { after?: string } = {}): string {
  const next = { ...filter, ...change };
  const query = new URLSearchParams({ status: next.state });
  if (next.class) query.set('kelas', next.class);
  if (next.regency) query.set('kabupaten', next.regency);
  if (next.q) query.set('q', next.q);
  if (change.after) query.set('sesudah', change.after);
  return `/kelola/bimtek/${bimtek.id}/slip?${query.toString()}`;
}

function figures(data: Data): Html {
  const { counts } = data;
  const figure = (state: SlipFilter['state'], tone: string, n: number, word: string) =>
    html`<li><a class="${tone}" href="${addressOf(data, { state })}"><b>${count(n)}</b><span>${word}</span><small>dari ${count(counts.all)} orang</small></a></li>`;
  return html`<ul class="tiga">${figure('made', 'emas', counts.made, 'Punya slip')}${figure('sent', '', counts.sent, 'Dikirim')}${figure('active', 'hijau', counts.active, 'Aktif')}</ul>`;
}

function acts(shell: Shell, data: Data): Part {
  const { bimtek, counts, filter } = data;
  const kept = html`<input type="hidden" name="status" value="${filter.state}"><input type="hidden" name="kelas" value="${filter.class ?? ''}"><input type="hidden" name="kabupaten" value="${filter.regency ?? ''}">`;
  const act = (path: string, label: Part, tone: string) =>
    form(
      shell,
      { action: path, class: 'aksi-satu' },
      kept,
      html`<button class="tombol ${tone}">${label}</button>`,
    );
  return html`<div class="apit-aksi kiri">${
    counts.none > 0 &&
    act(`/kelola/bimtek/${bimtek.id}/slip`, `Buat slip untuk ${count(counts.none)} orang`, '')
  }${counts.made > 0 && act(`/kelola/bimtek/${bimtek.id}/slip/cetak`, html`${icon('kertas')}Cetak ${count(counts.made)} slip`, 'kedua')}</div>`;
}

function chips(data: Data): Html {
  const { counts, filter } = data;
  const chip = (state: SlipFilter['state'], word: string, n: number) =>
    html`<li><a href="${addressOf(data, { state })}"${filter.state === state && html` aria-current="true"`}>${word} <b class="angka">${count(n)}</b></a></li>`;
  return html`<ul class="pilah">${chip('all', 'Semua', counts.all)}${chip('waiting', 'Belum aktif', counts.all - counts.active)}${chip('none', 'Belum dibuat', counts.none)}</ul>`;
}

function tools({ bimtek, filter, choices }: Data): Html {
  return html`<form method="get" action="/kelola/bimtek/${bimtek.id}/slip" class="tumpuk"><input type="hidden" name="status" value="${filter.state}"><div class="deret">${select(
    {
      name: 'kelas',
      label: 'Kelas',
      value: filter.class ?? '',
      choices: [
        { value: '', label: 'Semua kelas' },
        ...choices.classes.map(({ id, letter }) => ({ value: id, label: `Kelas ${letter}` })),
      ],
    },
  )}${select({ name: 'kabupaten', label: 'Kabupaten', value: filter.regency ?? '', choices: [{ value: '', label: 'Semua kabupaten' }, ...choices.regencies.map(({ code, name }) => ({ value: code, label: name }))] })}</div>${searchBox('Cari nama atau nomor peserta', filter.q)}</form>`;
}

function list(data: Data): Html {
  const shown = data.rows.slice(0, A_PAGE);
  const last = shown.at(-1);
  if (!last)
    return data.counts.all === 0
      ? empty(
          'Belum ada peserta.',
          html`<p><a class="tombol" href="/kelola/bimtek/${data.bimtek.id}/peserta">Ke daftar peserta</a></p>`,
        )
      : empty('Belum ada peserta yang cocok. Ubah pencarian.');
  return html`<div class="kartu"><ul class="tugas">${shown.map(item)}</ul></div>${
    data.rows.length > A_PAGE &&
    html`<p><a class="tombol kedua" href="${addressOf(data, { after: last.participantNo })}">Berikutnya</a></p>`
  }`;
}

function item(row: SlipRow): Html {
  const { tone, word } = SLIP_STATES[row.state];
  return html`<li><a href="/slip/${row.personId}"><span class="jam">${row.participantNo}</span><span><span class="tebal">${row.name}</span><br><span class="mungil redup">${row.village}, ${row.regency}</span></span>${stamp(tone, word)}</a></li>`;
}
