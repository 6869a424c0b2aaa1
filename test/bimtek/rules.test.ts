import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clashesIn,
  fixedHoliday,
  surelyTeaching,
  daysFrom,
  instantOf,
  isNumberPattern,
  participantNo,
  passDeadline,
  type Planned,
  runningNo,
  spanOf,
  wallTime,
} from '../../src/bimtek/rules.ts';
import type { TimeZone } from '../../src/database/schema.ts';

const ZONES: TimeZone[] = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'];
const zone = fc.constantFrom(...ZONES);
const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((n) => new Date(Date.UTC(2000, 0, 1 + n)).toISOString().slice(0, 10));
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hours, minutes]) => `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`);

/** What the machine's own table of time zones shows: a second opinion that shares no code with the rule. */
const shownBy = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(instant);

describe('Times on the wall of the hall', () => {
  it('reads 08.30 of a day as another instant in each zone', () => {
    expect(ZONES.map((one) => instantOf('2024-06-03', '08:30', one).toISOString())).toEqual([
      '2024-06-03T01:30:00.000Z',
      '2024-06-03T00:30:00.000Z',
      '2024-06-02T23:30:00.000Z',
    ]);
  });

  it('agrees with the machine’s own zones for every day and time', () => {
    fc.assert(
      fc.property(day, time, zone, (theDay, theTime, theZone) => {
        expect(shownBy(instantOf(theDay, theTime, theZone), theZone)).toBe(`${theDay} ${theTime}`);
      }),
    );
  });

  it('comes back as it was typed', () => {
    fc.assert(
      fc.property(day, time, zone, (theDay, theTime, theZone) => {
        expect(wallTime(instantOf(theDay, theTime, theZone), theZone)).toEqual({
          day: theDay,
          time: theTime,
        });
      }),
    );
  });

  it('takes an end that is not after the start for the next day, and only then', () => {
    fc.assert(
      fc.property(day, time, time, zone, (theDay, start, end, theZone) => {
        const span = spanOf(theDay, start, end, theZone);
        expect(span.overnight).toBe(end <= start);
        expect(wallTime(span.endsAt, theZone).time).toBe(end);
        const hours = (span.endsAt.getTime() - span.startsAt.getTime()) / 3_600_000;
        expect(hours > 0 && hours <= 24).toBe(true);
      }),
    );
  });

  it('counts every day of the bimtek, Saturday, Sunday and a holiday too', () => {
    expect(daysFrom('2024-05-30', '2024-06-02')).toEqual([
      '2024-05-30',
      '2024-05-31',
      '2024-06-01',
      '2024-06-02',
    ]);
    expect(daysFrom('2024-06-02', '2024-06-01')).toEqual([]);
  });
});

describe('Numbers of participants', () => {
  it('have two digits and grow to three', () => {
    expect([participantNo('F', 7), participantNo('F', 35), participantNo('AB', 104)]).toEqual([
      'F-07',
      'F-35',
      'AB-104',
    ]);
  });

  it('are read back in the class they came from and nowhere else', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('F', 'G', 'A1', 'AB'),
        fc.constantFrom('F', 'G', 'A1', 'AB'),
        fc.integer({ min: 1, max: 5000 }),
        (letter, other, n) => {
          expect(runningNo(other, participantNo(letter, n))).toBe(letter === other ? n : 0);
        },
      ),
    );
  });
});

describe('The batas kelulusan', () => {
  it('is so many days after the end of the last counted session', () => {
    const end = new Date('2024-06-08T05:00:00Z');
    expect(passDeadline(end, 30)).toEqual(new Date('2024-07-08T05:00:00Z'));
    expect(passDeadline(end, 0)).toEqual(end);
    expect(passDeadline(null, 30)).toBeNull();
  });
});

describe('A pattern of certificate numbers', () => {
  it.each(['{seq:0000}/BIMTEK-KDD/{unit}/{romanMonth}/{year}', '{seq}-{year}', '{year}.{seq:000}'])(
    'may be %s',
    (pattern) => {
      expect(isNumberPattern(pattern)).toBe(true);
    },
  );

  it.each([
    ['without the running number', 'BIMTEK/{unit}/{year}'],
    ['without the year, in which the counter starts again', '{seq:0000}/{unit}'],
    ['with a place that nobody fills', '{seq}/{bulan}/{year}'],
    ['with a brace left open', '{seq}/{year}/{'],
    ['with a line break', '{seq}\n{year}'],
    ['longer than paper takes', `{seq}/{year}/${'x'.repeat(80)}`],
  ])('is refused %s', (_why, pattern) => {
    expect(isNumberPattern(pattern)).toBe(false);
  });
});

