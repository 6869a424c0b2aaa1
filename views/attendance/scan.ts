import type { HallSession } from '../../src/attendance/find-session.ts';
import type { Badge, Scanned } from '../../src/attendance/hall/queries.ts';
import type { ScanAnswer, ScanRefusal } from '../../src/attendance/hall/scan-badge.ts';
import type { Shell } from '../../src/http/page.ts';
import { clockTime, timeRange } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { stamp } from '../ui/notice.ts';
import { scanWords } from './hall-words.ts';
import { rollPath, sheetPath } from './row.ts';
import { statusWords, TONE } from './words.ts';

export type ScanState = {
  session: HallSession;
  scans: Scanned[];
  badges: Badge[];
  outcome?: { answer: ScanAnswer } | { reason: ScanRefusal };
  typed?: string;
};

/** The scanner at the door: the camera where the browser reads codes, and always a field. */
export const scanPage = (shell: Shell, state: ScanState): Html =>
  page(
    shell,
    {
      title: `${state.outcome && 'reason' in state.outcome ? 'Perlu diperbaiki: ' : ''}Pindai kode, Sesi ${state.session.no}`,
      scripts: ['scan.js'],
    },
    main(
      backLink(rollPath(state.session), `Presensi Sesi ${state.session.no}`),
      heading('Pindai kode peserta', {
        above: `Sesi ${state.session.no}: ${state.session.topic}`,
        below: timeRange(state.session.startsAt, state.session.endsAt, state.session.zone),
      }),
      html`<div class="kamera" id="kamera" hidden><button class="tombol kedua" type="button" id="nyala">${icon('foto', 'kecil')}Nyalakan kamera</button><video id="gambar" playsinline muted hidden></video><p class="mungil redup" id="kamera-kata" role="status"></p></div>`,
      html`<div id="pindai" class="tumpuk longgar selebar-isian">${scanPart(shell, state)}</div><ul id="rombongan" hidden>${state.badges.map(({ no, name, end }) => html`<li data-akhir="${end}">${no} ${name}</li>`)}</ul><p id="kabar" class="kasat" role="status" aria-live="polite"></p>`,
    ),
  );

/** The answer, the field, the last ten. The form carries the start that it is judged by, wherever it waits. */
function scanPart(shell: Shell, { session, scans, outcome, typed = '' }: ScanState): Html {
  return html`<div id="jawab">${outcome && answered(session, outcome)}</div><form class="kartu-isian tumpuk" method="post" action="/sesi/${session.id}/pindai" id="pindai-kode" novalidate><input type="hidden" name="_mulai" value="${session.startsAt.toISOString()}"><input type="hidden" name="_key" value="${shell.formKey()}"><div class="isian"><label for="kode">Kode peserta</label><small id="kode-petunjuk">8 huruf dan angka di tanda pengenal atau HP kader.</small><input id="kode" name="kode" value="${typed}" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="40" aria-describedby="kode-petunjuk" autofocus></div><button class="tombol lebar">Tandai hadir</button></form><div id="terakhir-isi">${lastTen(session, scans)}</div>`;
}

/** The same for the page script, which takes the answer and the last ten. */
export const scanFragment = (shell: Shell, state: ScanState): Html => html`${scanPart(shell, state)}`;

type Outcome = NonNullable<ScanState['outcome']>;

/** "F-07 Yulia Rahmawati: Hadir 08.41". */
function says(session: HallSession, outcome: Outcome): string {
  if ('reason' in outcome) return scanWords(outcome.reason);
  const { answer } = outcome;
  const who = `${answer.no} ${answer.name}`;
  if (answer.kind === 'question') return `${who}: terpindai, tetapi catatan lain berbeda.`;
  const value = `${statusWords(answer)} ${clockTime(new Date(answer.at), session.zone)}`;
  return `${who}: ${answer.kind === 'again' ? 'sudah ' : ''}${value}${answer.counts ? '' : '. Sesudah kunci, belum dihitung'}`;
}

function answered(session: HallSession, outcome: Outcome): Html {
  const good = 'answer' in outcome && outcome.answer.kind !== 'question';
  const choose =
    'answer' in outcome &&
    outcome.answer.kind === 'question' &&
    html` <a href="${sheetPath(session, outcome.answer.enrolmentId)}/pilih">Pilih yang benar</a>`;
  return html`<div class="pesan ${good ? 'berhasil' : 'awas'}">${icon(good ? 'centang' : 'awas')}<p>${says(session, outcome)}${choose}</p></div>`;
}

function lastTen(session: HallSession, scans: Scanned[]): Part {
  if (scans.length === 0) return html`<p class="redup">Belum ada yang dipindai di sesi ini.</p>`;
  return html`<section aria-labelledby="terakhir"><div class="judul-bag"><h2 id="terakhir">${scans.length === 10 ? '10 terakhir' : 'Sudah dipindai'}</h2></div><ol class="kartu daftar-ringkas" role="list">${scans.map(
    (scan) =>
      html`<li><span><b class="angka">${scan.no}</b> ${scan.name}</span><span class="baris">${stamp(TONE[scan.status], statusWords(scan))}<span class="angka">${clockTime(scan.at, session.zone)}</span></span></li>`,
  )}</ol></section>`;
}
