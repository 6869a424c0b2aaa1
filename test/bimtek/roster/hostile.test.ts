import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRoster, exitCode, toReport } from '../../../src/bimtek/roster/index.ts';
import { writeCsv } from '../../../src/documents/csv.ts';
import { rosterWords } from '../../../views/bimtek/roster-reasons.ts';
import { rosterFiles, workbookOf } from '../../fixtures/roster-files.ts';

const HEADER = ['Nama', 'NIK', 'L/P', 'HP', 'Nagari', 'Kecamatan', 'Kode Desa', 'No SK', 'Tgl SK'];

describe('a hostile file', () => {
  it('of any bytes under any name is refused or read, and never breaks the check', async () => {
    const start = fc.constantFrom(
      '',
      'PK\u0003\u0004',
      '\u00d0\u00cf\u0011\u00e0',
      '\u00ff\u00fe',
      'Nama,NIK\n',
    );
    await fc.assert(
      fc.asyncProperty(
        start,
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('a.xlsx', 'a.csv'),
        async (head, tail, name) => {
          const check = await checkRoster(Buffer.concat([Buffer.from(head, 'latin1'), tail]), name);
          expect([0, 1, 2]).toContain(exitCode(check));
        },
      ),
    );
  });

  it('that was a workbook before one byte of it changed is refused or read', async () => {
    const [solok] = await rosterFiles();
    const good = solok?.bytes ?? new Uint8Array();
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = Uint8Array.from(good);
        bytes[at] = (bytes[at] ?? 0) ^ change;
        const check = await checkRoster(bytes, 'solok.xlsx');
        expect(check.refused === undefined ? check.rows.length : 25).toBe(25);
      }),
      { numRuns: 200 },
    );
  });

  it('with any text in its cells gives a row and sentences for each of them', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom(
        '1302074905890000',
        '0812-0000-0001',
        'Cupak',
        '31/02/24',
        '=1+1',
        '13.02.07.2001',
        'L',
        '1E+15',
        '__proto__',
      ),
    );
    const people = fc.array(fc.array(cell, { minLength: HEADER.length, maxLength: HEADER.length }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(people, async (rows) => {
        const table = [
          HEADER,
          ...rows.map(([, , ...rest]) => [
            'Eko',
            '1302074905890000',
            ...rest.map((text) => text.replaceAll(/[\0\u0080-\u009f]/g, '')),
          ]),
        ];
        const report = toReport(await checkRoster(writeCsv(table), 'a.csv'), rosterWords);
        expect(report.rows.length).toBe(rows.length);
        const reasons = report.rows.flatMap(({ problems }) => problems.map(({ reason }) => reason));
        expect(
          reasons.filter((reason) => !/^\p{L}.*\.$/su.test(reason) || /undefined|\[object/.test(reason)),
        ).toEqual([]);
      }),
    );
  });

  it('with 5,000 people is read in one go', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => [
      'Kader',
      `1302074905${String(i).padStart(6, '0')}`,
      'P',
      `0812${String(10_000_000 + i)}`,
      '',
      '',
      '13.02.07.2001',
      'SK',
      '30 Mei 2024',
    ]);
    const check = await checkRoster(writeCsv([HEADER, ...rows]), 'a.csv');
    expect(check.rows.filter(({ state }) => state === 'ok').length).toBe(5000);
  });

  it('with a formula for a name is a question, with the formula as plain text', async () => {
    const rows = [
      [
        '=HYPERLINK("http://x","Eko")',
        '1302074905890000',
        'L',
        '081200000001',
        '',
        '',
        '1302072001',
        null,
        null,
      ],
    ];
    const check = await checkRoster(await workbookOf([{ name: 'A', rows: [HEADER, ...rows] }]), 'a.xlsx');
    expect(check.rows[0]?.problems[0]).toMatchObject({
      kind: 'question',
      code: 'name-signs',
      value: '=HYPERLINK("http://x","Eko")',
    });
  });
});
