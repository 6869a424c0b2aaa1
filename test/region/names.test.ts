import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bareDistrict,
  bareRegency,
  bareVillage,
  editDistance,
  foldName,
  nameKey,
  sameName,
} from '../../src/region/names.ts';

describe('folding a name', () => {
  it.each([
    ['  KOTO   Gadang-Guguak ', 'koto gadang guguak'],
    ["Soka'an", 'sokaan'],
    ['Tamba’an', 'tambaan'],
    ['Simpang Tj. Nan IV', 'simpang tanjung nan iv'],
    ['Simpang Tanjuang Nan IV', 'simpang tanjung nan iv'],
    ['Sei Durian', 'sungai durian'],
    ['Aie Lúo', 'aie luo'],
    ['Muaro Paneh', 'muara paneh'],
  ])('%j becomes %j', (text, folded) => {
    expect(foldName(text)).toBe(folded);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(foldName(foldName(text))).toBe(foldName(text));
      }),
    );
  });

  it('makes one key of names that differ by spaces and hyphens only', () => {
    expect(nameKey('Gading Rejo')).toBe(nameKey('Gadingrejo'));
    expect(nameKey('Taruang-Taruang')).toBe(nameKey('TARUANG TARUANG'));
    expect(nameKey('Batu Banyak')).not.toBe(nameKey('Batu Bajanjang'));
  });
});

describe('words for the kind of place', () => {
  it.each([
    'Nagari Cupak',
    'DESA CUPAK',
    'Kel. Cupak',
    'Kalurahan Cupak',
    'Pekon Cupak',
    'Ds. Cupak',
    'Cupak',
  ])('%j is looked up as "cupak"', (text) => expect(bareVillage(text)).toBe('cupak'));

  it('are not taken off when nothing would be left, nor inside a word', () => {
    expect(bareVillage('Nagari')).toBe('nagari');
    expect(bareVillage('Desaku Cupak')).toBe('desaku cupak');
  });

  it('are known for districts and regencies', () => {
    expect(bareDistrict('Kec. IX Koto Sungai Lasi')).toBe('ix koto sungai lasi');
    expect(bareDistrict('KAPANEWON IMOGIRI')).toBe('imogiri');
    expect(bareRegency('Kab. Solok')).toBe('solok');
    expect(bareRegency('Kota Administrasi Jakarta Barat')).toBe('jakarta barat');
  });
});

describe('the same name', () => {
  it('may have a word of one letter for a whole word', () => {
    expect(sameName('Selayo Tanang B. Sileh', 'Selayo Tanang Bukit Sileh')).toBe(true);
  });

  it('is not one with another word, another number of words, or one letter alone', () => {
    expect(sameName('Selayo Tanang B. Sileh', 'Selayo Tanang Koto Sileh')).toBe(false);
    expect(sameName('Selayo', 'Selayo Tanang B. Sileh')).toBe(false);
    expect(sameName('C', 'Cupak')).toBe(false);
  });
});

describe('the distance of two words', () => {
  it.each([
    ['', '', 0],
    ['cupak', 'cupak', 0],
    ['pungguang', 'punggung', 1],
    ['janieh', 'janiah', 1],
    ['kubung', 'kurung', 1],
    ['abc', '', 3],
    ['kitten', 'sitting', 3],
  ])('%j and %j: %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is the same both ways, and stops just above its limit', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, fc.nat(8), (a, b, limit) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b, limit)).toBe(Math.min(editDistance(a, b), limit + 1));
      }),
    );
  });
});
