import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type DayPaper, daySheetPdf, setsOf } from '../../src/attendance/day-sheet/documents.ts';
import type { DayCell, DayPerson, DaySession } from '../../src/attendance/day-sheet/queries.ts';
import { markOfDay } from '../../src/attendance/paper/list-mark.ts';
import { readPdf } from '../documents/read-pdf.ts';

// The first document waits for the compiler: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const at = (clock: string) => new Date(`2024-06-03T${clock}:00+07:00`);
const session = (no: number): DaySession => ({
  id: `s${no}`,
  no,
  topic: 'Mengenal hoaks',
  room: 'Ruang Batavia 2',
  startsAt: at('08:30'),
  endsAt: at('10:00'),
  trainers: ['Ratna Wulandari'],
});
const hadir: DayCell = { status: 'hadir', minutesLate: null, beforeJoining: false };
const person = (place: number, cells: DayPerson['cells'] = { s1: hadir, s2: hadir }): DayPerson => ({
  enrolmentId: `f${place}`,
  no: `F-${String(place).padStart(2, '0')}`,
  name: `Peserta ${place}`,
  village: 'Cupak',
  term: 'nagari',
  regency: 'Kabupaten Solok',
  cells,
});
const people = (count: number) => Array.from({ length: count }, (_, i) => person(i + 1));

const paper = (
  classes: Partial<DayPaper['classes'][number]>[],
  changes: Partial<DayPaper> = {},
): DayPaper => ({
  head: {
    issuer: 'Instansi Contoh',
    logo: null,
    name: 'Bimbingan Teknis',
    label: 'Gelombang II',
    place: 'Jakarta',
    zone: 'Asia/Jakarta',
    startsOn: '2024-05-30',
    endsOn: '2024-06-08',
  },
  day: '2024-06-03',
  classes: classes.map((one) => ({
    letter: 'F',
    sessions: [session(1), session(2)],
    people: people(2),
    version: 1,
    ...one,
  })),
  blank: false,
  printedBy: 'Ratna Wulandari',
  printedAt: at('10:12'),
  ...changes,
});
/** Who is on the list, in four signs. */
const markOf = (rows: DayPerson[]) => markOfDay('2024-06-03', { letter: 'F', people: rows });
const linesOf = async (data: DayPaper) =>
  readPdf(await daySheetPdf(data)).pages.map(({ lines }) => lines.map((line) => line.trim()));

describe('the daftar hadir of a day', () => {
  it('has a column for each session with what stands there', async () => {
    const late: DayCell = { status: 'terlambat', minutesLate: 23, beforeJoining: false };
    const before: DayCell = { status: null, minutesLate: null, beforeJoining: true };
    const open: DayCell = { status: null, minutesLate: null, beforeJoining: false };
    const rows = [
      person(1, { s1: hadir, s2: late }),
      person(2, { s1: before, s2: open }),
      person(3, { s1: hadir }),
    ];
    const [lines = []] = await linesOf(paper([{ people: rows, version: 3 }]));
    expect(lines.slice(lines.indexOf('F-01')).join(' | ')).toBe(
      [
        'F-01 | Peserta 1 | Nagari Cupak, Solok | Hadir | Terlambat 23 menit',
        'F-02 | Peserta 2 | Nagari Cupak, Solok | Belum terdaftar | -',
        'F-03 | Peserta 3 | Nagari Cupak, Solok | Hadir | kelas lain',
        'Jumlah | Hadir 2 dari 2 | Hadir 1 dari 2',
        'Tanda tangan pelatih | Ratna Wulandari | Ratna Wulandari',
        'Semua jam dalam WIB. | Penanggung jawab kelas, | Nama dan NIP',
        'Dicetak dari Bekal, Senin, 3 Juni 2024 pukul 10.12 WIB oleh Ratna Wulandari',
        `Kode lembar DH-F-H240603-01-${markOf(rows)}, versi 3`,
      ].join(' | '),
    );
  });

  it('leaves places to sign when blank, the same number for a person in each session', async () => {
    const [lines = []] = await linesOf(paper([{}], { blank: true }));
    const rows = lines.slice(lines.indexOf('F-01'), lines.indexOf('Jumlah'));
    expect(rows.join(' | ')).toBe(
      'F-01 | Peserta 1 | Nagari Cupak, Solok | 1. | 1. | F-02 | Peserta 2 | Nagari Cupak, Solok | 2. | 2.',
    );
    expect(lines.at(-1)).toBe(`Kode lembar DH-F-H240603-00-${markOf(people(2))}, versi 1`);
  });

  it('prints every class and every session once, each sheet with its own code and count', async () => {
    const many = Array.from({ length: 7 }, (_, i) => session(i + 1));
    const pages = await linesOf(
      paper(
        [
          { people: people(36), sessions: many },
          { letter: 'G', people: people(1) },
        ],
        { blank: true },
      ),
    );
    const marks = pages.map((lines) => [
      lines.find((line) => line.startsWith('Lembar')),
      lines.filter((line) => /^F-\d+$/.test(line)).length,
      lines.filter((line) => line.startsWith('Sesi ')).length,
      lines.at(-1)?.slice(12, 26),
    ]);
    const f = (sessions: number) => [
      ['Lembar 1 dari 3', 17, sessions, 'DH-F-H240603-0'],
      ['Lembar 2 dari 3', 15, sessions, 'DH-F-H240603-0'],
      ['Lembar 3 dari 3', 4, sessions, 'DH-F-H240603-0'],
    ];
    expect(marks).toEqual([...f(4), ...f(3), ['Lembar 1 dari 1', 1, 2, 'DH-G-H240603-0']]);
  });

  it('keeps to its sheets however long names and topics are', async () => {
    const name = '#injeksi $x$ *tebal* Nurhidayatullah Abdurrahman Syaifuddin Wahyudi';
    const rows = people(36).map((one) => ({ ...one, name, village: 'Koto Gadang Guguak Tinggi Hilir' }));
    const sessions = [1, 2].map((no) => ({
      ...session(no),
      topic: 'Tata kelola, perencanaan, penganggaran dan data desa yang terbuka untuk warga',
      trainers: ['Prof. Dr. Ratna Wulandari Kusumawardhani', 'Deni Pratama Putra Nusantara'],
    }));
    const pages = await linesOf(paper([{ people: rows, sessions }]));
    expect(pages).toHaveLength(3);
    expect(pages.flat().join(' ').split(name).length - 1).toBe(36);
  });

  it('says so on a day without sessions, and is the same to the byte at the same moment', async () => {
    expect((await linesOf(paper([]))).flat()).toContain('Tidak ada sesi pada Senin, 3 Juni 2024.');
    const once = Buffer.from(await daySheetPdf(paper([{}])));
    expect(once.equals(await daySheetPdf(paper([{}])))).toBe(true);
    expect(readPdf(once)).toMatchObject({ tagged: true, language: 'id' });
  });
});

it('sessions are dealt out in order, to as few sets as there must be, none much larger than another', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 40 }), (sessions) => {
      const sets = setsOf(sessions);
      expect(sets.flat()).toEqual(sessions);
      expect(sets).toHaveLength(Math.max(1, Math.ceil(sessions.length / 5)));
      expect(Math.max(...sets.map((set) => set.length))).toBeLessThanOrEqual(5);
    }),
  );
});
