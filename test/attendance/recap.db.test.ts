import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Recap, readRecap, type RecapClass, wholeOf } from '../../src/attendance/recap/queries.ts';
import { readDay } from '../../src/attendance/day-sheet/queries.ts';
import { recapQuery } from '../../src/attendance/recap/forms.ts';
import { readCsv } from '../../src/documents/csv.ts';
import { readWorkbook } from '../../src/documents/sheet.ts';
import { readPdf } from '../documents/read-pdf.ts';
import { type Cast, openCast } from '../fixtures/cast.ts';
import { presenceByMatrix } from '../fixtures/recap.ts';

let cast: Cast;
let cookie: Record<'panitia' | 'ratna' | 'deni', string>;
let office: string;
beforeAll(async () => {
  cast = await openCast('pelatihan');
  cookie = {
    panitia: await cast.as('0401'),
    ratna: await cast.as('0201'),
    deni: await cast.as('0202'),
  };
  office = `/kelola/bimtek/${cast.bimtekId}/presensi/rekap`;
});
afterAll(() => cast?.close());

const recapOf = (query: Record<string, string> = {}, limit: number | null = null): Promise<Recap> =>
  readRecap(cast.db, { bimtekId: cast.bimtekId }, recapQuery.parse(query), limit);
const open = async (path: string, who: keyof typeof cookie, status = 200) => {
  const response = await cast.get(path, { cookie: cookie[who] });
  expect([path, response.status]).toEqual([path, status]);
  return response;
};

