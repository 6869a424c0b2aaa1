import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionView } from '../../src/bimtek/index.ts';
import { openTables, type Table } from '../../src/bimtek/roster/index.ts';
import { clashesOfLines } from '../../src/bimtek/timetable-file/clashes.ts';
import { compareLines } from '../../src/bimtek/timetable-file/compare.ts';
import type { Beside } from '../../src/bimtek/timetable-file/read-fields.ts';
import { timetableSheet } from '../../src/bimtek/timetable-file/documents.ts';
import { type Line, readLines } from '../../src/bimtek/timetable-file/read-lines.ts';
import { textsOfView } from '../../src/bimtek/timetable-file/texts-of.ts';
import { EMPTY, textCell } from '../../src/documents/cell.ts';
import { aSession } from '../fixtures/timetable.ts';

const CLASSES = [
  { id: 'f', letter: 'F' },
  { id: 'g', letter: 'G' },
];
const TRAINERS = [
  { id: 'ratna', name: 'Ratna Wulandari' },
  { id: 'deni', name: 'Deni Pratama' },
  { id: 'twin', name: 'Deni Pratama' },
];
const beside = (sessions: SessionView[] = [], more: Partial<Beside> = {}): Beside => ({
  zone: 'Asia/Jakarta',
  startsOn: '2024-05-30',
  endsOn: '2024-06-08',
  classes: CLASSES,
  trainers: TRAINERS,
  sessions,
  marked: new Map(),
  ...more,
});
const line = (texts: Line['texts'] = {}, row = 2): Line => ({
  row,
  texts: {
    day: '03/06/2024',
    start: '08.30',
    end: '10.00',
    topic: 'Peta desa',
    jp: '2',
    class: 'F',
    ...texts,
  },
});
const table = (rows: string[][], more: Partial<Table> = {}): Table => ({
  name: 'Jadwal',
  rows: rows.map((row) => row.map(textCell)),
  hiddenRows: new Set(),
  merges: [],
  from1904: false,
  ...more,
});
const read = (...tables: Table[]) => {
  const found = readLines(tables);
  if (!('lines' in found)) throw new Error(JSON.stringify(found));
  return found;
};

