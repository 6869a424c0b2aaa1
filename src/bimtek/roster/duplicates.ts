/** People who share what only one person has. Pure. */
import { stateOf, type RosterPerson, type RosterProblem, type RosterRow } from './check.ts';
import type { Field } from './columns.ts';

type Shared = {
  of: keyof RosterPerson & ('nik' | 'phone_e164' | 'village_code');
  kind: RosterProblem['kind'];
  code: 'nik-twice' | 'phone-twice' | 'village-twice';
};

const SHARED: readonly Shared[] = [
  { of: 'nik', kind: 'question', code: 'nik-twice' },
  { of: 'phone_e164', kind: 'question', code: 'phone-twice' },
  { of: 'village_code', kind: 'warning', code: 'village-twice' },
];

/** The later of two rows with the same NIK, phone or village points at the earlier one. */
export function markDuplicates(rows: readonly RosterRow[], columns: ReadonlyMap<Field, number>): RosterRow[] {
  const first = new Map<string, number>();
  return rows.map((row) => {
    const found = SHARED.flatMap(({ of, kind, code }): RosterProblem[] => {
      const value = row.person[of];
      if (value === null) return [];
      const earlier = first.get(`${of} ${value}`);
      if (earlier === undefined) first.set(`${of} ${value}`, row.row);
      return earlier === undefined
        ? []
        : [{ kind, column: columnOf(of, columns), value, code, row: earlier }];
    });
    const problems = [...row.problems, ...found];
    return { ...row, problems, state: stateOf(problems) };
  });
}

function columnOf(of: Shared['of'], columns: ReadonlyMap<Field, number>): Field {
  if (of === 'phone_e164') return 'phone';
  return of === 'village_code' && !columns.has('village_code') ? 'village' : of;
}