describe('the recap', () => {
  it('says of every enrolment what standing says, and its sessions add up to it', async () => {
    const recap = await recapOf();
    const standing = await cast.db
      .selectFrom('standing')
      .select(['enrolment_id', 'half_jp_planned', 'half_jp_attended', 'half_jp_open', 'open_questions', 'l1'])
      .where('bimtek_id', '=', cast.bimtekId)
      .orderBy('enrolment_id')
      .execute();
    expect(standing).toHaveLength(48);
    expect(presenceByMatrix(recap)).toEqual(standing);
    const said = new Map(recap.people.map((one) => [one.enrolmentId, [one.planned, one.attended, one.l1]]));
    expect(standing.map((row) => said.get(row.enrolment_id))).toEqual(
      standing.map((row) => [row.half_jp_planned, row.half_jp_attended, row.l1]),
    );
  });

  it('sums each class and the whole of what its people have', async () => {
    const { people, classes } = await recapOf();
    const sum = (key: 'planned' | 'attended' | 'hadir' | 'alpa' | 'unmarked' | 'sessions', letter?: string) =>
      people.filter((one) => !letter || one.letter === letter).reduce((all, one) => all + one[key], 0);
    const figures = (one: RecapClass) => [
      one.people,
      one.planned,
      one.attended,
      one.sessions,
      one.hadir,
      one.alpa,
      one.unmarked,
    ];
    const expected = (n: number, letter?: string) => [
      n,
      ...(['planned', 'attended', 'sessions', 'hadir', 'alpa', 'unmarked'] as const).map((key) =>
        sum(key, letter),
      ),
    ];
    expect(classes.map((one) => one.letter)).toEqual(['F', 'G']);
    expect(classes.map(figures)).toEqual([expected(36, 'F'), expected(12, 'G')]);
    expect(figures(wholeOf(classes))).toEqual(expected(48));
    for (const one of people)
      expect(
        one.hadir +
          one.terlambat +
          one.izin +
          one.sakit +
          one.alpa +
          one.unmarked +
          one.beforeJoining +
          one.afterEnd,
      ).toBe(one.sessions);
  });

  it('pages through all of them once in every order, and finds by name, number and village', async () => {
    const all = await recapOf();
    for (const urut of ['nomor', 'nama', 'jp', 'persen', 'jp-tinggi', 'persen-tinggi']) {
      const seen: string[] = [];
      for (let sesudah: string | undefined; seen.length < all.shown; sesudah = seen.at(-1)) {
        const { people } = await recapOf({ urut, ...(sesudah ? { sesudah } : {}) }, 30);
        seen.push(...people.map((one) => one.enrolmentId));
        if (people.length === 0) break;
      }
      expect([urut, seen]).toEqual([urut, (await recapOf({ urut })).people.map((one) => one.enrolmentId)]);
      expect(new Set(seen).size).toBe(48);
    }
    const jp = (await recapOf({ urut: 'jp' })).people.map((one) => one.attended);
    expect(jp).toEqual(jp.toSorted((a, b) => a - b));
    const first = all.people[0]!;
    for (const q of [first.name, first.no, first.village.toUpperCase()])
      expect((await recapOf({ q })).people.map((one) => one.no)).toContain(first.no);
    expect((await recapOf({ q: '%' })).shown).toBe(0);
    expect((await recapOf({ kelas: 'G', q: first.no })).shown).toBe(0);
  });

  it('lists the same people in the same order with the same figures on the page, in Excel and in CSV', async () => {
    const recap = await recapOf({ kelas: 'F', urut: 'persen' });
    const page = (await (await open(`${office}?kelas=F&urut=persen`, 'panitia')).text()).replace(/\s+/g, ' ');
    const shown = [...page.matchAll(/<span class="nomor">([A-Z]-\d+)<\/span>/g)].map(([, no]) => no);
    expect(shown).toEqual(recap.people.map((one) => one.no));
    const csv = readCsv(await (await open(`${office}.csv?kelas=F&urut=persen`, 'panitia')).bytes());
    const xlsx = await readWorkbook(
      await (await open(`${office}.xlsx?kelas=F&urut=persen`, 'panitia')).bytes(),
    );
    if (!csv.ok || !xlsx.ok) throw new Error('not read');
    const rows = csv.value.rows.map((row) => row.map((cell) => cell.text));
    expect(xlsx.value.map(({ name }) => name)).toEqual(['Rekap', 'Matriks', 'Per kelas', 'Keterangan']);
    const width = rows[0]!.length;
    const padded = (row: { text: string }[]) => Array.from({ length: width }, (_, i) => row[i]?.text ?? '');
    expect(xlsx.value[0]!.rows.map(padded)).toEqual(rows);
    expect(rows.slice(1).map((row) => row[0])).toEqual(shown);
    const [head, ...matrix] = xlsx.value[1]!.rows.map((row) => row.map((cell) => cell.text));
    expect(head!.slice(3)).toHaveLength(recap.sessions.length);
    expect(matrix.map((row) => recap.sessions.map((_, i) => row[3 + i] ?? ''))).toEqual(
      recap.people.map((one) => recap.sessions.map(({ id }) => one.marks[id] ?? '')),
    );
    expect(page + rows.flat().join(' ')).not.toMatch(/\b\d{16}\b|\+?62812\d|0812-?0000/);
  });

  it('of a class is for its pelatih, with nobody of another class', async () => {
    const own = `/kelas/${cast.classId('G')}/rekap`;
    const page = await (await open(own, 'deni')).text();
    expect(new Set([...page.matchAll(/class="nomor">([A-Z])-/g)].map(([, letter]) => letter))).toEqual(
      new Set(['G']),
    );
    for (const path of [own, `${own}.xlsx`, `${own}.csv`, `${own}.pdf`]) await open(path, 'ratna', 404);
    for (const path of [`${own}?kelas=F`, `${own}?q=F-`])
      expect(await (await open(path, 'deni')).text()).not.toMatch(/class="nomor">F-/);
    await open(own, 'panitia', 403);
    await open(office, 'ratna', 403);
  });

  it('as PDF says the same of everybody, with its head on each sheet', async () => {
    const { people } = await recapOf({ kelas: 'F' });
    const { pages, tagged, language } = readPdf(
      await (await open(`${office}.pdf?kelas=F`, 'panitia')).bytes(),
    );
    expect([tagged, language]).toEqual([true, 'id']);
    expect(pages.flatMap(({ lines }) => lines.filter((line) => /^F-\d+$/.test(line)))).toEqual(
      people.map(({ no }) => no),
    );
    for (const [i, { lines }] of pages.entries()) {
      expect(lines).toContain('Keterangan');
      expect(lines.at(-1)).toBe(`Rekap presensi, halaman ${i + 1} dari ${pages.length}`);
    }
    const text = pages.flatMap(({ lines }) => lines).join(' ');
    expect(text).toContain('REKAP PRESENSI KELAS F');
    expect(text).toContain('Presensi belum dikunci: angka masih bisa berubah.');
    expect(text).not.toMatch(/\b\d{16}\b|0812|\+62/);
    await open(`/kelas/${cast.classId('G')}/rekap.pdf`, 'deni');
  });
});

