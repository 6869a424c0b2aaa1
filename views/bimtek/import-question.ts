/** The field that answers a question on the check page. */
import type { ImportProblem } from '../../src/bimtek/import/rows.ts';
import type { VillageChoice } from '../../src/bimtek/roster/check.ts';
import { phone, plainDate } from '../ui/format.ts';
import { checkbox } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';

/** `name` is the field's name; null when only the file can settle it. */
export function questionField(problem: ImportProblem, name: string, row: number): Part {
  const pick = (choices: [string, string][]) =>
    choice(name, `Pilih untuk baris ${row}`, choices, problem.answer);
  const yes = (label: string) => checkbox({ name, label, checked: problem.answer === 'ya' });
  switch (problem.code) {
    case 'village-bad-code':
    case 'village-unknown-code':
    case 'village-unknown-name':
    case 'village-ambiguous':
    case 'village-name-differs':
    case 'district-differs':
      return problem.choices.length === 0
        ? null
        : pick(problem.choices.map((place) => [place.code, placeWords(place)]));
    case 'date-ambiguous':
    case 'date-swapped':
      return pick(problem.days.map((day) => [day, plainDate(day)]));
    case 'phone-two':
      return problem.phones.length === 0
        ? null
        : pick(problem.phones.map((number) => [number, phone(number)]));
    case 'sex-empty':
    case 'sex-unknown':
      return pick([
        ['L', 'Laki-laki'],
        ['P', 'Perempuan'],
      ]);
    case 'class-none':
      return problem.choices.length === 0
        ? null
        : pick(problem.choices.map((letter) => [letter, `Kelas ${letter}`]));
    case 'nik-other-name':
      return pick([
        ['berkas', 'Orang yang sama, pakai nama di Excel'],
        ['tetap', `Orang yang sama, tetap ${problem.known}`],
      ]);
    case 'phone-twice':
    case 'phone-elsewhere':
      return yes('Benar, HP ini dipakai bergantian. Masuk dengan kode peserta.');
    case 'phone-empty':
      return yes('Benar, tanpa nomor HP. Masuk dengan kode peserta.');
    case 'phone-foreign':
      return yes('Benar, nomor ini dipakai kader.');
    case 'name-signs':
    case 'name-comma':
    case 'name-long':
      return yes('Benar, nama ini sudah tepat.');
    case 'row-hidden':
      return yes('Ikutkan baris ini.');
    default:
      return null;
  }
}

const placeWords = ({ name, district, code }: VillageChoice): string => `${name}, ${district} (${code})`;

function choice(name: string, label: string, choices: [string, string][], chosen: string | null): Html {
  return html`<label class="kasat" for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">Pilih</option>${choices.map(
    ([value, words]) =>
      html`<option value="${value}"${value === chosen && html` selected`}>${words}</option>`,
  )}</select>`;
}
