import type { CloseRefusal } from '../../src/attendance/close-presensi.ts';
import type { ObjectionRow, QuestionRow } from '../../src/attendance/objections.ts';
import type { LateLine } from '../../src/attendance/after-closing.ts';
import type { ClosingView, PresensiBimtek, SessionLine } from '../../src/attendance/overview.ts';
import type { Unfinished } from '../../src/attendance/unfinished.ts';
import type { Shell } from '../../src/http/page.ts';
import { clockTime, dateTime, dayOf, longDate, plainDate } from '../ui/format.ts';
import { form } from '../ui/form.ts';
import { blankSheets, paperLinks } from '../ui/day-papers.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, notice, refusal, stamp } from '../ui/notice.ts';
import { objectionList, questionList } from './objections.ts';
import { dayTabs, shortDay } from './day-tabs.ts';
import { rollPath } from './row.ts';
import { stops } from './stops.ts';
import { statusWords } from './words.ts';

export type OverviewState = {
  bimtek: PresensiBimtek;
  left: Unfinished;
  /** Persons without a mark, by day, up to now. */
  unmarked: ReadonlyMap<string, number>;
  day: string | undefined;
  sessions: SessionLine[];
  /** The last session shown, when there are more. */
  next: string | null;
  questions: QuestionRow[];
  objections: ObjectionRow[];
  late: LateLine[];
  /** People noted in a room who wait to be settled. */
  walkIns: number;
  actorId: string;
  kabar?: string | undefined;
  refusal?: CloseRefusal;
};

const NEWS = {
  kunci: 'Presensi dikunci. Presensi baru tetap disimpan, tetapi tidak dihitung.',
  diminta: 'Permintaan tersimpan. Panitia lain perlu menyetujui.',
  berkas: 'Presensi dari berkas HP tersimpan.',
  dibuka: 'Presensi dibuka kembali. Presensi sesudah kunci sekarang dihitung.',
  impor: 'Presensi dari berkas tersimpan.',
  'impor-tanya':
    'Presensi dari berkas tersimpan. Yang berbeda menjadi pertanyaan: pilih yang benar di bawah.',
  'impor-sesudah': 'Presensi dari berkas tersimpan sebagai sesudah kunci. Belum dihitung.',
};
const path = (bimtek: PresensiBimtek): string => `/kelola/bimtek/${bimtek.bimtekId}/presensi`;

/** Presensi of a whole bimtek: what is marked, what waits, what stops the closing. */
export function overviewPage(shell: Shell, state: OverviewState): Html {
  const { bimtek } = state;
  return page(
    shell,
    { title: `Presensi ${bimtek.label}` },
    main(
      backLink(`/kelola/bimtek/${bimtek.bimtekId}`, bimtek.label),
      heading('Presensi', { below: bimtek.organiser ? undefined : 'Hanya melihat.' }),
      notice(state.kabar, NEWS),
      state.refusal && refusal(html`<p>${closeRefusal(state.refusal)}</p>`),
      closingCard(shell, state),
      papers(shell, state),
      state.late.length > 0 && lateSection(state),
      state.questions.length > 0 &&
        html`<section id="tanya" aria-labelledby="j-tanya"><div class="judul-bag"><h2 id="j-tanya">Mana yang benar?</h2></div>${questionList(state.questions)}</section>`,
      state.objections.length > 0 &&
        html`<section id="keberatan" aria-labelledby="j-keberatan"><div class="judul-bag"><h2 id="j-keberatan">Keberatan menunggu</h2><a href="/periksa/keberatan">Semua keberatan</a></div>${objectionList(state.objections)}</section>`,
      sessionSection(state),
      bimtek.organiser &&
        html`<p class="tautan-lain"><a href="${path(bimtek)}/berkas">Ambil presensi dari berkas HP</a></p>`,
    ),
  );
}

function closeRefusal(refused: CloseRefusal): string {
  if (refused.reason === 'closed') return 'Presensi sudah dikunci. Muat ulang halaman.';
  if (refused.reason === 'unfinished')
    return `Presensi belum bisa dikunci: ${stops(refused)
      .map(({ words }) => words)
      .join(', ')}.`;
  return 'Anda bukan panitia bimtek ini.';
}

function closingCard(shell: Shell, state: OverviewState): Html {
  const { bimtek, left } = state;
  if (bimtek.closing) return closedCard(bimtek, bimtek.closing);
  const reasons = stops(left);
  if (reasons.length > 0)
    return lockCard(
      'emas',
      'Presensi belum bisa dikunci',
      'Selesaikan dahulu:',
      html`<ul class="tautan-lain">${reasons.map(({ words, href }) => html`<li><a href="${href}">${words}</a></li>`)}</ul>`,
    );
  const button = form(
    shell,
    { action: `${path(bimtek)}/kunci`, class: '' },
    html`<button class="tombol">Kunci presensi</button>`,
  );
  return lockCard(
    'hijau',
    'Presensi siap dikunci',
    'Sesudah dikunci, presensi baru disimpan tanpa dihitung.',
    bimtek.organiser && button,
  );
}

function closedCard(bimtek: PresensiBimtek, closing: ClosingView): Html {
  const { request } = closing;
  const link = html`<p><a class="tombol kedua" href="${path(bimtek)}/buka-kembali">${request ? 'Lihat permintaan' : 'Buka kembali presensi'}</a></p>`;
  return lockCard(
    'hijau',
    'Presensi dikunci',
    `${dateTime(closing.at, bimtek.zone)} oleh ${closing.byName}`,
    html`${request && html`<p>${request.askedByName} meminta presensi dibuka kembali: ${request.reason}</p>`}${bimtek.organiser && link}`,
  );
}

