import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Beside,
  type CheckedCell,
  compareCells,
  type ImportHead,
  type ImportPerson,
  type ImportSession,
  pairKey,
  type PairMarks,
  participantKey,
} from '../../src/attendance/import/compare.ts';
import { marksSheet } from '../../src/attendance/import/documents.ts';
import { packKept, saveImportForm } from '../../src/attendance/import/forms.ts';
import { readCells } from '../../src/attendance/import/read-cells.ts';
import { readStatus } from '../../src/attendance/import/read-status.ts';
import { openUpload, type Table } from '../../src/bimtek/index.ts';
import type { MarkStatus } from '../../src/database/schema.ts';
import { textCell } from '../../src/documents/cell.ts';

const SINCE = new Date('2024-05-30T00:00:00Z');
const person = (no: string, more: Partial<ImportPerson> = {}): ImportPerson => ({
  enrolmentId: `e ${no}`,
  personId: `p ${no}`,
  no,
  name: `Kader ${no}`,
  stays: [{ classId: no.slice(0, 1), since: SINCE }],
  endedAt: null,
  ...more,
});
const session = (no: number, more: Partial<ImportSession> = {}): ImportSession => ({
  id: `s${no}`,
  no,
  topic: `Topik ${no}`,
  startsAt: new Date(SINCE.getTime() + no * 3_600_000),
  classIds: ['F', 'G'],
  counted: true,
  cancelled: false,
  ...more,
});
const head = (status: MarkStatus, minutes: number | null = null, id = 'h'): ImportHead => ({
  id,
  status,
  minutes,
});
const pair = (heads: ImportHead[], more: Partial<PairMarks> = {}): PairMarks => ({
  heads,
  imported: [],
  value: heads[0] ? { status: heads[0].status, minutes: heads[0].minutes } : null,
  ...more,
});
const beside = (marks: Record<string, PairMarks> = {}, more: Partial<Beside> = {}): Beside => ({
  actorId: 'panitia',
  people: new Map(['F-01', 'F-02', 'F-10', 'G-01'].map((no) => [participantKey(no), person(no)])),
  sessions: new Map([1, 2, 3, 12].map((no) => [no, [session(no)]])),
  marks: new Map(
    Object.entries(marks).map(([key, value]) => {
      const [no = '', of = ''] = key.split(' ');
      return [pairKey(`s${of}`, `e ${no}`), value];
    }),
  ),
  ...more,
});
const table = (rows: string[][]): Table => ({
  name: 'Presensi',
  rows: rows.map((row) => row.map(textCell)),
  hiddenRows: new Set(),
  merges: [],
  from1904: false,
});
const cellsOf = (rows: string[][]) => {
  const read = readCells([table(rows)]);
  if (!('cells' in read)) throw new Error(JSON.stringify(read));
  return read.cells;
};
const words = (cell: CheckedCell): string =>
  cell.state === 'wrong'
    ? `${cell.cell.column}${cell.cell.row} ${cell.problem}${cell.other ? ` ${cell.other}` : ''}`
    : `${cell.person.no} ${cell.session.no} ${cell.said.status}${cell.said.minutes === null ? '' : ` ${cell.said.minutes}`} ${cell.state}`;
const check = (rows: string[][], marks: Record<string, PairMarks> = {}, more: Partial<Beside> = {}) =>
  compareCells(cellsOf(rows), beside(marks, more)).map(words);

