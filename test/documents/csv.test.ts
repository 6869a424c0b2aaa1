import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../src/documents/cell.ts';
import { readCsv, writeCsv } from '../../src/documents/csv.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => Uint8Array.from(Buffer.from(text, 'utf16le'));
const texts = (rows: Cell[][]) => rows.map((row) => row.map(({ text }) => text));

/** The table of a file, or the reason why there is none. */
function read(bytes: Uint8Array) {
  const result = readCsv(bytes);
  return result.ok ? texts(result.value.rows) : result.refusal.reason;
}

describe('the delimiter', () => {
  it.each([
    ['comma', 'Nama,NIK\r\nYulia,1\r\n'],
    ['semicolon', 'Nama;NIK\nYulia;1\n'],
    ['tab', 'Nama\tNIK\rYulia\t1\r'],
  ])('%s is found by itself', (_, text) => {
    expect(read(utf8(text))).toEqual([
      ['Nama', 'NIK'],
      ['Yulia', '1'],
    ]);
  });

  it('is not a comma inside names when semicolons cut the cells', () => {
    expect(read(utf8('Nama;Kelas\nWahyu, S.Pd, M.Si;F\nEko, S.E, M.M;G\n'))).toEqual([
      ['Nama', 'Kelas'],
      ['Wahyu, S.Pd, M.Si', 'F'],
      ['Eko, S.E, M.M', 'G'],
    ]);
  });

  it('is what the first line of a spreadsheet says, and that line is no record', () => {
    expect(read(utf8('sep=;\r\nNama;Gelar\r\nEko;"S.E, M.M"\r\n'))).toEqual([
      ['Nama', 'Gelar'],
      ['Eko', 'S.E, M.M'],
    ]);
  });
});

describe('the encoding', () => {
  const table = [
    ['Nama', 'Nagari'],
    ['José', 'Aie Lüo'],
  ];
  it.each([
    ['UTF-8', utf8('Nama,Nagari\nJosé,Aie Lüo\n')],
    ['UTF-8 with a byte order mark', utf8('\ufeffNama,Nagari\nJosé,Aie Lüo\n')],
    ['UTF-16 with a byte order mark', utf16('\ufeffNama\tNagari\nJosé\tAie Lüo\n')],
    ['UTF-16 without one', utf16('Nama,Nagari\nJosé,Aie Lüo\n')],
    [
      'UTF-16 the other way round',
      Uint8Array.from(Buffer.from('\ufeffNama,Nagari\nJosé,Aie Lüo\n', 'utf16le').swap16()),
    ],
    ['windows-1252', Uint8Array.from(Buffer.from('Nama;Nagari\nJosé;Aie Lüo\n', 'latin1'))],
  ])('%s is found by itself', (_, bytes) => {
    expect(read(bytes)).toEqual(table);
  });

  it('is asked for when windows-1252 would give signs that nobody writes', () => {
    expect(read(Uint8Array.from([0x4e, 0x8d, 0x81, 0x2c, 0x41, 0x0a]))).toBe('unknown-encoding');
  });

  it('can be told', () => {
    const told = readCsv(Uint8Array.from([0x4e, 0x8d, 0x2c, 0x41]), 'windows-1252');
    expect(told.ok && told.value.encoding).toBe('windows-1252');
  });
});

describe('records', () => {
  it('keep their number: an empty line is one, a cell with a line break is not two', () => {
    expect(read(utf8('Nama,Kelas\n\n"Yulia\nRahmawati",F\nEko,F'))).toEqual([
      ['Nama', 'Kelas'],
      [''],
      ['Yulia\nRahmawati', 'F'],
      ['Eko', 'F'],
    ]);
  });

  it('give blank cells as empty ones', () => {
    const result = readCsv(utf8('a,b\n  ,x\n'));
    expect(result.ok && result.value.rows[1]).toEqual([
      { kind: 'empty', text: '' },
      { kind: 'text', text: 'x' },
    ]);
  });

  it('lose the ="..." that keeps zeros', () => {
    expect(read(utf8('HP;NIK\n="0812";="1302"\n'))).toEqual([
      ['HP', 'NIK'],
      ['0812', '1302'],
    ]);
  });
});

describe('a file that is no CSV', () => {
  it.each([
    ['nothing', utf8(''), 'empty-file'],
    ['blank lines', utf8(' \n \n'), 'empty-file'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1, 2, 3, 0]), 'not-text'],
    ['an open quote', utf8('Nama,Kelas\n"Yulia,F\n'), 'broken-quotes'],
    ['too many rows', utf8('a,b\n'.repeat(100_001)), 'too-many-rows'],
    ['too many bytes', new Uint8Array(50 * 1024 * 1024 + 1).fill(97), 'too-large'],
  ])('%s is refused', (_, bytes, reason) => {
    expect(read(bytes)).toBe(reason);
  });
});

describe('writing', () => {
  const written = (cells: (string | number | null)[]) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv([cells]));

  it('quotes every cell and marks the file as UTF-8', () => {
    expect(written(['Yulia "Lia"', 12, null])).toBe('\ufeff"Yulia ""Lia""","12",""\r\n');
  });

  it.each(['=1+1', '+62812', '-5', '@SUM(A1)', '\tx', '\rx'])(
    'puts a sign before %j, which could act',
    (cell) => {
      expect(written([cell])).toBe(`\ufeff"'${cell}"\r\n`);
    },
  );

  it.each(["Ma'ruf", "'ini", 'a=b', '0812', ' =x'])('leaves %j alone', (cell) => {
    expect(written([cell])).toBe(`\ufeff"${cell}"\r\n`);
  });

  it('never lets a cell begin with a sign that could act', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'=+-@\t\r\'"a,; \n') }), (cell) => {
        expect(written([cell])).not.toMatch(/^\ufeff"[=+\-@\t\r]/);
      }),
    );
  });

  it('is read back as it was, whatever the cells and the delimiter', () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'=+-@\t\r\n\'",; abcé1') }),
      fc.string({ unit: 'grapheme' }),
    );
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.constantFrom(',', ';', '\t'), (table, delimiter) => {
        const clean = table.map((row) => [
          'kepala',
          ...row.map((text) => text.replace(/[\0\u0080-\u009f]/g, '')),
        ]);
        const result = readCsv(writeCsv(clean, delimiter as ','));
        const blank = (text: string) => (text.trim() === '' || /^="[^"]*"$/.test(text) ? '' : text);
        expect(result.ok && texts(result.value.rows).map((row) => row.map(blank))).toEqual(
          clean.map((row) => row.map(blank)),
        );
      }),
    );
  });
});
