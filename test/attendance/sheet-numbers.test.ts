import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listMark, readCode } from '../../src/attendance/paper/list-mark.ts';
import { planSheet, type SheetPlan } from '../../src/attendance/paper/plan-sheet.ts';
import type { TypedSheet } from '../../src/attendance/paper/typed-sheet.ts';
import type { RollRow } from '../../src/attendance/roll-call.ts';
import { type SheetList, sheetLists } from '../../src/attendance/paper/sheet-lists.ts';
import { readNumbers } from '../../src/attendance/paper/read-numbers.ts';
import { aHallSession, aMark, aRoll, aRow, codeOf, typedSheet } from '../fixtures/sheet.ts';

const PEOPLE = aRoll(36);
const plan = (typed: Partial<TypedSheet>, people = PEOPLE, actor = 'ratna'): SheetPlan =>
  planOf({ kode: `DH-F-S12-00-${codeOf('F', people)}`, ...typed }, people, actor);
const planOf = (
  typed: Partial<TypedSheet>,
  people: RollRow[],
  actor = 'ratna',
  lists = sheetLists(aHallSession(), people),
): SheetPlan => planSheet(typedSheet(typed), lists, aHallSession(), people, actor);
/** "place status minutes" of everybody who is marked. */
const marks = ({ rows }: SheetPlan): string[] =>
  rows.flatMap(({ place, mark }) =>
    mark ? [`${place} ${mark.status}${mark.minutesLate === null ? '' : ` ${mark.minutesLate}`}`] : [],
  );
const problems = (typed: Partial<TypedSheet>, people = PEOPLE, actor = 'ratna') =>
  plan(typed, people, actor).problems.map(({ field, word, code, detail }) =>
    [field, word, code, ...(detail === undefined ? [] : [detail])].join(' '),
  );

/** Places as a person writes them: runs as ranges or one by one, with any separator. */
const written = (places: number[], seed: { ranges: boolean; dash: string; comma: string }): string => {
  const parts: string[] = [];
  for (let i = 0; i < places.length; i++) {
    let last = i;
    while (seed.ranges && places[last + 1] === places[last]! + 1) last++;
    parts.push(last > i ? `${places[i]}${seed.dash}${places[last]}` : String(places[i]));
    i = last;
  }
  return parts.join(seed.comma);
};
const hand = fc.record({
  ranges: fc.boolean(),
  dash: fc.constantFrom('-', ' - ', '–', ' s.d. ', ' s/d ', ' sampai '),
  comma: fc.constantFrom(',', ', ', ' ', '; ', ' dan ', '\n'),
});

