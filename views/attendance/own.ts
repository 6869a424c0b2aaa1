import type { OwnCodeCard } from '../../src/attendance/own-code/read-own-code.ts';
import type { AttendedSession } from '../../src/attendance/queries.ts';
import type { StandingView } from '../../src/certification/index.ts';
import type { Shell } from '../../src/http/page.ts';
import { linesOf } from '../certification/lines.ts';
import { clockTime, dayOf, longDate, timeRange } from '../ui/format.ts';
import { EMPTY, errorSummary, field, type Filled, form } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, notice, refusal, stamp } from '../ui/notice.ts';
import { codeCard } from './own-code.ts';
import { STATUS, statusWords, TONE } from './words.ts';

export type OwnState = {
  standing: StandingView | undefined;
  sessions: AttendedSession[];
  /** Undefined when the person is in no bimtek now. */
  code: OwnCodeCard | undefined;
  now: Date;
  kabar: string | undefined;
};

const NEWS = {
  keberatan: 'Keberatan Anda tersimpan. Pelatih atau panitia akan menjawab.',
  tercatat: 'Kehadiran Anda tercatat.',
  'sudah-tercatat': 'Kehadiran Anda di sesi ini sudah tercatat.',
  berbeda: 'Kode hadir Anda tersimpan, tetapi catatan pelatih berbeda. Pelatih akan memilih yang benar.',
};

/** The kader's own marks, the same day: what is recorded, by whom, and "Ini keliru". */
export function ownPage(shell: Shell, { standing, sessions, code, now, kabar }: OwnState): Html {
  const line = standing && linesOf(standing)[0];
  const days = Map.groupBy(sessions, (session) => dayOf(session.startsAt, session.zone));
  const today = dayOf(now, sessions[0]?.zone ?? 'Asia/Jakarta');
  const order = [...days.keys()].toSorted(
    (a, b) => rank(a, today) - rank(b, today) || (a > today ? a.localeCompare(b) : b.localeCompare(a)),
  );
  return page(
    shell,
    { title: 'Kehadiran saya' },
    main(
      heading('Kehadiran saya', { below: line?.says }),
      notice(kabar, NEWS),
      code && codeCard(shell, code),
      sessions.length === 0
        ? empty('Belum ada jadwal untuk Anda.', html`<a href="/jadwal">Buka jadwal</a>`)
        : order.map(
            (day) =>
              html`<section aria-labelledby="hari-${day}"><div class="judul-bag"><h2 id="hari-${day}">${longDate(day)}</h2></div><ul class="kartu tugas">${(days.get(day) ?? []).map((session) => sessionItem(session, now))}</ul></section>`,
          ),
    ),
  );
}

/** Today first, then what was, the newest day first, then what is to come. */
const rank = (day: string, today: string): number => (day === today ? 0 : day < today ? 1 : 2);

/** One session of the list: time, topic, who marked it, the state and the way to object. Shared with the first page. */
export function sessionItem(session: AttendedSession, now: Date): Html {
  const { zone, startsAt, endsAt } = session;
  return html`<li><div class="isi-t"><span class="jam">${clockTime(startsAt, zone)}<small>${clockTime(endsAt, zone)}</small></span><span class="rapat"><span class="tebal">Sesi ${session.no}: ${session.topic}</span><span class="mungil redup">${origin(
    session,
    now,
  )}</span>${objectionNote(session)}</span><span class="aksi">${stateStamp(session, now)}${objectLink(session, now)}</span></div></li>`;
}

function origin(session: AttendedSession, now: Date): string {
  if (session.cancelled) return 'Sesi dibatalkan, tidak dihitung.';
  if (session.at === null) return session.startsAt > now ? session.room : 'Belum ditandai pelatih.';
  const at = `pukul ${clockTime(session.at, session.zone)}`;
  const who =
    session.source === 'scan'
      ? `Pindai kode ${at}`
      : session.source === 'check-in'
        ? `Kode hadir ${at}`
        : `${session.byName}, ${at}`;
  return [
    who,
    session.status === 'terlambat' && `terlambat ${session.minutesLate} menit`,
    session.leftAt && `pulang ${clockTime(session.leftAt, session.zone)}`,
    session.exempt && 'dihitung dengan dispensasi',
    session.afterClosing > 0 && 'ada presensi sesudah kunci',
  ]
    .filter(Boolean)
    .join(', ');
}