describe('a file of marks', () => {
  it('is read long: a row a mark, columns by name in any order, minutes and notes beside', () => {
    const rows = [
      ['Daftar presensi Gelombang II'],
      ['Nama', 'Sesi', 'Catatan', 'Status', 'No. Peserta', 'Menit'],
      ['Afrida', '3', '', 'Hadir', 'F-01', ''],
      ['Agus', 'Sesi 3', 'Macet', 'terlambat', 'f02', '12'],
      ['', '', '', '', '', ''],
      ['Ahmad', 'S03', '', '-', 'F-10', ''],
      ['Betty', '3.', '', 'I', 'F 10', ''],
      ['Citra', '', '', 'A', 'G-01', ''],
      ['Citra', '3 Juni', '', 'A', 'G-01', ''],
    ];
    expect(check(rows)).toEqual([
      'F-01 3 hadir new',
      'F-02 3 terlambat 12 new',
      'F-10 3 izin new',
      'D8 session-empty',
      'D9 session-unknown',
    ]);
    expect(cellsOf(rows)[1]).toMatchObject({ note: 'Macet', row: 4, column: 'D' });
  });

  it('is read wide: a row a person, a column a session, blank cells say nothing', () => {
    const rows = [
      ['Nomor peserta', 'Nama', 'S1 Topik 1', 'Sesi ke-2', '3', 'S12', 'Jumlah'],
      ['F-01', 'Afrida', 'H', '', '√', 'T 10', '3'],
      ['f-2', 'Agus', '-', 'sakit', 'v', 'x', ''],
      ['', '', 'H', '', '', '', ''],
    ];
    expect(check(rows)).toEqual([
      'F-01 1 hadir new',
      'F-01 3 hadir new',
      'F-01 12 terlambat 10 new',
      'F-02 2 sakit new',
      'F-02 3 hadir new',
      'F3 status',
      'C4 participant-empty',
    ]);
  });

  it('without the columns says which are missing, and with one session twice says so', () => {
    expect(
      readCells([
        table([
          ['Nama', 'S1'],
          ['Afrida', 'H'],
        ]),
      ]),
    ).toEqual({ missing: 'participant' });
    expect(
      readCells([
        table([
          ['Nomor peserta', 'Nama'],
          ['F-01', 'Afrida'],
        ]),
      ]),
    ).toEqual({ missing: 'sessions' });
    expect(
      readCells([
        table([
          ['No Peserta', 'S3', 'Sesi 3'],
          ['F-01', 'H', 'A'],
        ]),
      ]),
    ).toEqual({ twice: 3 });
    expect(
      readCells([
        table([['apa'], ['saja']]),
        table([
          ['No Peserta', 'S3'],
          ['F-01', 'H'],
        ]),
      ]),
    ).toMatchObject({
      cells: [{ participant: 'F-01', session: '3', status: 'H' }],
    });
  });
});

