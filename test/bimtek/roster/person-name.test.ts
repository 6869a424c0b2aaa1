import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readName } from '../../../src/bimtek/roster/person-name.ts';

const read = (text: string) => {
  const { name, titlePrefix, titleSuffix, unclear } = readName(text);
  return [name, titlePrefix, titleSuffix, ...(unclear ? ['unclear'] : [])];
};

describe('a name', () => {
  it.each([
    ['Yulia Rahmawati', ['Yulia Rahmawati', null, null]],
    ['  Yulia \u00a0 Rahmawati\t', ['Yulia Rahmawati', null, null]],
    ['Syafrizal', ['Syafrizal', null, null]],
    ['yulia rahmawati', ['Yulia Rahmawati', null, null]],
    ['McDonald van Dijk', ['McDonald van Dijk', null, null]],
    ['YULIA RAHMAWATI', ['Yulia Rahmawati', null, null]],
    ['MA`RUF BIN NUR’AINI', ["Ma'ruf bin Nur'aini", null, null]],
    ["MARIA D'SOUZA-LASUT", ["Maria D'Souza-Lasut", null, null]],
    ['M. IQBAL', ['M. Iqbal', null, null]],
    ['St. Datuak Rajo Alam', ['St. Datuak Rajo Alam', null, null]],
    ['H M. Nur', ['H M. Nur', null, null]],
    ['', ['', null, null]],
  ])('%j keeps its own spelling, unless it is all capitals or all small', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['Wahyu Prasetyo, S.Pd', ['Wahyu Prasetyo', null, 'S.Pd']],
    ['Wahyu Prasetyo,S.Pd.', ['Wahyu Prasetyo', null, 'S.Pd.']],
    ['WAHYU PRASETYO, S.PD', ['Wahyu Prasetyo', null, 'S.Pd']],
    ['Wahyu Prasetyo S.Pd', ['Wahyu Prasetyo', null, 'S.Pd']],
    ['Wahyu Prasetyo, SPd, MSi', ['Wahyu Prasetyo', null, 'S.Pd, M.Si']],
    ['Wahyu Prasetyo, S. Kom', ['Wahyu Prasetyo', null, 'S.Kom']],
    ['Rosita Djafar, A.Md.Kep', ['Rosita Djafar', null, 'A.Md.Kep']],
    ['Drs. H. Ahmad Fauzan, M.Si', ['Ahmad Fauzan', 'Drs. H.', 'M.Si']],
    ['Hj Rosita Djafar, SE., MM', ['Rosita Djafar', 'Hj.', 'S.E, M.M']],
    ['Prof. Dr. (HC) Ir. Budi', ['Budi', 'Prof. Dr. (H.C.) Ir.', null]],
    ['dr. Nur Aini', ['Nur Aini', 'dr.', null]],
  ])('%j has its degrees split off', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each([
    ['Ahmad M.Iqbal', ['Ahmad M.Iqbal', null, null]],
    ['Budi SE', ['Budi SE', null, null]],
    ['Ir', ['Ir', null, null]],
    ['S.Pd', ['S.Pd', null, null]],
  ])('%j has none', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('with other words after a comma is kept whole and told', () => {
    expect(read('Rahmawati, Yulia')).toEqual(['Rahmawati, Yulia', null, null, 'unclear']);
    expect(read('Rahmawati, Yulia, S.Pd')).toEqual(['Rahmawati, Yulia', null, 'S.Pd', 'unclear']);
  });

  it('read once stays the same when read again, whatever was written', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'Drs.',
        'H.',
        'Hj',
        'S.Pd',
        'SPD,',
        'M.SI',
        'NUR',
        "MA'RUF",
        'bin',
        ',',
        'Yulia',
        'S. Kom',
        'St.',
        'D’',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (words) => {
        const { name } = readName(words.join(' '));
        expect(readName(name).name).toBe(name);
      }),
      { numRuns: 1000 },
    );
  });

  it('with its degrees printed around it is read back as the same', () => {
    const some = (all: string[]) => fc.subarray(all);
    fc.assert(
      fc.property(
        some(['Prof.', 'Dr.', 'Drs.', 'H.']),
        some(['S.Pd', 'M.Si', 'S.E.', 'Ph.D']),
        (before, after) => {
          const printed = [[...before, "Nur'aini Putri"].join(' '), ...after].join(', ');
          expect(read(printed)).toEqual([
            "Nur'aini Putri",
            before.join(' ') || null,
            after.join(', ') || null,
          ]);
        },
      ),
    );
  });
});