describe('A timetable in a spreadsheet', () => {
  it('goes back in as it came out', async () => {
    const topic = fc
      .string({ minLength: 1, maxLength: 30 })
      .filter((text) => text.trim() !== '' && !/[\p{Cc}\p{Cs}]/u.test(text));
    const session = fc.record({
      minutes: fc.nat(9 * 24 * 12),
      long: fc.integer({ min: 1, max: 288 }),
      halfJp: fc.nat(40),
      topic,
      subject: topic,
      room: fc.constantFrom('', 'Aula', '12', "'=1+1", '1-2'),
      pic: fc.constantFrom('', 'Nurhayati', '0812'),
      counted: fc.boolean(),
      classes: fc.subarray(CLASSES, { minLength: 1 }),
      trainers: fc.subarray(TRAINERS),
    });
    const wordOfObjects = {
      ...{
        minutes: 0,
        long: 1,
        halfJp: 0,
        topic: 'toString',
        subject: 'constructor',
        room: '' as const,
        pic: '' as const,
      },
      ...{ counted: false, classes: CLASSES, trainers: [] },
    };
    await fc.assert(
      fc.asyncProperty(fc.array(session, { minLength: 1, maxLength: 6 }), async (all) => {
        const sessions = all.map(({ minutes, long, trainers, ...rest }, i) => {
          const startsAt = new Date(Date.parse('2024-05-29T17:00:00Z') + minutes * 300_000);
          const endsAt = new Date(startsAt.getTime() + long * 300_000);
          const id = `018f0000-0000-7000-8000-00000000000${i}`;
          return aSession({ ...rest, id, startsAt, endsAt, trainers, named: trainers.map((one) => one.id) });
        });
        const opened = await openTables(await timetableSheet(sessions), 'jadwal.xlsx', {});
        if (!('tables' in opened)) throw new Error('the sheet was not read');
        const checked = compareLines(read(...opened.tables).lines, beside(sessions));
        expect(checked.map(({ state, problems, changes }) => [state, problems, changes])).toEqual(
          sessions.map(() => ['same', [], []]),
        );
      }),
      // A word that the library of the workbook took for its own.
      { numRuns: 20, examples: [[[wordOfObjects]]] },
    );
  });

  it('has no cancelled sessions in it', async () => {
    const opened = await openTables(await timetableSheet([aSession({ cancelReason: 'x' })]), 'a.xlsx', {});
    expect('tables' in opened && read(...opened.tables).lines).toEqual([]);
  });

  it('is read below a title, with one column for both times and merged days', () => {
    const rows = [
      ['JADWAL BIMTEK'],
      ['Hari/Tanggal', 'Waktu', 'Materi', 'JP', 'Kelas', 'Narasumber', 'Ruang'],
      ['Senin, 3 Juni 2024', '08.30–10.00 WIB', 'Peta desa', '2', 'F', '', 'Aula'],
      ['', '10.15 s.d. 11.45', 'Hoaks', '1,5', 'F dan G', '', ''],
      ['', '', '', '', '', '', ''],
    ];
    const merges = [{ top: 3, bottom: 4, left: 1, right: 1 }];
    const { lines, letters } = read(table([['Petunjuk']]), table(rows, { merges }));
    expect(lines.map(({ row, texts }) => [row, texts.day, texts.start, texts.end])).toEqual([
      [3, 'Senin, 3 Juni 2024', '08.30', '10.00'],
      [4, 'Senin, 3 Juni 2024', '10.15', '11.45'],
    ]);
    expect(letters).toEqual({
      day: 'A',
      start: 'B',
      end: 'B',
      topic: 'C',
      jp: 'D',
      class: 'E',
      trainers: 'F',
      room: 'G',
    });
    const checked = compareLines(lines, beside());
    expect(
      checked.map(({ state, fields }) => [state, fields?.startsAt, fields?.halfJp, fields?.classIds]),
    ).toEqual([
      ['new', new Date('2024-06-03T01:30:00Z'), 4, ['f']],
      ['new', new Date('2024-06-03T03:15:00Z'), 3, ['f', 'g']],
    ]);
  });

  it('takes days and times as spreadsheets keep them', () => {
    const head = ['Tanggal', 'Mulai', 'Selesai', 'Materi', 'JP', 'Kelas'].map(textCell);
    const row = [
      { kind: 'date' as const, text: '2024-06-03' },
      { kind: 'number' as const, text: '0.354166666666667' },
      { kind: 'date' as const, text: '1899-12-30T10:00' },
      textCell('Peta'),
      { kind: 'number' as const, text: '1.5' },
      textCell('F'),
    ];
    const { lines } = read(table([], { rows: [head, row, [EMPTY]] }));
    expect(lines.map(({ texts }) => [texts.day, texts.start, texts.end])).toEqual([
      ['2024-06-03', '08:30', '10:00'],
    ]);
    expect(compareLines(lines, beside())[0]?.state).toBe('new');
  });

  it('is refused with the columns that it lacks', () => {
    expect(
      readLines([
        table([
          ['Tanggal', 'Materi'],
          ['x', 'y'],
        ]),
      ]),
    ).toEqual({ missing: ['jp', 'class', 'hours'] });
    expect(readLines([])).toEqual({ missing: ['day', 'hours', 'topic', 'jp', 'class'] });
  });
});

