import { crc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { columnLetters, columnNumber, readWorkbook, writeSheet } from '../../src/documents/sheet.ts';
import { unzip } from '../../src/documents/zip.ts';
import { workbookOf } from '../fixtures/roster-files.ts';
import { zipStored } from '../fixtures/zip.ts';

const reasonOf = async (bytes: Uint8Array) => {
  const result = await readWorkbook(bytes);
  return result.ok ? 'read' : result.refusal.reason;
};
const rowsOf = async (bytes: Uint8Array) => {
  const result = await readWorkbook(bytes);
  return result.ok ? result.value[0]?.rows : result.refusal;
};
const text = (value: string) => ({ kind: 'text', text: value });
const EMPTY = { kind: 'empty', text: '' };
const sheet = (name: string, rows: unknown[][]) => ({
  name,
  rows,
  hidden: false,
  hiddenRows: new Set(),
  merges: [],
  from1904: false,
});

/** A workbook of one sheet with this XML between <sheetData> and its end. */
function raw(sheetData: string): Uint8Array {
  const part = (xml: string) => new TextEncoder().encode(`<?xml version="1.0"?>${xml}`);
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return zipStored(
    new Map([
      [
        'xl/workbook.xml',
        part(
          `<workbook ${main} xmlns:r="${relation}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
        ),
      ],
      [
        'xl/_rels/workbook.xml.rels',
        part(
          `<Relationships><Relationship Id="rId1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
        ),
      ],
      [
        'xl/worksheets/sheet1.xml',
        part(`<worksheet ${main}><sheetData>${sheetData}</sheetData></worksheet>`),
      ],
    ]),
  );
}

describe('reading a workbook', () => {
  it('tells text, numbers and dates apart, so that a NIK that became a number can be seen', async () => {
    const bytes = await workbookOf([
      {
        name: 'A',
        rows: [['1302072203990000', 1302072203990000, new Date('2024-05-30T00:00:00Z'), null, 'x']],
      },
    ]);
    expect(await rowsOf(bytes)).toEqual([
      [
        text('1302072203990000'),
        { kind: 'number', text: '1302072203990000' },
        { kind: 'date', text: '2024-05-30' },
        EMPTY,
        text('x'),
      ],
    ]);
  });

  it('gives the digits that the file holds, not what they would be as a number', async () => {
    expect(
      await rowsOf(
        raw('<row r="1"><c r="A1"><v>9471014101900003</v></c><c r="B1"><v>1.30206E+15</v></c></row>'),
      ),
    ).toEqual([
      [
        { kind: 'number', text: '9471014101900003' },
        { kind: 'number', text: '1.30206E+15' },
      ],
    ]);
  });

  it('numbers rows as the spreadsheet does, also over rows and cells that hold nothing', async () => {
    const bytes = raw(
      '<row r="3"><c r="B3" t="inlineStr"><is><t>x</t></is></c></row><row r="6"><c r="A6"><v>7</v></c></row>',
    );
    expect(await rowsOf(bytes)).toEqual([
      [EMPTY, EMPTY],
      [EMPTY, EMPTY],
      [EMPTY, text('x')],
      [EMPTY, EMPTY],
      [EMPTY, EMPTY],
      [{ kind: 'number', text: '7' }, EMPTY],
    ]);
  });

  it('gives a formula as the value that was saved, and tells an error and a formula without a value', async () => {
    const bytes = raw(
      '<row r="1"><c r="A1" t="str"><f>B1</f><v>hasil</v></c><c r="B1" t="e"><v>#REF!</v></c><c r="C1" t="b"><v>1</v></c><c r="D1"><f>A1&amp;"x"</f></c></row>',
    );
    expect(await rowsOf(bytes)).toEqual([
      [
        text('hasil'),
        { kind: 'error', text: '#REF!' },
        { kind: 'boolean', text: 'TRUE' },
        { kind: 'formula', text: '=A1&"x"' },
      ],
    ]);
  });

  it('reads every sheet under its name', async () => {
    const result = await readWorkbook(
      await workbookOf([
        { name: 'Satu', rows: [['a']] },
        { name: 'Dua', rows: [['b']] },
      ]),
    );
    expect(result.ok && result.value).toEqual([sheet('Satu', [[text('a')]]), sheet('Dua', [[text('b')]])]);
  });
});

describe('what is not a workbook is refused with its reason', () => {
  const good = () => workbookOf([{ name: 'A', rows: [['a', 'b']] }]);
  const ole = (inside: string) =>
    Buffer.concat([Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from(inside, 'utf16le')]);

  it.each([
    ['an empty file', new Uint8Array(0), 'empty-file'],
    ['a text', new TextEncoder().encode('Nama,NIK\n'), 'not-a-workbook'],
    [
      'a page of HTML called .xls',
      new TextEncoder().encode('<table><tr><td>Nama</td></tr></table>'),
      'not-a-workbook',
    ],
    ['another archive', zipStored(new Map([['word/document.xml', new Uint8Array(3)]])), 'not-a-workbook'],
    ['a workbook with a password', ole('EncryptedPackage'), 'encrypted'],
    ['an old workbook', ole('Workbook'), 'old-workbook'],
    ['two letters', new TextEncoder().encode('PK'), 'corrupt'],
  ])('%s', async (_, bytes, reason) => {
    expect(await reasonOf(bytes)).toBe(reason);
  });

  it('a workbook without a cell', async () => {
    expect(await reasonOf(raw(''))).toBe('no-cells');
    expect(await reasonOf(raw('<row r="1"/><row r="9"><c r="A9"/></row>'))).toBe('no-cells');
  });

  it('a workbook that was cut off anywhere, or with one changed byte in its content', async () => {
    const bytes = await good();
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      expect(await reasonOf(bytes.slice(0, Math.floor(bytes.length * share)))).toBe('corrupt');
    }
    const changed = raw('<row r="1"><c r="A1"><v>7</v></c></row>');
    const at = Buffer.from(changed).indexOf('<v>7');
    changed[at + 3] = 0x38;
    expect(await reasonOf(changed)).toBe('corrupt');
  });

  it('XML that is none', async () => {
    expect(await reasonOf(raw('<row r="1"><c r="A1"><v>7</c></row>'))).toBe('corrupt');
    expect(await reasonOf(raw('<row r="1"><c r="A1" t="s"><v>5</v></c></row>'))).toBe('corrupt');
  });

  it('a cell so far away that the gap would fill the memory', async () => {
    expect(await reasonOf(raw('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))).toBe(
      'too-many-cells',
    );
    expect(await reasonOf(raw('<row r="99999999"><c r="A99999999"><v>1</v></c></row>'))).toBe('corrupt');
    expect(await reasonOf(raw('<row r="2000000000"></row><row><c r="A1"><v>1</v></c></row>'))).toBe(
      'corrupt',
    );
  });

  it('a bomb, by what it says it holds, before it is unpacked', async () => {
    const bomb = bombOf(51 * 1024 * 1024, 201 * 1024 * 1024);
    expect(bomb.length).toBeLessThan(100_000);
    expect(await reasonOf(bomb)).toBe('too-large');
  });

  it('a bomb that lies about what it holds, as soon as more comes out of it', async () => {
    expect(await reasonOf(bombOf(51 * 1024 * 1024, 10))).toBe('corrupt');
  });
});

/** An archive whose workbook unpacks to `size` spaces and claims to hold `claimed` bytes. */
function bombOf(size: number, claimed = size): Uint8Array {
  const content = Buffer.alloc(size, 0x20);
  const packed = deflateRawSync(content);
  const bytes = Buffer.from(zipStored(new Map([['xl/workbook.xml', packed]])));
  for (const [at, sizeAt] of [
    [0, 22],
    [30 + 15 + packed.length, 24],
  ] as const) {
    bytes.writeUInt16LE(8, at + sizeAt - 14);
    bytes.writeUInt32LE(crc32(content), at + sizeAt - 8);
    bytes.writeUInt32LE(claimed, at + sizeAt);
  }
  return bytes;
}

describe('an archive', () => {
  const files = new Map([
    ['a.xml', new TextEncoder().encode('isi')],
    ['b/c.xml', new Uint8Array(0)],
  ]);

  it('is read back as it was written', () => {
    const result = unzip(zipStored(files), 100, () => true);
    expect(result.ok && [...result.value].map(([name, content]) => [name, [...content]])).toEqual([
      ['a.xml', [105, 115, 105]],
      ['b/c.xml', []],
    ]);
  });

  it('with a password is refused', () => {
    const bytes = Buffer.from(zipStored(files));
    bytes.writeUInt16LE(1, bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + 8);
    const result = unzip(bytes, 100, () => true);
    expect(result.ok || result.refusal.reason).toBe('encrypted');
  });

  it('that holds one name twice is refused', () => {
    const bytes = Buffer.from(
      zipStored(
        new Map([
          ['a', new Uint8Array(1)],
          ['b', new Uint8Array(1)],
        ]),
      ),
    );
    bytes.writeUInt8(0x61, bytes.lastIndexOf('b'));
    const result = unzip(bytes, 100, () => true);
    expect(result.ok || result.refusal.reason).toBe('corrupt');
  });
});

describe('writing a sheet', () => {
  it('keeps NIK and phone as text, numbers as numbers, days as days', async () => {
    const bytes = await writeSheet({
      name: 'Peserta: kelas F/G',
      columns: [
        { header: 'Nama', width: 20, type: 'text' },
        { header: 'NIK', width: 18, type: 'text' },
        { header: 'JP', width: 6, type: 'number' },
        { header: 'Tanggal SK', width: 12, type: 'date' },
      ],
      rows: [
        ['=1+1 & <Yulia> "L"', '1302072203990000', 70.5, '2024-05-03'],
        ["Ma'ruf\u0001", '081200000001', null, null],
      ],
    });
    const result = await readWorkbook(bytes);
    expect(result.ok && result.value).toEqual([
      sheet('Peserta  kelas F G', [
        [text('Nama'), text('NIK'), text('JP'), text('Tanggal SK')],
        [
          text('=1+1 & <Yulia> "L"'),
          text('1302072203990000'),
          { kind: 'number', text: '70.5' },
          { kind: 'date', text: '2024-05-03' },
        ],
        [text("Ma'ruf"), text('081200000001'), EMPTY, EMPTY],
      ]),
    ]);
  });

  it('has its sheets in order, each with its own columns', async () => {
    const columns = [{ header: 'Nama', width: 20, type: 'text' }] as const;
    const read = await readWorkbook(
      await writeSheet(
        { name: 'A', columns, rows: [['satu']], standing: 1 },
        {
          name: 'B',
          columns: [...columns, { header: 'JP', width: 8, type: 'number' }],
          rows: [['dua', 2.5]],
        },
      ),
    );
    expect(
      read.ok && read.value.map(({ name, rows }) => [name, rows.map((row) => row.map((cell) => cell.text))]),
    ).toEqual([
      ['A', [['Nama'], ['satu']]],
      [
        'B',
        [
          ['Nama', 'JP'],
          ['dua', '2.5'],
        ],
      ],
    ]);
  });

  it('is read back exactly over many rows', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => [
      `Nama ${i} & "${i}" <é>`,
      String(1302070000000000 + i),
    ]);
    const columns = [
      { header: 'Nama', width: 20, type: 'text' },
      { header: 'NIK', width: 18, type: 'text' },
    ] as const;
    const read = (await rowsOf(await writeSheet({ name: 'A', columns, rows }))) as { text: string }[][];
    expect(read.slice(1).map((row) => row.map((cell) => cell.text))).toEqual(rows);
  });
});

describe('letters of columns', () => {
  it.each([
    [1, 'A'],
    [26, 'Z'],
    [27, 'AA'],
    [702, 'ZZ'],
    [703, 'AAA'],
    [16384, 'XFD'],
  ])('column %i is %s', (number, letters) => {
    expect(columnLetters(number)).toBe(letters);
    expect(columnNumber(letters)).toBe(number);
  });
});
