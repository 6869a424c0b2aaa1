/** Words that the pages of the room share. */
import type { BimtekView } from '../../src/bimtek/index.ts';
import type { DeskPerson } from '../../src/desk/queries.ts';
import { placeName } from '../bimtek/words.ts';
import { clockTime, dayOf, plainDate, zoneLabel } from '../ui/format.ts';
import { html, type Html } from '../ui/html.ts';
import { backLink } from '../ui/layout.ts';

/** An address of the desk; the kloter goes along when there is one. */
export function deskPath(
  bimtek: { id: string },
  rest = '',
  query: Record<string, string | null | undefined> = {},
): string {
  const some = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const tail = some.length > 0 ? `?${new URLSearchParams(some).toString()}` : '';
  return `/kelola/bimtek/${bimtek.id}/registrasi${rest}${tail}`;
}

export const toDesk = (bimtek: BimtekView, kloter: string): Html =>
  backLink(deskPath(bimtek, '', { kloter }), 'Meja registrasi');

export const placeOf = (person: DeskPerson): string =>
  `${placeName(person.villageTerm, person.village)}, ${person.regency}`;

export const fullName = ({
  titlePrefix,
  name,
  titleSuffix,
}: Pick<DeskPerson, 'titlePrefix' | 'name' | 'titleSuffix'>): string =>
  [titlePrefix, name].filter(Boolean).join(' ') + (titleSuffix ? `, ${titleSuffix}` : '');

/** "08.12 WIB", with the day when it was not today. */
export function cameAt(at: Date, now: Date, zone: string): string {
  const time = `${clockTime(at, zone)} ${zoneLabel(zone)}`;
  const day = dayOf(at, zone);
  return day === dayOf(now, zone) ? time : `${plainDate(day)}, ${time}`;
}

export const nextPerson = (bimtek: BimtekView, kloter: string): Html =>
  html`<a class="tombol kedua" href="${deskPath(bimtek, '', { kloter })}">Orang berikutnya</a>`;
