/** What a human answers on the check page. Pure. */
import type { RosterPerson } from '../roster/index.ts';
import type { ImportProblem, Known } from './rows.ts';

export type Answers = {
  /** By `answerName(row, code)`. */
  of: ReadonlyMap<string, string>;
  /** Letters of classes to create. */
  createClasses: readonly string[];
  /** For rows whose file names no class. */
  defaultClass: string | null;
};
export const NO_ANSWERS: Answers = { of: new Map(), createClasses: [], defaultClass: null };

/** The name of the field that answers a question: 'j.12.village-ambiguous'. */
export const answerName = (row: number, code: string): string => `j.${row}.${code}`;

/** Picks the answers out of the fields of a form (or of an address). */
export function readAnswers(fields: Readonly<Record<string, string | string[]>>): Answers {
  const of = new Map<string, string>();
  for (const [name, value] of Object.entries(fields)) {
    const text = [value].flat().at(-1) ?? '';
    if (name.startsWith('j.') && text !== '') of.set(name, text);
  }
  const createClasses = [fields['buat-kelas'] ?? []].flat().filter((letter) => letter !== '');
  const given = [fields['kelas'] ?? []].flat().at(-1) ?? '';
  return { of, createClasses, defaultClass: given === '' ? null : given };
}

/** What an accepted answer says about the person; null when it is none of the choices. */
export function effectOf(
  problem: Omit<ImportProblem, 'answer'>,
  answer: string,
): Partial<RosterPerson> | null {
  const found = problem as ImportProblem;
  const yes = answer === 'ya' ? {} : null;
  switch (found.code) {
    case 'village-bad-code':
    case 'village-unknown-code':
    case 'village-unknown-name':
    case 'village-ambiguous':
    case 'village-name-differs':
    case 'district-differs':
      return found.choices.some(({ code }) => code === answer) ? { village_code: answer } : null;
    case 'date-ambiguous':
    case 'date-swapped':
      return found.days.includes(answer) ? { decree_date: answer } : null;
    case 'phone-two':
      return found.phones.includes(answer) ? { phone_e164: answer } : null;
    case 'phone-foreign':
      return yes && { phone_e164: found.phone };
    case 'sex-empty':
    case 'sex-unknown':
      return answer === 'L' || answer === 'P' ? { sex: answer } : null;
    case 'class-none':
      return found.choices.includes(answer) ? { class: answer } : null;
    case 'nik-other-name':
      return answer === 'berkas' || answer === 'tetap' ? {} : null;
    case 'row-hidden':
    case 'name-signs':
    case 'name-comma':
    case 'name-long':
    case 'phone-empty':
    case 'phone-twice':
    case 'phone-elsewhere':
      return yes;
    default:
      return null; // not a question that a form can settle
  }
}

/** The answer that an earlier import settled: the same file twice asks nothing twice. */
export function rememberedAnswer(
  problem: Omit<ImportProblem, 'answer'>,
  person: RosterPerson,
  known: Known,
): string | undefined {
  const found = problem as ImportProblem;
  const { enrolment } = known;
  switch (found.code) {
    case 'village-bad-code':
    case 'village-unknown-code':
    case 'village-unknown-name':
    case 'village-ambiguous':
    case 'village-name-differs':
    case 'district-differs':
      return enrolment?.villageCode;
    case 'date-ambiguous':
    case 'date-swapped': {
      const decree = enrolment && known.decrees.get(enrolment.villageCode);
      return decree && decree.number === person.decree_no ? decree.dated : undefined;
    }
    case 'phone-two':
      return known.phone ?? undefined;
    case 'phone-foreign':
      return known.phone === found.phone ? 'ya' : undefined;
    case 'sex-empty':
    case 'sex-unknown':
      return known.sex ?? undefined;
    case 'class-none':
      return enrolment?.classLetter;
    case 'row-hidden':
      return enrolment ? 'ya' : undefined;
    case 'name-signs':
    case 'name-comma':
    case 'name-long':
      return known.name === person.name ? 'ya' : undefined;
    case 'phone-empty':
      return enrolment ? 'ya' : undefined;
    case 'phone-twice':
      return known.phone === person.phone_e164 ? 'ya' : undefined;
    default:
      return undefined;
  }
}