describe('the word of a cell', () => {
  it.each([
    ...['H', 'h', 'Hadir', ' HADIR ', 'v', 'V', '√', '✓', '✔', 'TRUE'].map(
      (text) => [text, 'hadir'] as const,
    ),
    ...['i', 'Izin', 'IJIN'].map((text) => [text, 'izin'] as const),
    ...['S', 'sakit'].map((text) => [text, 'sakit'] as const),
    ...['A', 'alpa', 'Alpha', 'alfa', 'TK', 'tanpa keterangan'].map((text) => [text, 'alpa'] as const),
  ])('%s is %s', (text, status) => {
    expect(readStatus(text.trim(), '')).toEqual({ status, minutes: null });
  });

  it('tells minutes of a late one inside or beside it', () => {
    for (const text of [
      'T 10',
      't10',
      'T(10)',
      'T-10',
      'terlambat 10',
      'Terlambat (10 menit)',
      'telat 10 mnt',
      'T: 10',
    ])
      expect([text, readStatus(text, '')]).toEqual([text, { status: 'terlambat', minutes: 10 }]);
    expect(readStatus('T', '10')).toEqual({ status: 'terlambat', minutes: 10 });
    expect(readStatus('T 10', '10 menit')).toEqual({ status: 'terlambat', minutes: 10 });
    expect(readStatus('T', '')).toEqual({ status: 'terlambat', minutes: null });
  });

  it('is refused where nobody can tell what it means', () => {
    for (const text of ['x', 'HI', '?', '1', '10', 'hadirr', 'T sepuluh', 'H I'])
      expect([text, readStatus(text, '')]).toEqual([text, { wrong: 'status' }]);
    expect(readStatus('T', 'lama')).toEqual({ wrong: 'minutes' });
    expect(readStatus('T 10', '12')).toEqual({ wrong: 'minutes' });
    expect(readStatus('T 0', '')).toEqual({ wrong: 'minutes' });
    expect(readStatus('T 601', '')).toEqual({ wrong: 'minutes' });
    expect(readStatus('H', '10')).toEqual({ wrong: 'minutes-extra' });
    expect(readStatus('I 10', '')).toEqual({ wrong: 'minutes-extra' });
  });

  it('is refused where every object of the language has that word', () => {
    for (const word of ['__proto__', 'constructor', 'valueOf', 'toString'])
      expect([word, readStatus(word, '')]).toEqual([word, { wrong: 'status' }]);
  });

  it('of any text is one of five statuses or refused', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 6 }), (text, minutes) => {
        const read = readStatus(text, minutes);
        if ('wrong' in read) return;
        expect(['hadir', 'terlambat', 'izin', 'sakit', 'alpa']).toContain(read.status);
        expect(
          read.minutes === null || (read.status === 'terlambat' && read.minutes >= 1 && read.minutes <= 600),
        ).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a cell beside what is recorded', () => {
  const one = (status: string, marks: Record<string, PairMarks>, more: Partial<Beside> = {}) =>
    check(
      [
        ['No peserta', 'S3'],
        ['F-01', status],
      ],
      marks,
      more,
    )[0];

  it('is the same when a head or the value says it, also in an open question', () => {
    expect(one('H', { 'F-01 3': pair([head('hadir')]) })).toBe('F-01 3 hadir same');
    expect(one('I', { 'F-01 3': pair([head('hadir'), head('izin', null, 'i')]) })).toBe('F-01 3 izin same');
    expect(one('T', { 'F-01 3': pair([head('terlambat', 12)]) })).toBe('F-01 3 terlambat same');
    // Under a closing another mark may have replaced what still counts.
    const value = { status: 'hadir' as const, minutes: null };
    expect(one('H', { 'F-01 3': pair([head('alpa')], { value }) })).toBe('F-01 3 hadir same');
  });

  it('is different otherwise; minutes alone are no question', () => {
    expect(one('A', { 'F-01 3': pair([head('hadir')]) })).toBe('F-01 3 alpa different');
    const [late] = compareCells(
      cellsOf([
        ['No peserta', 'S3'],
        ['F-01', 'T 10'],
      ]),
      beside({ 'F-01 3': pair([head('terlambat', 12)]) }),
    );
    expect(late).toMatchObject({ state: 'different', minutesOnly: true });
    expect(one('T', { 'F-01 3': pair([head('hadir')]) })).toBe('B2 minutes-missing');
  });

  it('that a file said before and somebody decided otherwise is not asked again', () => {
    const imported = [{ status: 'alpa' as const, minutes: null }];
    expect(one('A', { 'F-01 3': pair([head('hadir')], { imported }) })).toBe('F-01 3 alpa answered');
    expect(one('I', { 'F-01 3': pair([head('hadir')], { imported }) })).toBe('F-01 3 izin different');
  });

  it('is wrong, with the reason, where nobody is marked', () => {
    const sessions = (more: Partial<ImportSession>) => ({ sessions: new Map([[3, [session(3, more)]]]) });
    const people = (more: Partial<ImportPerson>) => ({
      people: new Map([[participantKey('F-01'), person('F-01', more)]]),
    });
    expect(one('H', {}, sessions({ cancelled: true }))).toBe('B2 session-cancelled');
    expect(one('H', {}, sessions({ counted: false }))).toBe('B2 session-uncounted');
    expect(one('H', {}, sessions({ classIds: ['G'] }))).toBe('B2 not-of-class');
    expect(one('H', {}, people({ endedAt: session(3).startsAt }))).toBe('B2 ended');
    expect(one('H', {}, people({ endedAt: session(12).startsAt }))).toBe('F-01 3 hadir new');
    expect(one('H', {}, people({ personId: 'panitia' }))).toBe('B2 own');
    expect(one('H', {}, { people: new Map() })).toBe('B2 participant-unknown');
    // Who moved from F to G belongs to F's session at its time, and not to one of F later.
    const stays = [
      { classId: 'F', since: SINCE },
      { classId: 'G', since: session(3).startsAt },
    ];
    expect(one('H', {}, { ...people({ stays }), ...sessions({ classIds: ['G'] }) })).toBe('F-01 3 hadir new');
    expect(one('H', {}, { ...people({ stays }), ...sessions({ classIds: ['F'] }) })).toBe('B2 not-of-class');
  });

  it('that speaks of somebody twice is one when it says the same, and named with the other row when not', () => {
    const rows = (second: string) => [
      ['No peserta', 'Sesi', 'Status'],
      ['F-01', '3', 'H'],
      ['f1', 'S3', second],
    ];
    expect(check(rows('hadir'))).toEqual(['F-01 3 hadir new', 'F-01 3 hadir same']);
    expect(check(rows('A'))).toEqual(['F-01 3 hadir new', 'C3 twice 2']);
  });
});

describe('the number of a session', () => {
  const own = (letter: string, more: Partial<ImportSession> = {}) =>
    session(3, { id: `s3 ${letter}`, classIds: [letter], ...more });
  const both = { sessions: new Map([[3, [own('F'), own('G')]]]) };
  const idOf = (rows: string[][], more: Partial<Beside>) =>
    compareCells(cellsOf(rows), beside({}, more)).map((cell) =>
      cell.state === 'wrong' ? cell.problem : cell.session.id,
    );

  it('that classes share means the session of the person', () => {
    expect(
      idOf(
        [
          ['No peserta', 'S3'],
          ['F-01', 'H'],
          ['G-01', 'H'],
        ],
        both,
      ),
    ).toEqual(['s3 F', 's3 G']);
    const twins = { sessions: new Map([[3, [own('F'), own('F', { id: 'twin', topic: 'Kembar' })]]]) };
    expect(
      idOf(
        [
          ['No peserta', 'S3'],
          ['F-01', 'H'],
        ],
        twins,
      ),
    ).toEqual(['session-ambiguous']);
    expect(
      idOf(
        [
          ['No peserta', 'S3 Kembar'],
          ['F-01', 'H'],
        ],
        twins,
      ),
    ).toEqual(['twin']);
  });

  it('beside a topic that has another number by now is told; a word that is no topic is not', () => {
    const sessions = new Map([
      [1, [session(1, { topic: 'Mengenal hoaks' })]],
      [3, [session(3, { topic: 'Jejak digital' })]],
    ]);
    const wide = (header: string) =>
      idOf(
        [
          ['No peserta', header],
          ['F-01', 'H'],
        ],
        { sessions },
      );
    expect(wide('S3 jejak  Digital')).toEqual(['s3']);
    expect(wide('S3 Mengenal hoaks')).toEqual(['session-other-topic']);
    expect(wide('S3 Senin pagi')).toEqual(['s3']);
    const long = [
      ['No peserta', 'Sesi', 'Materi', 'Status'],
      ['F-01', '3', 'Mengenal hoaks', 'H'],
      ['F-02', '1', 'Mengenal hoaks', 'H'],
    ];
    expect(idOf(long, { sessions })).toEqual(['session-other-topic', 's1']);
  });
});

