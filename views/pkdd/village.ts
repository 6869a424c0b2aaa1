import type { Shell } from '../../src/http/page.ts';
import type { VillageDetail } from '../../src/pkdd/queries.ts';
import { jpOfPlan } from '../certification/lines.ts';
import { actButton, EMPTY, errorSummary, type Filled } from '../ui/form.ts';
import { plainDate } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { notice, refusal, stamp, warning } from '../ui/notice.ts';
import { nextOf, refusalSays, statusStamp, whyOf } from './status.ts';
import { decreeForm, stepForm, stepList } from './steps.ts';

type State = {
  detail: VillageDetail;
  /** The actor is korkab here (clears, confirms SK), or korkab or duta (records and confirms steps). */
  clears: boolean;
  records: boolean;
  kabar: string | undefined;
  refusal?: string;
  filled?: Filled;
};

const LABELS = {
  number: 'Nomor SK',
  dated: 'Tanggal SK',
  on_date: 'Tanggal',
  place: 'Tempat',
  men: 'Laki-laki',
  women: 'Perempuan',
  evidence: 'Bukti',
  kind: 'Langkah',
};
const KABAR = {
  sk: 'SK tersimpan.',
  'sk-sah': 'SK disahkan.',
  boleh: 'Kader boleh mulai PKDD.',
  langkah: 'Langkah tersimpan.',
  'langkah-sah': 'Langkah disetujui.',
};

export function villagePage(shell: Shell, state: State): Html {
  const { row } = state.detail;
  const action = `/pantau/nagari/${row.code}`;
  return page(
    shell,
    { title: `${row.term} ${row.name}` },
    main(
      backLink('/pantau', 'Semua nagari dan desa'),
      heading(capital(`${row.term} ${row.name}`), {
        below: `Kecamatan ${row.district}, ${row.regency}. Kode ${row.code}`,
      }),
      notice(state.kabar, KABAR),
      state.refusal && refusal(html`<p>${refusalSays(state.refusal)}</p>`),
      errorSummary(state.filled ?? EMPTY, LABELS),
      html`<section class="kartu" aria-labelledby="langkah-kini"><div class="dalam tumpuk"><h2 id="langkah-kini" class="kasat">Langkah berikutnya</h2>${statusLine(state.detail)}${clearButton(shell, state, action)}</div></section>`,
      state.detail.suspendedFor &&
        warning(html`<p class="tebal">Ditangguhkan</p>`, html`<p>${state.detail.suspendedFor}</p>`),
      html`<div class="sk">${personCard(state.detail)}${decreeCard(shell, state, action)}</div>`,
      row.personId && stepsCard(shell, state, action),
    ),
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const statusLine = ({ row }: VillageDetail): Html =>
  html`<p>${statusStamp(row.status)}</p><p class="besar-kata">${nextOf(row.reason) || 'Tidak ada yang perlu dilakukan.'}</p>${whyOf(row.reason) && html`<p class="redup">${whyOf(row.reason)}</p>`}`;

/** The button is there whenever a korkab looks; the server says no with the reason, so that a wrong hope is explained. */
function clearButton(shell: Shell, state: State, action: string): Part {
  const { row } = state.detail;
  if (!state.clears || !row.personId || row.clearance === 'cleared') return '';
  const ready = row.status === 'awaiting-clearance' || row.clearance === 'suspended';
  return actButton(shell, `${action}/boleh`, 'Setujui mulai PKDD', { class: ready ? '' : 'kedua' });
}

function personCard({ row, certificate }: VillageDetail): Html {
  return html`<section class="kartu" aria-labelledby="kader"><div class="dalam tumpuk"><h2 id="kader">Kader</h2>${
    row.personId
      ? html`<dl class="rinci"><dt>Nama</dt><dd>${row.personName}</dd><dt>Nomor peserta</dt><dd>${row.participantNo ?? '-'}</dd><dt>Pernah masuk</dt><dd>${row.signedIn ? 'Sudah' : 'Belum'}</dd><dt>Kehadiran</dt><dd>${jpOfPlan(row.halfJpAttended, row.halfJpPlanned)}</dd><dt>Modul</dt><dd>${row.modulesDone} dari ${row.modulesRequired}</dd><dt>Sertifikat</dt><dd>${
          certificate ? html`${certificate.number} ${certificateStamp(certificate)}` : 'Belum terbit'
        }</dd></dl><p><a href="/pantau/kader/${row.personId}">Rincian kader</a></p>`
      : html`<p>Belum ada kader aktif.</p>`
  }</div></section>`;
}

function certificateStamp(certificate: { status: string; kind: string }): Html {
  if (certificate.kind === 'surat-keterangan') return stamp('belum', 'Surat keterangan');
  if (certificate.status === 'valid') return stamp('selesai', 'Sah');
  return certificate.status === 'suspended' ? stamp('awas', 'Ditangguhkan') : stamp('galat', 'Dicabut');
}

function decreeCard(shell: Shell, state: State, action: string): Part {
  const { row, decree } = state.detail;
  if (!row.personId) return '';
  return html`<section class="kartu" aria-labelledby="sk"><div class="dalam tumpuk"><h2 id="sk">SK kader</h2>${
    decree
      ? html`<dl class="rinci"><dt>Nomor</dt><dd>${decree.number}</dd><dt>Tanggal</dt><dd>${plainDate(decree.dated)}</dd><dt>Dicatat</dt><dd>${decree.typed_name ?? 'Impor peserta'}</dd><dt>Status</dt><dd>${
          decree.confirmed
            ? stamp('selesai', `Disahkan ${decree.confirmed_name ?? ''}`)
            : stamp('awas', 'Belum disahkan')
        }</dd></dl>`
      : html`<p>SK belum dicatat.</p>`
  }${decree && !decree.confirmed && state.clears && actButton(shell, `${action}/sk/sahkan`, 'Sahkan SK', { class: '' })}${
    state.records &&
    !decree?.confirmed &&
    html`<details${(!decree || state.filled?.fields['number'] !== undefined) && html` open`}><summary>${decree ? 'Perbaiki isian SK' : 'Catat SK'}</summary>${decreeForm(shell, `${action}/sk`, decree, state.filled ?? EMPTY)}</details>`
  }</div></section>`;
}

function stepsCard(shell: Shell, state: State, action: string): Html {
  const { row, steps } = state.detail;
  return html`<section class="kartu" aria-labelledby="pkdd"><div class="dalam tumpuk"><h2 id="pkdd">PKDD (Pembentukan Komunitas Desa Digital)</h2>${
    row.clearance !== 'cleared' && html`<p class="redup">Langkah dicatat setelah kader boleh mulai PKDD.</p>`
  }${stepList(shell, steps, state.records ? action : null)}${state.records && row.clearance === 'cleared' && stepForm(shell, `${action}/langkah`, steps, state.filled ?? EMPTY)}</div></section>`;
}
