/** The village of a line: found by the region room, told in the words of the roster. */
import {
  catalogue,
  districtOf,
  findVillage,
  regencyOf,
  villageTerm,
  type Place,
  type VillageRefusal,
} from '../../region/index.ts';
import type { VillageChoice } from './check.ts';
import type { Field } from './columns.ts';
import type { Line } from './line.ts';
import type { Nik } from './nik.ts';

/** `regencies`: those that are allowed. `likely`: those of the other lines, heard when this line leaves it open. */
export type Whereabouts = { regencies: readonly string[] | undefined; likely: readonly string[] };

/** The code of the village, null when it is not certain; tells the line why. */
export function readVillage(
  line: Line,
  { regencies, likely }: Whereabouts,
  nik: Nik | undefined,
): string | null {
  const written = addressOf(line.text('village'));
  const query = {
    code: line.text('village_code'),
    name: written.village,
    district: line.text('district') || written.district,
    regency: line.text('regency') || written.regency,
    ...(regencies ? { within: regencies } : {}),
  };
  const found = findVillage(query);
  if (found.ok) return accept(line, found.value, nik);
  const open = !regencies && query.regency === '' && likely.length > 0;
  const nearby = open ? findVillage({ ...query, within: likely }) : found;
  if (!nearby.ok) {
    tellWhy(line, nearby.refusal.reason === 'outside' ? found.refusal : nearby.refusal, regencies ?? []);
    return null;
  }
  line.tell('warning', 'village', { code: 'village-like-others', found: choiceOf(nearby.value) });
  return accept(line, nearby.value, nik);
}

/** "Cupak, Kec. Gunung Talang, Kab. Solok" in one cell -> its three names. */
function addressOf(text: string): { village: string; district: string; regency: string } {
  const parts = /^(.+?)[\s,]+kec(?:amatan)?\b[.\s]*(.+?)(?:[\s,]+((?:kab|kabupaten|kota)\b.*))?$/i.exec(text);
  return { village: parts?.[1] ?? text, district: parts?.[2] ?? '', regency: parts?.[3] ?? '' };
}

function accept(line: Line, { code }: Place, nik: Nik | undefined): string {
  if (nik && nik.regency !== regencyOf(code)) {
    const regency = catalogue().regencies.get(nik.regency)?.name ?? nik.regency;
    line.tell('warning', 'nik', { code: 'nik-elsewhere', regency });
  }
  return code;
}

function tellWhy(line: Line, refusal: VillageRefusal, allowed: readonly string[]): void {
  const choices = refusal.choices.map(choiceOf);
  const column: Field = line.text('village_code') || !line.has('village') ? 'village_code' : 'village';
  const asked = choices.length > 0 ? 'question' : 'wrong';
  switch (refusal.reason) {
    case 'no-village':
      return line.tell('wrong', column, { code: 'village-empty' });
    case 'bad-code':
      return line.tell(asked, column, { code: 'village-bad-code', choices });
    case 'unknown-code':
      return line.tell(asked, column, { code: 'village-unknown-code', choices });
    case 'unknown-name':
      return line.tell(asked, column, { code: 'village-unknown-name', choices });
    case 'ambiguous':
      return line.tell('question', column, { code: 'village-ambiguous', choices });
    case 'district-differs':
      return line.tell('question', 'district', { code: 'district-differs', choices });
    case 'name-differs':
      return line.tell('question', 'village', {
        code: 'village-name-differs',
        official: choiceOf(refusal.official),
        choices,
      });
    case 'outside':
      return line.tell('wrong', column, {
        code: 'village-outside',
        official: choiceOf(refusal.official),
        allowed: [...allowed],
      });
    case 'unknown-regency':
      return line.tell('wrong', 'regency', { code: 'regency-unknown' });
  }
}

function choiceOf(place: Place): VillageChoice {
  const { districts, regencies } = catalogue();
  return {
    code: place.code,
    name: place.name,
    term: villageTerm(place.code),
    district: districts.get(districtOf(place.code))?.name ?? '',
    regency: regencies.get(regencyOf(place.code))?.name ?? '',
  };
}
