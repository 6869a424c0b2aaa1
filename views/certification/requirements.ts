import type { StandingView } from '../../src/certification/queries.ts';
import { dayOf, plainDate } from '../ui/format.ts';
import { html, type Html } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { linesList, linesOf, metCount } from './lines.ts';

/** What the wali nagari, kepala desa, ... is called by the region's own word for a village. */
const HEADS: Record<string, string> = {
  nagari: 'wali nagari',
  pekon: 'kepala pekon',
  gampong: 'keuchik',
  kalurahan: 'lurah',
};
const headOf = (term: string): string => HEADS[term] ?? 'kepala desa';

/** "1 dari 6 terpenuhi, masih bisa lulus": whether the lines that are left can still be met. */
function progress(standing: StandingView): string {
  const lines = linesOf(standing);
  const met = metCount(lines);
  if (met === lines.length)
    return standing.closed ? 'Semua terpenuhi' : 'Semua terpenuhi, menunggu panitia mengunci presensi';
  const lost = lines.some((line) => line.state === 'never');
  return `${met} dari ${lines.length} terpenuhi, ${lost ? 'tidak bisa lagi mendapat sertifikat' : 'masih bisa lulus'}`;
}

/** The six lines of the person concerned with links that mend them, and below a rule the SK as the line for PKDD. */
export function requirementsCard(standing: StandingView): Html {
  return html`<section class="kartu" aria-labelledby="serti"><div class="dalam"><div class="baris"><span class="bulat emas">${icon('piala')}</span><div><h2 id="serti">Syarat sertifikat</h2><p class="mungil redup">${progress(standing)}</p></div></div>
${linesList(linesOf(standing), true)}<ul class="syarat"><li class="kunci-pkdd">Untuk mulai PKDD (Pembentukan Komunitas Desa Digital)</li>${decreeLine(standing)}</ul></div></section>`;
}

function decreeLine({ decree, decree_at: at, time_zone: zone, village_term: term }: StandingView): Html {
  const confirmed = decree === 'confirmed';
  const typed = at && plainDate(dayOf(at, zone));
  const says =
    decree === 'none'
      ? 'Belum dicatat. Catat nomor dan tanggal SK Anda.'
      : confirmed
        ? `Dicatat ${typed}, sudah disahkan.`
        : `Dicatat ${typed}, menunggu disahkan korkab.`;
  const title = `SK ${headOf(term)}`;
  return html`<li class="${confirmed ? 'ok' : ''}">${icon(confirmed ? 'centang' : 'jam')}<span>${
    confirmed ? html`<span class="tebal">${title}</span>` : html`<a class="tebal" href="/pkdd">${title}</a>`
  }<p>${says}</p></span><span class="mungil ${confirmed ? 'tebal' : 'redup'}">${confirmed ? 'Ada' : decree === 'none' ? 'Belum' : 'Diperiksa'}</span></li>`;
}