describe('what goes out', () => {
  it('comes back in without a difference, as a workbook of any marks', async () => {
    const status = fc.constantFrom<MarkStatus | 'none'>(
      'hadir',
      'izin',
      'sakit',
      'alpa',
      'terlambat',
      'none',
    );
    const grid = fc.array(fc.tuple(status, fc.integer({ min: 1, max: 600 })), {
      minLength: 16,
      maxLength: 16,
    });
    await fc.assert(
      fc.asyncProperty(grid, async (all) => {
        const base = beside();
        const people = [...base.people.values()];
        const marks = new Map<string, PairMarks>();
        for (const [i, [one, minutes]] of all.entries())
          if (one !== 'none')
            marks.set(
              pairKey(`s${[1, 2, 3, 12][i % 4]}`, people[Math.floor(i / 4)]?.enrolmentId ?? ''),
              pair([head(one, one === 'terlambat' ? minutes : null)]),
            );
        const there = { ...base, marks };
        const opened = await openUpload(await marksSheet(there, false), 'presensi.xlsx', 1_000_000);
        if (!('tables' in opened)) throw new Error(JSON.stringify(opened));
        const read = readCells(opened.tables);
        const cells = 'cells' in read ? compareCells(read.cells, there) : [];
        expect(cells.map(({ state }) => state)).toEqual(Array.from({ length: marks.size }, () => 'same'));
      }),
      { numRuns: 20 },
    );
  });

  it('blank holds people in order and counted sessions, and says nothing', async () => {
    const sessions = new Map([
      [1, [session(1, { topic: 'constructor' })]],
      [2, [session(2, { cancelled: true })]],
      [3, [session(3, { counted: false })]],
    ]);
    const opened = await openUpload(
      await marksSheet(beside({ 'F-01 1': pair([head('alpa')]) }, { sessions }), true),
      'a.xlsx',
      1_000_000,
    );
    const [first] = 'tables' in opened ? opened.tables : [];
    expect(first?.rows.map((row) => row.map(({ text }) => text))).toEqual([
      ['Nomor peserta', 'Nama', 'S1 constructor'],
      ['F-01', 'Kader F-01', ''],
      ['F-02', 'Kader F-02', ''],
      ['F-10', 'Kader F-10', ''],
      ['G-01', 'Kader G-01', ''],
    ]);
    expect(readCells('tables' in opened ? opened.tables : [])).toEqual({ cells: [] });
  });
});

describe('what the check page carries', () => {
  const id = '018f0000-0000-7000-8000-00000000000a';
  const cells = cellsOf([
    ['No peserta', 'S3'],
    ['F-01', 'H'],
    ['F-02', '"<&'],
  ]);

  it('comes back as it was, with the choices made on the page', () => {
    const kept = {
      fileName: 'a "b".xlsx',
      cells,
      seen: new Map([
        [0, []],
        [1, [id]],
      ]),
    };
    const read = saveImportForm.parse({
      isi: packKept(kept),
      semua: 'timpa',
      reason: ' Salah ketik ',
      'c-1': 'lewati',
      'c-2': '',
      'c-x': 'timpa',
      _key: 'k',
    });
    expect(read).toEqual({ kept, all: 'timpa', reason: 'Salah ketik', each: new Map([[1, 'lewati']]) });
  });

  it('is refused when it is anything else, however large it unpacks', () => {
    const bomb = packKept({
      fileName: 'x',
      cells: Array.from({ length: 20_000 }, () => ({ ...cells[0]!, note: 'a'.repeat(2000) })),
      seen: new Map(),
    });
    expect(bomb.length).toBeLessThan(200_000);
    for (const isi of [
      '',
      'bukan',
      bomb,
      packKept({ fileName: 'x', cells, seen: new Map([[0, ['bukan id']]]) }),
    ])
      expect(saveImportForm.safeParse({ isi }).success).toBe(false);
  });
});