describe('Clashes in a timetable', () => {
  const session = (id: string, from: string, to: string, more: Partial<Planned> = {}): Planned => ({
    id,
    startsAt: instantOf('2024-06-03', from, 'Asia/Jakarta'),
    endsAt: instantOf('2024-06-03', to, 'Asia/Jakarta'),
    room: `Ruang ${id}`,
    classes: [],
    trainers: [],
    cancelled: false,
    ...more,
  });
  const clashes = (...sessions: Planned[]) => clashesIn(sessions, 'Asia/Jakarta');

  it('are found in room, class and trainer when sessions overlap', () => {
    const one = session('a', '08:00', '10:00', { room: 'Batavia 1', classes: ['F'], trainers: ['ratna'] });
    const other = session('b', '09:30', '11:00', {
      room: 'batavia 1',
      classes: ['F', 'G'],
      trainers: ['ratna', 'deni'],
    });
    expect(clashes(other, one)).toEqual([
      { kind: 'room', session: 'a', other: 'b', shared: 'Batavia 1' },
      { kind: 'class', session: 'a', other: 'b', shared: 'F' },
      { kind: 'trainer', session: 'a', other: 'b', shared: 'ratna' },
    ]);
  });

  it('are none when one ends as the other starts, when a room has no name, or when one is cancelled', () => {
    const same = { room: 'Batavia 1', classes: ['F'], trainers: ['ratna'] };
    expect(clashes(session('a', '08:00', '09:30', same), session('b', '09:30', '11:00', same))).toEqual([]);
    expect(
      clashes(session('a', '08:00', '10:00', { room: '' }), session('b', '09:00', '11:00', { room: '' })),
    ).toEqual([]);
    expect(
      clashes(
        session('a', '08:00', '10:00', same),
        session('b', '09:00', '11:00', { ...same, cancelled: true }),
      ),
    ).toEqual([]);
  });

  it('are found with a session that began long before', () => {
    const long = session('a', '08:00', '12:00', { classes: ['F'] });
    const short = session('b', '08:30', '09:00', { classes: ['G'] });
    const late = session('c', '11:00', '11:30', { classes: ['F'] });
    expect(clashes(long, short, late)).toEqual([{ kind: 'class', session: 'a', other: 'c', shared: 'F' }]);
  });

  it.each([
    ['11:00', '11:30', false],
    ['11:00', '12:00', true],
    ['12:00', '13:00', true],
    ['13:30', '15:00', false],
  ])('name a session on Friday from %s to %s: %s', (from, to, found) => {
    const friday = (zone: TimeZone): Planned => ({
      ...session('a', from, to),
      startsAt: instantOf('2024-06-07', from, zone),
      endsAt: instantOf('2024-06-07', to, zone),
    });
    for (const one of ZONES)
      expect(clashesIn([friday(one)], one)).toEqual(found ? [{ kind: 'friday', session: 'a' }] : []);
  });

  it('name a session on a holiday, and forbid none', () => {
    const holidays = (day: string) => (day === '2024-06-03' ? 'Libur contoh' : undefined);
    expect(clashesIn([session('a', '08:00', '09:00')], 'Asia/Jakarta', holidays)).toEqual([
      { kind: 'holiday', session: 'a', day: '2024-06-03', name: 'Libur contoh' },
    ]);
    expect(clashesIn([session('a', '08:00', '09:00')], 'Asia/Jakarta')).toEqual([]);
  });

  it.each([
    ['2024-06-01', 'Hari Lahir Pancasila'],
    ['2027-08-17', 'Hari Kemerdekaan'],
    ['2024-06-17', undefined],
  ])('know by themselves only holidays with the same date each year: %s %s', (day, name) => {
    expect(fixedHoliday(day)).toBe(name);
  });

  it('take a room written with other letters and spaces for the same', () => {
    const one = session('a', '08:00', '10:00', { room: 'Batavia  2 ' });
    const other = session('b', '09:00', '11:00', { room: 'batavia 2' });
    expect(clashes(one, other).map(({ kind }) => kind)).toEqual(['room']);
  });

  it('count the trainer of a class only where nobody is named and nobody can stand in', () => {
    const [ratna, deni] = [{ id: 'ratna' }, { id: 'deni' }];
    expect(surelyTeaching({ named: ['deni'], trainers: [deni] })).toEqual(['deni']);
    expect(surelyTeaching({ named: [], trainers: [ratna] })).toEqual(['ratna']);
    expect(surelyTeaching({ named: [], trainers: [ratna, deni] })).toEqual([]);
  });

  it('leave other days alone at that hour', () => {
    expect(clashes(session('a', '11:30', '13:30'))).toEqual([]);
  });
});
