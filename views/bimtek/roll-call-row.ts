import type { SessionView } from '../../src/bimtek/sessions.ts';
import type { Shell } from '../../src/http/page.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { stamp } from '../ui/notice.ts';
import { cancelledStamp, classWords, sessionRow, sessionTitle, whereWords } from './session-item.ts';

/** A session with the way to its presensi; the session that runs now stands out. */
export function rollCallRow(shell: Shell, session: SessionView): Html {
  const running = session.startsAt <= shell.now && session.endsAt > shell.now;
  const open = html`<a class="tombol ${running ? '' : 'kedua '}kecil" href="/sesi/${session.id}/presensi" data-simpan>Buka presensi<span class="kasat">: ${sessionTitle(session)}, ${classWords(session.classes)}</span></a>`;
  return sessionRow(session, {
    details: html`<span class="mungil redup">${whereWords(session)}</span>`,
    notes: html`${cancelledStamp(session)}${done(session)}`,
    end: session.cancelReason === null && open,
  });
}

const done = ({ finishedAt, counted }: SessionView): Part =>
  finishedAt !== null
    ? html`<span>${stamp('selesai', icon('centang'), 'Presensi selesai')}</span>`
    : !counted && html`<span class="mungil redup">tidak dihitung</span>`;