describe('A line of a timetable file', () => {
  const check = (texts: Line['texts'], beside_ = beside()) => compareLines([line(texts)], beside_)[0];
  const codes = (texts: Line['texts'], beside_ = beside()) =>
    check(texts, beside_)?.problems.map(({ field, code }) => `${field} ${code}`);

  it.each([
    ['day date', { day: '40/06/2024' }],
    ['day empty', { day: '' }],
    ['day outside-days', { day: '09/06/2024' }],
    ['start time', { start: '25.00' }],
    ['end empty', { end: '' }],
    ['topic empty', { topic: ' ' }],
    ['topic long', { topic: 'x'.repeat(121) }],
    ['jp jp', { jp: '1,3' }],
    ['jp jp', { jp: '' }],
    ['class class-unknown', { class: 'F, Z' }],
    ['class empty', { class: '' }],
    ['counted counted', { counted: 'mungkin' }],
    ['trainers trainer-unknown', { trainers: 'Siapa Saja' }],
    ['trainers trainer-twice', { trainers: 'Deni Pratama' }],
    ['code code-unknown', { code: '018f0000-0000-7000-8000-0000000000ff' }],
  ] as [string, Line['texts']][])('is wrong: %s', (says, texts) => {
    expect(codes(texts)).toEqual([says]);
    expect(check(texts)).toMatchObject({ state: 'wrong', fields: undefined });
  });

  it('ends on the next day when its end is not after its start', () => {
    expect(check({ start: '19.30', end: '00.30' })?.fields?.endsAt).toEqual(new Date('2024-06-03T17:30:00Z'));
  });

  it('changes the session whose code it has, and tells each field', () => {
    const session = aSession({ classes: [CLASSES[0]!] });
    const texts = { ...textsOfView(session), room: 'Aula', jp: '1,5', pic: 'Nurhayati' };
    const checked = check(texts, beside([session]));
    expect(checked).toMatchObject({ state: 'changed', sessionId: session.id });
    expect(checked?.changes).toEqual([
      { field: 'jp', from: '2', to: '1.5' },
      { field: 'pic', from: '', to: 'Nurhayati' },
      { field: 'room', from: 'Batavia 2', to: 'Aula' },
    ]);
  });

  it('without a code is the session of just its classes that starts then; columns it lacks stay', () => {
    const session = aSession({
      startsAt: new Date('2024-06-03T01:30:00Z'),
      endsAt: new Date('2024-06-03T03:00:00Z'),
      pic: 'Nurhayati',
      topic: 'Peta desa',
    });
    expect(check({}, beside([session]))).toMatchObject({ state: 'same', sessionId: session.id });
    expect(check({ class: 'F, G' }, beside([session]))).toMatchObject({ state: 'new', sessionId: undefined });
    expect(check({}, beside([{ ...session, cancelReason: 'x' }]))?.state).toBe('new');
  });

  it('cannot bring back a cancelled session, nor take away a class that has marks', () => {
    const session = aSession({ classes: CLASSES });
    const texts = textsOfView(session);
    expect(codes(texts, beside([{ ...session, cancelReason: 'x' }]))).toEqual(['code code-cancelled']);
    const marked = new Map([[session.id, new Map([['g', 1]])]]);
    expect(codes({ ...texts, class: 'F' }, beside([session], { marked }))).toEqual(['class marked-class']);
    expect(codes({ ...texts, class: 'G' }, beside([session], { marked }))).toEqual([]);
    expect(codes({ ...texts, counted: 'tidak' }, beside([session], { marked }))).toEqual([
      'counted marked-uncounted',
    ]);
    expect(codes({ ...texts, counted: 'tidak' }, beside([session]))).toEqual([]);
  });

  it('keeps who is named where two have that name, and is told when it comes twice', () => {
    const session = aSession({ trainers: [TRAINERS[2]!], named: ['twin'] });
    const texts = textsOfView(session);
    const [one, again] = compareLines([line(texts), line(texts, 3)], beside([session]));
    expect(one).toMatchObject({ state: 'same' });
    expect(one?.fields?.trainerIds).toEqual(['twin']);
    expect(again).toMatchObject({ state: 'wrong', problems: [{ field: 'code', code: 'twice', text: '2' }] });
    expect(compareLines([line(), line({}, 3)], beside()).map(({ state }) => state)).toEqual(['new', 'wrong']);
  });
});

describe('The clashes of a timetable file', () => {
  const clashes = (lines: Line[], sessions: SessionView[] = []) => {
    const found = clashesOfLines(compareLines(lines, beside(sessions)), beside(sessions), (day) =>
      day === '2024-06-04' ? 'Libur contoh' : undefined,
    );
    return found.lines.map(({ row, clashes: of }) => [row, of.map(({ kind }) => kind)]);
  };
  const morning = {
    startsAt: new Date('2024-06-03T01:00:00Z'),
    endsAt: new Date('2024-06-03T02:30:00Z'),
  };

  it('are those of new lines with each other and with what stands there', () => {
    expect(clashes([line({ class: 'F' })], [aSession(morning)])).toEqual([[2, ['class']]]);
    expect(clashes([line({ class: 'G' })], [aSession(morning)])).toEqual([]);
    expect(clashes([line({ room: 'Aula' }), line({ room: 'aula', class: 'G', topic: 'Lain' }, 3)])).toEqual([
      [2, ['room']],
      [3, ['room']],
    ]);
  });

  it('are looked for where a changed line goes, not where it was', () => {
    const [one, other] = [aSession({ ...morning, id: '018f0000-0000-7000-8000-000000000001' }), aSession()];
    const away = { ...textsOfView(one), day: '2024-06-05' };
    expect(clashes([line({ class: 'F' }), line(away, 3)], [one, other])).toEqual([]);
    const onto = { ...textsOfView(one), start: '15:00', end: '16:00' };
    expect(clashes([line(onto)], [one, other])).toEqual([[2, ['room', 'class']]]);
  });

  it('name holidays and the Friday prayer, and nothing of lines that stay as they are', () => {
    expect(clashes([line({ day: '04/06/2024' })])).toEqual([[2, ['holiday']]]);
    expect(clashes([line({ day: '07/06/2024', start: '11.00', end: '12.00' })])).toEqual([[2, ['friday']]]);
    const same = aSession(morning);
    const there = aSession({ ...morning, id: '018f0000-0000-7000-8000-000000000002' });
    expect(clashes([line(textsOfView(same))], [same, there])).toEqual([]);
  });
});