describe('numbers of a sheet', () => {
  it('mean exactly the rows that were meant, however they are written, and the rest is hadir', () => {
    const statuses = fc.array(fc.constantFrom('hadir', 'izin', 'sakit', 'alpa'), {
      minLength: 36,
      maxLength: 36,
    });
    fc.assert(
      fc.property(statuses, hand, hand, hand, (all, ...hands) => {
        const of = (status: string) => all.flatMap((one, i) => (one === status ? [i + 1] : []));
        const [a, b, c] = hands;
        const done = plan({
          izin: written(of('izin'), a!),
          sakit: written(of('sakit'), b!),
          alpa: written(of('alpa'), c!),
        });
        expect(done.problems).toEqual([]);
        expect(marks(done)).toEqual(all.map((status, i) => `${i + 1} ${status}`));
      }),
      { numRuns: 200 },
    );
  });

  it('carry minutes and leaving times in brackets', () => {
    const done = plan({
      terlambat: '5 (10), 8(20 menit) 9-10 (3)',
      pulang: '5 (9.15), 11(09:45)',
      sisa: 'hadir',
    });
    expect(done.problems).toEqual([]);
    expect(marks(done).slice(3, 11)).toEqual([
      '4 hadir',
      '5 terlambat 10',
      '6 hadir',
      '7 hadir',
      '8 terlambat 20',
      '9 terlambat 3',
      '10 terlambat 3',
      '11 hadir',
    ]);
    const left = done.rows.flatMap(({ place, mark }) =>
      mark?.leftAt ? [[place, mark.leftAt.toISOString()]] : [],
    );
    expect(left).toEqual([
      [5, '2024-06-03T02:15:00.000Z'],
      [11, '2024-06-03T02:45:00.000Z'],
    ]);
  });

  it('twice in one field are one, in two fields a problem that names both', () => {
    expect(problems({ izin: '4, 4, 3-5' })).toEqual([]);
    expect(problems({ izin: '4', alpa: '3-5' })).toEqual(['alpa 3-5 twice izin']);
    expect(problems({ terlambat: '5 (10), 5 (20)' })).toEqual(['terlambat 5(20) twice terlambat']);
    expect(problems({ terlambat: '5 (10), 5 (10)' })).toEqual([]);
  });

  it('any one number in any two of the fields are told, and nothing is planned silently', () => {
    const fields = ['hadir', 'izin', 'sakit', 'alpa'] as const;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 36 }),
        fc.subarray([...fields], { minLength: 2, maxLength: 2 }),
        (n, two) => {
          const [first, second] = two as [(typeof fields)[number], (typeof fields)[number]];
          expect(problems({ [first]: String(n), [second]: String(n) })).toEqual([
            `${second} ${n} twice ${first}`,
          ]);
        },
      ),
    );
  });

  it('outside the sheet are named with how many rows it has', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constant(0), fc.integer({ min: 37, max: 9999 })), (n) => {
        expect(problems({ alpa: String(n) })).toEqual([`alpa ${n} outside 36`]);
      }),
    );
    expect(problems({ alpa: '30-40' })).toEqual(['alpa 30-40 outside 36']);
    expect(problems({ alpa: '14-12' })).toEqual(['alpa 14-12 reversed']);
  });

  it('that are none are told as they were typed', () => {
    expect(problems({ alpa: '3, tujuh, 5x' })).toEqual(['alpa tujuh unreadable', 'alpa 5x unreadable']);
    expect(problems({ terlambat: '5, 6 (), 7 (sebentar), 8 (601), 9 (0)' })).toEqual([
      'terlambat 5 minutes-missing',
      'terlambat 6() minutes-missing',
      'terlambat 7(sebentar) minutes',
      'terlambat 8(601) minutes',
      'terlambat 9(0) minutes',
    ]);
    expect(problems({ pulang: '5, 6 (25.00), 7 (11.30)', sisa: 'hadir' })).toEqual([
      'pulang 5 time-missing',
      'pulang 6(25.00) time',
      'pulang 7(11.30) time',
    ]);
    expect(problems({ izin: '4 (10)', pulang: '4 (09.00)' })).toEqual([
      'izin 4(10) extra',
      'pulang 4(09.00) not-present',
    ]);
  });

  it('of any text at all never break, and without a problem name only rows of the sheet', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc
        .array(fc.constantFrom('3', '12', '-', ',', ' ', '(', ')', 'F-07', 'G', 'dan', '10', 's.d.', '99'), {
          maxLength: 12,
        })
        .map((all) => all.join('')),
    );
    fc.assert(
      fc.property(
        fc.record({ izin: text, sakit: text, terlambat: text, pulang: text, kode: text }),
        (typed) => {
          const done = planOf(typed, PEOPLE);
          if (done.problems.length > 0) return;
          for (const { row } of done.rows) expect(PEOPLE).toContain(row);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('participant numbers', () => {
  it('mean their people with and without a sheet, one by one or as a range', () => {
    const typed = { alpa: 'F-07, f08 g-2', izin: 'F-10 s.d. F-12', sisa: 'biarkan' as const };
    const done = plan({ ...typed, kode: '' });
    expect(done.problems).toEqual([]);
    expect(done.rows.map(({ row, mark }) => `${row.no} ${mark?.status}`)).toEqual([
      'F-07 alpa',
      'F-08 alpa',
      'F-10 izin',
      'F-11 izin',
      'F-12 izin',
      'G-02 alpa',
    ]);
    expect(problems({ ...typed, alpa: 'F-77', kode: '' })).toEqual(['alpa F-77 unknown']);
    expect(problems({ ...typed, alpa: 'F-09-F-07', kode: '' })).toEqual(['alpa F-09-F-07 reversed']);
    expect(problems({ ...typed, alpa: '3-F07', kode: '' })).toEqual(['alpa 3-F07 unreadable']);
  });

  it('of a class that is called by a digit are found where rows mean nothing', () => {
    const people = [aRow('1', 7, { classId: 'f' }), aRow('1', 8, { classId: 'f' })];
    expect(plan({ kode: '', alpa: '1-07', sisa: 'biarkan' }, people).rows.map(({ row }) => row.no)).toEqual([
      '1-07',
    ]);
    expect(problems({ kode: '', alpa: '7', sisa: 'biarkan' }, people)).toEqual(['alpa 7 needs-code']);
  });
});

describe('the code of a sheet', () => {
  it('is read whole or by its end, in any case, and chooses the class', () => {
    const mark = codeOf('G', PEOPLE);
    for (const kode of [
      `DH-G-S12-00-${mark}`,
      `dh-g-s12-01-${mark.toLowerCase()}`,
      ` ${mark} `,
      `–${mark}`,
    ]) {
      const done = plan({ kode });
      expect([done.problems, done.rows.map(({ row }) => row.no)]).toEqual([
        [],
        ['G-01', 'G-02', 'G-03', 'G-04', 'G-05'],
      ]);
    }
    expect(plan({ kode: codeOf('F, G', PEOPLE), alpa: '37' }).rows[36]).toMatchObject({
      place: 37,
      mark: { status: 'alpa' },
      row: { no: 'G-01' },
    });
  });

  it('of another session, of another list, without a mark and of no form are four different things', () => {
    expect(problems({ kode: 'DH-F-S11-00-0000' })).toEqual(['kode DH-F-S11-00-0000 other-session 11']);
    // The timetable gave the session another number after the sheet was printed.
    expect(problems({ kode: `DH-F-S11-00-${codeOf('F', PEOPLE)}` })).toEqual([]);
    expect(problems({ kode: 'DH-F-S12-00-0000', alpa: '3' })).toEqual([
      'alpa 3 changed',
      'kode DH-F-S12-00-0000 changed',
    ]);
    expect(problems({ kode: 'DH-F-S12-00', alpa: 'F-03', sisa: 'biarkan' })).toEqual([]);
    expect(problems({ kode: 'lembar dua' })).toEqual(['kode lembar dua code']);
    expect(problems({ kode: '' })).toEqual(['kode  needs-code']);
    expect(problems({ kode: '', sisa: 'biarkan' })).toEqual(['alpa  nothing']);
  });

  it('stops rows from meaning other people as soon as somebody came, went or moved', () => {
    const before = codeOf('F', PEOPLE);
    const lists = [
      [...PEOPLE.slice(0, 36), aRow('F', 37), ...PEOPLE.slice(36)],
      PEOPLE.filter((row) => row.no !== 'F-03'),
      PEOPLE.map((row) => (row.no === 'F-03' ? { ...row, state: 'moved' as const } : row)),
      PEOPLE.map((row) => (row.no === 'F-03' ? { ...row, classId: 'g' } : row)),
    ];
    for (const people of lists)
      expect(problems({ kode: before, alpa: '7' }, people)).toEqual([
        'alpa 7 changed',
        `kode ${before} changed`,
      ]);
    // Marks change nothing of who is on the list.
    const marked = PEOPLE.map((row) => ({ ...row, heads: [aMark()], status: 'hadir' as const }));
    expect(problems({ kode: before, alpa: '7' }, marked)).toEqual([]);
  });

  it('differs for lists that differ, and is four signs that paper does not confuse', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 40 }), (ids) => {
        const mark = listMark('s', ids);
        expect(mark).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(readCode(mark)).toEqual({ session: null, day: null, mark });
        expect(readCode(`DH-FG-S03-00-${mark}`)).toEqual({ session: 3, day: null, mark });
      }),
    );
    expect(listMark('s', ['a', 'b'])).not.toBe(listMark('another session', ['a', 'b']));
    const all = new Set(Array.from({ length: 300 }, (_, i) => listMark('s', [`a${i}`, 'b'])));
    expect(all.size).toBe(300);
  });
});

