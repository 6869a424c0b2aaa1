import type { Member, TaughtClass } from '../../src/bimtek/own/queries.ts';
import type { SessionView } from '../../src/bimtek/sessions.ts';
import type { Shell } from '../../src/http/page.ts';
import { count, dayOf, longDate, percentFloor1, score } from '../ui/format.ts';
import { actButton } from '../ui/form.ts';
import { blankSheets, paperLinks } from '../ui/day-papers.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { notice, stamp } from '../ui/notice.ts';
import { rollCallRow } from './roll-call-row.ts';
import { placeName } from './words.ts';

type State = { taught: TaughtClass; sessions: SessionView[]; members: Member[]; kabar?: string | undefined };

/** A class as its pelatih sees it: sessions of today, members with where they stand, every session by day. */
export function taughtClassPage(shell: Shell, { taught, sessions, members, kabar }: State): Html {
  const today = dayOf(shell.now, taught.zone);
  const now = sessions.filter(({ startsAt, zone }) => dayOf(startsAt, zone) === today);
  return page(
    shell,
    { title: `Kelas ${taught.letter}` },
    main(
      backLink('/kelas', 'Kelas saya'),
      heading(`Kelas ${taught.letter}`, {
        below: `${taught.bimtekName}, ${taught.bimtekLabel}. ${count(taught.people)} peserta.`,
      }),
      notice(kabar, { baru: 'Slip baru dibuat.' }),
      html`<section aria-labelledby="hari"><div class="judul-bag"><h2 id="hari">Hari ini</h2></div>${now.length === 0 ? html`<p>Belum ada jadwal hari ini.</p>` : html`<ul class="kartu tugas">${now.map((session) => rollCallRow(shell, session))}</ul>`}</section>`,
      papers(shell, taught, sessions),
      html`<section aria-labelledby="anggota"><div class="judul-bag"><h2 id="anggota">Peserta (${members.length})</h2><a href="/kelas/${taught.id}/kemajuan">Kemajuan</a></div>${people(shell, members)}</section>`,
      html`<section aria-labelledby="sesi"><div class="judul-bag"><h2 id="sesi">Semua sesi</h2></div>${allSessions(shell, sessions, today)}</section>`,
    ),
  );
}

/** The recap, and the daftar hadir of today on paper. */
function papers(shell: Shell, taught: TaughtClass, sessions: SessionView[]): Part {
  const days = sessions
    .filter(({ cancelReason }) => cancelReason === null)
    .map(({ startsAt, zone }) => dayOf(startsAt, zone));
  const today = dayOf(shell.now, taught.zone);
  const sheets = `/kelas/${taught.id}/daftar-hadir.pdf`;
  return paperLinks([
    { href: `/kelas/${taught.id}/rekap`, words: 'Rekap presensi' },
    ...(days.includes(today) ? [{ href: `${sheets}?hari=${today}`, words: 'Daftar hadir hari ini' }] : []),
    ...blankSheets(sheets, days, shell.now, taught.zone),
  ]);
}

function people(shell: Shell, members: Member[]): Html {
  if (members.length === 0) return html`<p>Belum ada peserta di kelas ini.</p>`;
  return html`<ul class="kartu tugas">${members.map((member) => memberRow(shell, member))}</ul>`;
}

const RKTL = {
  none: 'RKTL belum',
  submitted: 'RKTL menunggu diperiksa',
  revise: 'RKTL perlu perbaikan',
  accepted: 'RKTL diterima',
} as const;

function memberRow(shell: Shell, member: Member): Html {
  const presence =
    member.planned > 0 ? `Kehadiran ${percentFloor1(member.attended, member.planned)}` : 'Belum ada jadwal';
  const post = member.postBp === null ? 'post-test belum' : `post-test ${score(member.postBp)}`;
  return html`<li><div class="isi-t"><span class="nomor">${member.no}</span><span class="rapat"><span class="tebal">${member.name}</span><span class="mungil redup">${placeName(member.villageTerm, member.villageName)}, ${member.regencyName}</span><span class="mungil">${presence}, modul ${member.modulesDone} dari ${member.modulesRequired}, ${post}, ${RKTL[member.rktl]}</span>${stamps(member)}</span><span class="aksi">${slip(shell, member)}</span></div></li>`;
}

function stamps(member: Member): Part {
  if (member.signedIn && member.l1 !== 'never') return '';
  return html`<span class="cap-cap">${!member.signedIn && stamp('awas', 'Belum pernah masuk')}${member.l1 === 'never' && stamp('galat', 'Kehadiran tidak bisa tercapai')}</span>`;
}

const slip = (shell: Shell, member: Member): Part =>
  member.signedIn
    ? html`<a class="keliru" href="/slip/${member.personId}">Slip masuk<span class="kasat">: ${member.name}</span></a>`
    : actButton(
        shell,
        `/slip/${member.personId}/baru`,
        html`Beri slip baru<span class="kasat">: ${member.name}</span>`,
      );

function allSessions(shell: Shell, sessions: SessionView[], today: string): Part {
  const days = new Map<string, SessionView[]>();
  for (const session of sessions) {
    const day = dayOf(session.startsAt, session.zone);
    days.set(day, [...(days.get(day) ?? []), session]);
  }
  if (days.size === 0) return html`<p>Jadwal kelas ini belum dibuat.</p>`;
  return [...days].map(
    ([day, of]) =>
      html`<details${day === today && html` open`}><summary>${longDate(day)} (${of.length} sesi)</summary><ul class="kartu tugas">${of.map((session) => rollCallRow(shell, session))}</ul></details>`,
  );
}