describe('the daftar hadir of a day', () => {
  it('holds for each session of a class what the matrix of the recap holds', async () => {
    const { people, sessions } = await recapOf();
    const day = '2024-06-02';
    const { classes } = await readDay(cast.db, { bimtekId: cast.bimtekId, day });
    expect(classes.map(({ letter, sessions: of, people: who }) => [letter, of.length, who.length])).toEqual([
      ['F', 3, 36],
      ['G', 3, 12],
    ]);
    const counted = new Set(sessions.map(({ id }) => id));
    for (const { letter, people: who } of classes) {
      const own = people.filter((one) => one.letter === letter);
      expect(who.map(({ no }) => no)).toEqual(own.map(({ no }) => no));
      for (const [i, { cells }] of who.entries())
        for (const [id, { status }] of Object.entries(cells).filter(([one]) => counted.has(one)))
          expect(own[i]!.marks[id]?.[0]).toBe(status === null ? '-' : status[0]!.toUpperCase());
    }
    const [one] = (await readDay(cast.db, { bimtekId: cast.bimtekId, day, classId: cast.classId('G') }))
      .classes;
    expect(one).toEqual(classes[1]);
  });

  it('is for the pelatih of the class and the panitia; all classes at once for the panitia', async () => {
    const day = '2024-06-04';
    const pagesOf = async (path: string, who: keyof typeof cookie) =>
      readPdf(await (await open(path, who)).bytes()).pages.map(({ lines }) => lines);
    const f = `/kelas/${cast.classId('F')}/daftar-hadir.pdf?hari=${day}&kosong=1`;
    const g = `/kelas/${cast.classId('G')}/daftar-hadir.pdf?hari=${day}&kosong=1`;
    const all = `/kelola/bimtek/${cast.bimtekId}/daftar-hadir.pdf?hari=${day}&kosong=1`;
    const [ofF, ofG, ofAll] = [
      await pagesOf(f, 'ratna'),
      await pagesOf(g, 'panitia'),
      await pagesOf(all, 'panitia'),
    ];
    expect(ofAll).toHaveLength(ofF.length + ofG.length);
    expect(ofAll.flat().filter((line) => /^F-\d+$/.test(line))).toEqual(
      ofF.flat().filter((line) => /^F-\d+$/.test(line)),
    );
    expect(ofAll.flat().join(' ')).not.toMatch(/\b\d{16}\b|0812|\+62/);
    await open(g, 'ratna', 404);
    await open(all, 'ratna', 403);
    for (const hari of ['kemarin', '2024-02-30', '0000-01-01'])
      expect((await pagesOf(f.replace(day, hari), 'ratna')).flat().join(' ')).toContain('Senin, 3 Juni 2024');
  });

  it('is a link on the pages of class and presensi, empty ones for today and tomorrow', async () => {
    const page = await (await open(`/kelas/${cast.classId('F')}`, 'ratna')).text();
    const path = `/kelas/${cast.classId('F')}/daftar-hadir.pdf`;
    for (const query of [
      '?hari=2024-06-03',
      '?hari=2024-06-03&amp;kosong=1',
      '?hari=2024-06-04&amp;kosong=1',
    ])
      expect(page).toContain(`href="${path}${query}"`);
    const presensi = await (await open(`/kelola/bimtek/${cast.bimtekId}/presensi`, 'panitia')).text();
    for (const href of ['presensi/rekap"', 'berita-acara"', 'daftar-hadir.pdf?hari=2024-06-04&amp;kosong=1"'])
      expect(presensi).toContain(`/kelola/bimtek/${cast.bimtekId}/${href}`);
  });
});