describe('the sheet of a day', () => {
  // F-02 is of another class in this session, and has a row on the day's sheet all the same.
  const day: SheetList = { letters: 'F', mark: '7KQ3', people: [PEOPLE[0]!, null, PEOPLE[1]!, PEOPLE[2]!] };
  const ofDay = (typed: Partial<TypedSheet>) =>
    planOf({ kode: 'DH-F-H240603-00-7KQ3', ...typed }, PEOPLE, 'ratna', [day]);

  it('is typed in session by session, by the rows of the day', () => {
    const done = ofDay({ alpa: '3' });
    expect([done.problems, marks(done)]).toEqual([[], ['1 hadir', '3 alpa', '4 hadir']]);
    expect(ofDay({ alpa: '2-3' }).problems).toEqual([{ field: 'alpa', word: '2-3', code: 'not-here' }]);
  });

  it('of another day is told', () => {
    const typed = { kode: 'DH-F-H240604-00-0000', sisa: 'biarkan' as const, alpa: 'F-01' };
    expect(ofDay(typed).problems).toEqual([{ field: 'kode', word: typed.kode, code: 'other-session' }]);
    expect(readCode('dh-f-h240604-01-7kq3')).toEqual({ session: null, day: '2024-06-04', mark: '7KQ3' });
  });
});

