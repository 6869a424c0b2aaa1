import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES } from '../../src/bimtek/index.ts';
import { newCode, newSerial, readCode, readSerial, serialText } from '../../src/certification/code.ts';
import { issueDay, numberOf } from '../../src/certification/number.ts';
import { paperRules } from '../../src/certification/read-papers.ts';
import { districtTerm, foldedName, predicateOf } from '../../src/certification/rules.ts';

const fields = { seq: 21, unit: 'BPI', class: 'F', day: '2024-06-10' };

describe('a number', () => {
  it.each([
    [DEFAULT_RULES.number_pattern, '0021/BIMTEK-KDD/BPI/VI/2024'],
    [DEFAULT_RULES.number_pattern_sket, '0021/SKET-KDD/BPI/VI/2024'],
    ['{seq}.{class}.{month}.{year}', '21.F.06.2024'],
    ['{year}-{seq:00}', '2024-21'],
    ['{year}-{seq:0}', '2024-21'],
  ])('of %s is %s', (pattern, number) => {
    expect(numberOf(pattern, fields)).toEqual({ ok: true, value: number });
  });

  it('grows beyond its width rather than losing a digit', () => {
    expect(numberOf('{seq:0000}/{year}', { ...fields, seq: 12_345 })).toEqual({
      ok: true,
      value: '12345/2024',
    });
  });

  it.each([
    ['{seq}/{kota}/{year}', 'kota'],
    ['{seq}/{toString}/{year}', 'toString'],
    ['{seq:0a}/{year}', 'seq:0a'],
    ['{year:00}/{seq}', 'year:00'],
    ['{seq}/{year', '{'],
    ['{seq}/year}/{year}', '}'],
    ['{}/{seq}/{year}', ''],
  ])('of %s is refused for what is not known', (pattern, name) => {
    expect(numberOf(pattern, fields)).toEqual({
      ok: false,
      refusal: { reason: 'unknown-placeholder', name },
    });
  });

  it.each(['{seq}', '{year}', 'tetap', ''])('of %j is refused: it would come twice', (pattern) => {
    expect(numberOf(pattern, fields)).toEqual({ ok: false, refusal: { reason: 'incomplete' } });
  });

  it('is read once: braces in the unit are no placeholders', () => {
    expect(numberOf('{seq}/{unit}/{year}', { ...fields, unit: '{year}' })).toEqual({
      ok: true,
      value: '21/{year}/2024',
    });
  });

  it('says the twelve months in Roman numerals', () => {
    const months = Array.from({ length: 12 }, (_, i) =>
      numberOf('{romanMonth} {seq} {year}', { ...fields, day: `2024-${String(i + 1).padStart(2, '0')}-01` }),
    );
    expect(months.map((month) => (month.ok ? month.value.split(' ')[0] : ''))).toEqual([
      'I',
      'II',
      'III',
      'IV',
      'V',
      'VI',
      'VII',
      'VIII',
      'IX',
      'X',
      'XI',
      'XII',
    ]);
  });

  it('differs whenever the running number or the year differs', () => {
    const year = fc.integer({ min: 2024, max: 2090 });
    const seq = fc.integer({ min: 1, max: 99_999 });
    fc.assert(
      fc.property(seq, seq, year, year, (one, two, y1, y2) => {
        const of = (n: number, y: number) =>
          numberOf(DEFAULT_RULES.number_pattern, { ...fields, seq: n, day: `${y}-06-10` });
        expect(JSON.stringify(of(one, y1)) === JSON.stringify(of(two, y2))).toBe(one === two && y1 === y2);
      }),
    );
  });

  it('bears the day on the wall of the bimtek', () => {
    const moment = new Date('2024-12-31T16:30:00Z');
    expect([
      issueDay(moment, 'Asia/Jakarta'),
      issueDay(moment, 'Asia/Makassar'),
      issueDay(moment, 'Asia/Jayapura'),
    ]).toEqual(['2024-12-31', '2025-01-01', '2025-01-01']);
  });
});

describe('a code and a serial', () => {
  it('are read as people and addresses write them', () => {
    expect(readCode('7k3f-92qd-m4xt')).toBe('7K3F92QDM4XT');
    expect(readCode(' O0il 0000 0000 ')).toBe('001100000000');
    for (const wrong of ['', '7K3F-92QD-M4X', '7K3F-92QD-M4XTA', 'UUUU-UUUU-UUUU', '7K3F-92QD-M4X%'])
      expect(readCode(wrong)).toBeNull();
  });

  it('come back from what is printed', () => {
    for (let i = 0; i < 200; i++) {
      const code = newCode();
      expect(readCode(code.toLowerCase().replace(/(.{4})/g, '$1 '))).toBe(code);
      const serial = newSerial();
      expect(readSerial(serialText(serial))).toEqual(serial);
    }
  });

  it('of an address has one spelling: another text for the same bytes is none', () => {
    const text = serialText(Buffer.alloc(16, 255));
    expect(text).toHaveLength(22);
    for (const other of [
      `${text}=`,
      `${text}==`,
      text.replaceAll('_', '/'),
      `${text.slice(0, -1)}x`,
      ` ${text}`,
      text.slice(0, -1),
    ])
      expect(readSerial(other)).toBeNull();
  });
});

describe('the words of a paper', () => {
  it('take the settings of the bimtek room, with the same defaults', () => {
    const { number_pattern, number_pattern_sket, minutes_per_jp, predicate_bands } = DEFAULT_RULES;
    expect(paperRules.parse({})).toEqual({
      number_pattern,
      number_pattern_sket,
      minutes_per_jp,
      predicate_bands,
    });
    expect(paperRules.parse(DEFAULT_RULES)).toEqual(paperRules.parse({}));
  });

  it('name the district by the region', () => {
    expect(['13.02.09', '91.05.01', '34.04.07', '34.71.02', '96.71.01'].map(districtTerm)).toEqual([
      'Kecamatan',
      'Distrik',
      'Kapanewon',
      'Kemantren',
      'Distrik',
    ]);
  });

  it('give a predikat only where bands are set', () => {
    const bands = [
      { from_bp: 9000, label: 'sangat baik' },
      { from_bp: 8000, label: 'baik' },
    ];
    expect([
      predicateOf(9000, bands),
      predicateOf(8999, bands),
      predicateOf(7999, bands),
      predicateOf(null, bands),
      predicateOf(9900, null),
    ]).toEqual(['sangat baik', 'baik', null, null, null]);
  });

  it('compare names without case, accents, dots and quotes', () => {
    expect(foldedName(' Dr. Łukasz  O’Neil, S.Kom. ')).toBe(
      foldedName('dr łukasz oneil s kom'.replace('s kom', 'skom')),
    );
    expect(foldedName('Yulia Rahmawati')).not.toBe(foldedName('Yulia Rahmawaty'));
  });
});
