import type { Shell } from '../../src/http/page.ts';
import type { VillageDetail } from '../../src/pkdd/queries.ts';
import { EMPTY, errorSummary, type Filled } from '../ui/form.ts';
import { plainDate } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { heading, main, page } from '../ui/layout.ts';
import { empty, notice, refusal, stamp } from '../ui/notice.ts';
import { refusalSays } from './status.ts';
import { decreeForm, stepForm, stepList } from './steps.ts';

type State = { detail: VillageDetail | null; kabar: string | undefined; refusal?: string; filled?: Filled };

/** What is missing before PKDD may start, and whose turn it is. */
function missing({ row, decree, certificate }: VillageDetail): { says: string; turn: string }[] {
  const list: { says: string; turn: string }[] = [];
  if (!certificate || certificate.kind !== 'sertifikat')
    list.push({ says: 'Sertifikat bimtek', turn: 'Selesaikan syaratnya, lalu panitia menerbitkan.' });
  else if (certificate.status !== 'valid')
    list.push({ says: 'Sertifikat yang sah', turn: 'Hubungi panitia.' });
  if (!decree) list.push({ says: 'SK dicatat', turn: 'Catat nomor dan tanggal SK di bawah.' });
  else if (!decree.confirmed) list.push({ says: 'SK disahkan', turn: 'Giliran korkab.' });
  if (list.length === 0 && row.clearance !== 'cleared')
    list.push({ says: 'Persetujuan korkab', turn: 'Giliran korkab.' });
  return list;
}

export function kaderPkddPage(shell: Shell, state: State): Html {
  const { detail } = state;
  return page(
    shell,
    { title: 'PKDD' },
    main(
      heading('PKDD (Pembentukan Komunitas Desa Digital)'),
      notice(state.kabar, {
        sk: 'SK tersimpan. Korkab akan memeriksanya.',
        langkah: 'Langkah tersimpan. Duta atau korkab akan menyetujuinya.',
      }),
      state.refusal && refusal(html`<p>${refusalSays(state.refusal)}</p>`),
      errorSummary(state.filled ?? EMPTY, {
        number: 'Nomor SK',
        dated: 'Tanggal SK',
        on_date: 'Tanggal',
        place: 'Tempat',
        men: 'Laki-laki',
        women: 'Perempuan',
        evidence: 'Bukti',
      }),
      ...(detail
        ? body(shell, detail, state.filled ?? EMPTY)
        : [empty('Anda belum tercatat sebagai kader di sebuah nagari atau desa. Hubungi panitia.')]),
    ),
  );
}

function body(shell: Shell, detail: VillageDetail, filled: Filled): Part[] {
  const { row } = detail;
  const cleared = row.clearance === 'cleared';
  return [
    html`<section class="kartu" aria-labelledby="status"><div class="dalam tumpuk">${bigStatus(detail)}</div></section>`,
    !cleared &&
      html`<section class="kartu" aria-labelledby="kurang"><div class="dalam tumpuk"><h2 id="kurang">Yang masih kurang</h2><ul class="syarat">${missing(
        detail,
      ).map(
        (line) =>
          html`<li>${icon('jam')}<span><span class="tebal">${line.says}</span><p>${line.turn}</p></span></li>`,
      )}</ul></div></section>`,
    decreeSection(shell, detail, filled),
    (cleared || detail.steps.length > 0) &&
      html`<section class="kartu" aria-labelledby="langkah"><div class="dalam tumpuk"><h2 id="langkah">Langkah di ${row.term} ${row.name}</h2>${stepList(shell, detail.steps, null)}${cleared && stepForm(shell, '/pkdd/langkah', detail.steps, filled)}</div></section>`,
  ];
}

function bigStatus(detail: VillageDetail): Html {
  const { row } = detail;
  if (row.clearance === 'cleared')
    return html`<div class="status-besar"><span class="bulat hijau">${icon('centang')}</span><div class="rapat"><h2 id="status" class="besar-kata">Anda boleh mulai PKDD</h2><p class="redup">Mulai dari tim RKDD bersama wali nagari atau kepala desa.</p></div></div>`;
  if (row.clearance === 'suspended')
    return html`<div class="status-besar"><span class="bulat emas">${icon('awas')}</span><div class="rapat"><h2 id="status" class="besar-kata">Ditangguhkan</h2><p class="redup">${detail.suspendedFor}</p></div></div>`;
  return html`<div class="status-besar"><span class="bulat emas">${icon('jam')}</span><div class="rapat"><h2 id="status" class="besar-kata">Belum boleh mulai PKDD</h2><p class="redup">Kurang ${missing(detail).length} syarat: ${missing(
    detail,
  )
    .map((line) => line.says)
    .join(', ')}.</p></div></div>`;
}

function decreeSection(shell: Shell, { decree }: VillageDetail, filled: Filled): Html {
  return html`<section class="kartu" aria-labelledby="sk"><div class="dalam tumpuk"><h2 id="sk">SK kader</h2>${
    decree &&
    html`<dl class="rinci"><dt>Nomor</dt><dd>${decree.number}</dd><dt>Tanggal</dt><dd>${plainDate(decree.dated)}</dd><dt>Status</dt><dd>${decree.confirmed ? stamp('selesai', 'Disahkan') : stamp('awas', 'Menunggu disahkan')}</dd></dl>`
  }${!decree?.confirmed && html`<details${!decree && html` open`}><summary>${decree ? 'Perbaiki isian SK' : 'Catat SK'}</summary>${decreeForm(shell, '/pkdd/sk', decree, filled)}</details>`}</div></section>`;
}