const lockCard = (tone: string, title: string, says: string, more: Part): Html =>
  html`<section class="kartu" aria-labelledby="kunci"><div class="dalam tumpuk"><div class="status-besar"><span class="bulat ${tone}">${icon('kunci')}</span><div class="rapat"><h2 id="kunci">${title}</h2><p class="redup">${says}</p></div></div>${more}</div></section>`;

/** The other pages of presensi, and what can be printed. */
function papers(shell: Shell, { bimtek, day, walkIns }: OverviewState): Part {
  const home = `/kelola/bimtek/${bimtek.bimtekId}`;
  const sheets = `${home}/daftar-hadir.pdf`;
  return paperLinks([
    { href: `${path(bimtek)}/papan`, words: 'Papan presensi' },
    { href: `${path(bimtek)}/pelatih`, words: 'Presensi pelatih' },
    {
      href: `${path(bimtek)}/tamu`,
      words: `Tidak ada di daftar${walkIns > 0 ? ` (${walkIns} menunggu)` : ''}`,
    },
    { href: `${path(bimtek)}/rekap`, words: 'Rekap presensi' },
    ...(bimtek.organiser ? [{ href: `${path(bimtek)}/impor`, words: 'Impor presensi dari Excel' }] : []),
    { href: `${home}/berita-acara`, words: 'Berita acara' },
    ...(day ? [{ href: `${sheets}?hari=${day}`, words: `Daftar hadir ${shortDay(day)}` }] : []),
    ...blankSheets(sheets, bimtek.days, shell.now, bimtek.zone),
  ]);
}

function lateSection({ late, bimtek }: OverviewState): Html {
  return html`<section id="sesudah-kunci" aria-labelledby="j-sesudah"><div class="judul-bag"><h2 id="j-sesudah">Sesudah kunci</h2><span class="mungil redup">Belum dihitung</span></div><ul class="kartu tugas">${late.map(
    (line) =>
      html`<li><a href="${line.kind === 'mark' ? `${rollPath({ id: line.sessionId })}/${line.enrolmentId}` : `/periksa/keberatan/${line.id}`}"><span class="jam">${line.no}</span><span class="rapat"><span class="tebal">${line.name}</span><span class="mungil redup">Sesi ${line.sessionNo}, ${
        line.kind === 'mark' && line.status
          ? `${statusWords({ status: line.status, minutesLate: line.minutesLate })} oleh ${line.byName}`
          : `keberatan: ${line.says}`
      }</span></span><span class="mungil redup">${plainDate(dayOf(line.at, bimtek.zone))} pukul ${clockTime(line.at, bimtek.zone)}</span></a></li>`,
  )}</ul></section>`;
}

function sessionSection(state: OverviewState): Html {
  const { bimtek, day, sessions, next } = state;
  if (day === undefined)
    return html`<section aria-labelledby="j-sesi"><h2 id="j-sesi">Sesi</h2>${empty('Jadwal belum dibuat.', html`<a href="/kelola/bimtek/${bimtek.bimtekId}/jadwal">Buka jadwal</a>`)}</section>`;
  return html`<section id="sesi" aria-labelledby="j-sesi" class="tumpuk"><h2 id="j-sesi">Sesi, ${longDate(day)}</h2>${dayTabs(
    bimtek,
    day,
    (one) => `${path(bimtek)}?hari=${one}#sesi`,
    (one) => unmarkedNote(state.unmarked.get(one)),
  )}${
    sessions.length === 0
      ? empty('Tidak ada sesi pada hari ini.')
      : html`<ul class="kartu tugas">${sessions.map((session) => sessionLine(session, bimtek.zone))}</ul>`
  }${next && html`<p><a class="tombol kedua" href="${path(bimtek)}?hari=${day}&amp;sesudah=${next}">Muat lagi</a></p>`}</section>`;
}

const unmarkedNote = (count: number | undefined): Part =>
  count !== undefined && html` <b class="cap awas">${count}<span class="kasat"> belum ditandai</span></b>`;

function sessionLine(session: SessionLine, zone: string): Html {
  const waits = [
    session.questions > 0 && `${session.questions} pertanyaan`,
    session.objections > 0 && `${session.objections} keberatan`,
    !session.counted && 'tidak dihitung',
    session.evidence > 0 && `${session.evidence} bukti`,
  ].filter(Boolean);
  return html`<li><a href="${rollPath({ id: session.sessionId })}"><span class="jam">${clockTime(session.startsAt, zone)}<small>${clockTime(session.endsAt, zone)}</small></span><span class="rapat"><span class="tebal">Sesi ${session.no}: ${session.topic}</span><span class="mungil redup">Kelas ${session.classes.join(', ')}. ${session.marked} dari ${session.members} ditandai${waits.length > 0 && `, ${waits.join(', ')}`}</span></span>${sessionStamp(session)}</a></li>`;
}

function sessionStamp(session: SessionLine): Html {
  if (session.cancelled) return stamp('belum', 'Dibatalkan');
  if (session.questions > 0) return stamp('awas', icon('awas'), 'Perlu diperiksa');
  if (session.unmarked === 0) return stamp('selesai', icon('centang'), 'Lengkap');
  return stamp(session.marked > 0 ? 'awas' : 'belum', `${session.unmarked} belum`);
}