describe('who is left alone', () => {
  it('is who is not yet enrolled and who types, unless they are named; nobody is named by themselves', () => {
    const people = PEOPLE.map((row) =>
      row.no === 'F-02'
        ? { ...row, state: 'before-joining' as const }
        : row.no === 'F-05'
          ? { ...row, personId: 'ratna' }
          : row,
    );
    const quiet = plan({}, people).rows.filter(({ mark }) => mark === null);
    expect(quiet.map(({ row, state }) => `${row.no} ${state}`)).toEqual(['F-02 alone', 'F-05 alone']);
    expect(plan({ hadir: '2' }, people).rows[1]).toMatchObject({ mark: { status: 'hadir' }, state: 'new' });
    expect(problems({ izin: '5' }, people)).toEqual(['izin 5 own']);
    expect(problems({ izin: '3-6' }, people)).toEqual(['izin 3-6 own']);
  });

  it('is told apart by what stands there: new, same, changed, an open question', () => {
    const people = PEOPLE.map((row) =>
      row.no === 'F-01'
        ? { ...row, heads: [aMark()] }
        : row.no === 'F-02'
          ? { ...row, heads: [aMark({ status: 'izin' })] }
          : row.no === 'F-03'
            ? { ...row, open: true, heads: [aMark(), aMark({ id: 'n', status: 'izin' })] }
            : row,
    );
    expect(
      plan({}, people)
        .rows.slice(0, 4)
        .map(({ state }) => state),
    ).toEqual(['same', 'change', 'question', 'new']);
    expect(plan({ pulang: '1 (09.00)' }, people).rows[0]).toMatchObject({
      state: 'change',
      mark: { status: 'hadir' },
    });
  });
});

describe('a field', () => {
  it('gives back every piece that it cannot read', () => {
    expect(readNumbers('3,,7 dan 12-14, F-07 (x) abc').unreadable).toEqual(['abc']);
    expect(readNumbers('').words).toEqual([]);
    expect(readNumbers('12 – 14').words).toMatchObject([
      { from: { place: 12 }, to: { place: 14 }, aside: null },
    ]);
  });
});
