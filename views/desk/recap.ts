import type { BimtekView } from '../../src/bimtek/index.ts';
import type { Recap } from '../../src/desk/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { clockTime, count, dayOf, longDate, zoneLabel } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';
import { empty } from '../ui/notice.ts';
import { toDesk } from './words.ts';

type State = { bimtek: BimtekView; recap: Recap };
type Line = { label: string; n: number; of?: number };

/** Arrivals by hour, kloter, class and kabupaten. */
export function recapPage(shell: Shell, { bimtek, recap }: State): Html {
  const all = recap.classes.reduce((sum, one) => sum + one.all, 0);
  const came = recap.classes.reduce((sum, one) => sum + one.arrived, 0);
  return page(
    shell,
    { title: `Rekap kedatangan, ${bimtek.label}` },
    main(
      toDesk(bimtek, ''),
      heading('Rekap kedatangan', { below: `${count(came)} dari ${count(all)} peserta sudah datang.` }),
      came === 0
        ? empty('Belum ada yang datang.')
        : html`<div class="dua-lajur">${table('Per jam', 'Jam', hours(bimtek, recap))}${table('Per kabupaten', 'Kabupaten', recap.regencies.map(shareLine))}${table(
            'Per kloter',
            'Kloter',
            recap.kloter.map(({ label, n }) => ({ label: label ?? 'Tanpa kloter', n })),
          )}${table('Per kelas', 'Kelas', recap.classes.map(shareLine))}</div>`,
    ),
  );
}

const shareLine = ({ label, arrived, all }: Recap['classes'][number]): Line => ({
  label,
  n: arrived,
  of: all,
});

function hours({ zone }: BimtekView, { hours: all }: Recap): Line[] {
  const days = new Set(all.map(({ at }) => dayOf(at, zone)));
  return all.map(({ at, n }) => {
    const end = new Date(at.getTime() + 3_600_000);
    const span = `${clockTime(at, zone)}–${clockTime(end, zone)} ${zoneLabel(zone)}`;
    return { label: days.size > 1 ? `${longDate(dayOf(at, zone))}, ${span}` : span, n };
  });
}

function table(title: string, first: string, lines: Line[]): Part {
  const shares = lines.some(({ of }) => of !== undefined);
  return html`<section class="kartu kartu-tabel"><table class="rata"><caption class="dalam tebal">${title}</caption><thead><tr><th scope="col">${first}</th><th scope="col">Datang</th>${shares && html`<th scope="col">Dari</th>`}</tr></thead><tbody>${lines.map(
    ({ label, n, of }) =>
      html`<tr><th scope="row">${label}</th><td class="angka">${count(n)}</td>${of !== undefined && html`<td class="angka">${count(of)}</td>`}</tr>`,
  )}</tbody></table></section>`;
}