function stateStamp(session: AttendedSession, now: Date): Part {
  if (session.cancelled) return stamp('belum', 'Dibatalkan');
  if (session.open) return stamp('awas', icon('awas'), 'Perlu diperiksa');
  if (session.beforeJoining) return stamp('belum', 'Belum terdaftar');
  if (session.status)
    return stamp(TONE[session.status], session.status === 'hadir' && icon('centang'), STATUS[session.status]);
  if (session.afterEnd) return stamp('belum', 'Sudah berhenti');
  return stamp('belum', session.startsAt > now ? 'Belum mulai' : 'Belum ditandai');
}

function objectionNote({ objection }: AttendedSession): Part {
  if (!objection) return '';
  const says =
    objection.state === 'open'
      ? `Keberatan Anda menunggu jawaban: ${objection.says}`
      : `${objection.state === 'accepted' ? 'Keberatan diterima' : 'Keberatan ditolak'}: ${objection.reason}`;
  return html`<span class="mungil">${says}${objection.afterClosing && objection.state === 'open' && ' (sesudah kunci)'}</span>`;
}

const mayObject = (session: AttendedSession, now: Date): boolean =>
  !session.cancelled &&
  session.objection?.state !== 'open' &&
  (session.status !== null || session.startsAt <= now);

/** The way to object is kept on the phone for sessions of the last two days, in milliseconds. */
const FRESH = 2 * 86_400_000;

const objectLink = (session: AttendedSession, now: Date): Part =>
  mayObject(session, now) &&
  html`<a class="keliru" href="/hadir/${session.sessionId}/keberatan"${now.getTime() - session.startsAt.getTime() < FRESH && html` data-simpan`}>Ini keliru<span class="kasat">: presensi Sesi ${session.no}</span></a>`;

const REFUSALS: Record<string, string> = {
  waiting: 'Keberatan Anda untuk sesi ini masih menunggu jawaban.',
  'not-started': 'Sesi ini belum mulai. Tunggu sampai sesi berjalan.',
  'other-content': 'Keberatan ini sudah pernah dikirim dengan isi lain. Muat ulang halaman.',
  'not-found': 'Sesi ini bukan sesi Anda.',
};

/** "Ini keliru": one sentence to the trainer. */
export function objectPage(
  shell: Shell,
  { session, filled = EMPTY, reason }: { session: AttendedSession; filled?: Filled; reason?: string },
): Html {
  const now = session.status
    ? `Tercatat ${statusWords({ status: session.status, minutesLate: session.minutesLate })}`
    : 'Belum ditandai';
  return page(
    shell,
    { title: `${Object.keys(filled.fields).length > 0 ? 'Perlu diperbaiki: ' : ''}Ini keliru` },
    main(
      backLink('/hadir', 'Kehadiran saya'),
      heading('Presensi ini keliru?', {
        above: `${longDate(dayOf(session.startsAt, session.zone))}, ${timeRange(session.startsAt, session.endsAt, session.zone)}`,
        below: `Sesi ${session.no}: ${session.topic}. ${now}.`,
      }),
      reason && refusal(html`<p>${REFUSALS[reason] ?? REFUSALS['not-found']}</p>`),
      errorSummary(filled, { says: 'Apa yang keliru' }),
      form(
        shell,
        {
          action: `/hadir/${session.sessionId}/keberatan`,
          class: 'tumpuk kartu-isian',
          waits: `Keberatan, Sesi ${session.no}: ${session.topic}`,
        },
        field({
          name: 'says',
          label: 'Apa yang keliru',
          hint: 'Satu kalimat. Dibaca pelatih dan panitia.',
          rows: 3,
          filled,
        }),
        html`<button class="tombol lebar">Kirim keberatan</button>`,
      ),
    ),
  );
}
