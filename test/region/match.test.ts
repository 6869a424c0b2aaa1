import { describe, expect, it } from 'vitest';
import { catalogue, findVillage, villagesOf, type VillageQuery } from '../../src/region/index.ts';

const SOLOK = ['13.02'];

/** The code that is found, or the reason with the codes to choose from. */
function find(query: VillageQuery) {
  const found = findVillage(query);
  return found.ok
    ? found.value.code
    : [found.refusal.reason, ...found.refusal.choices.map(({ code }) => code)];
}

describe('by code', () => {
  it.each(['13.02.07.2001', '1302072001'])('%s is found with or without dots', (code) => {
    expect(find({ code })).toBe('13.02.07.2001');
  });

  it('wins over a name that is spelt otherwise', () => {
    expect(find({ code: '13.02.07.2005', name: 'Sungai Janieh' })).toBe('13.02.07.2005');
    expect(find({ code: '13.02.06.2006', name: 'Nagari Selayo Tanang Bukit Sileh' })).toBe('13.02.06.2006');
  });

  it('and a name that mean two places are a question', () => {
    expect(find({ code: '13.02.07.2001', name: 'Talang' })).toEqual([
      'name-differs',
      '13.02.07.2001',
      '13.02.07.2002',
      '13.02.11.2006',
    ]);
    expect(find({ code: '13.02.07.2002', name: 'Dilam' })).toEqual([
      'name-differs',
      '13.02.07.2002',
      '13.02.08.2005',
    ]);
  });

  it('that does not exist gives the villages of that name', () => {
    expect(find({ code: '13.02.07.2099', name: 'Cupak' })).toEqual(['unknown-code', '13.02.07.2001']);
    expect(find({ code: '99.99.99.9999' })).toEqual(['unknown-code']);
  });

  it('that is no code is refused', () => {
    expect(find({ code: '13.02.07' })).toEqual(['bad-code']);
  });

  it('outside the allowed regencies is refused', () => {
    expect(find({ code: '18.10.02.2008', within: SOLOK })).toEqual(['outside']);
    expect(find({ code: '18.10.02.2008', within: ['13.02', '18.10'] })).toBe('18.10.02.2008');
  });
});

describe('by name', () => {
  it.each([
    [{ name: 'Cupak', within: SOLOK }, '13.02.07.2001'],
    [{ name: 'NAGARI CUPAK', regency: 'Kab. Solok' }, '13.02.07.2001'],
    [{ name: 'Cupak', district: 'Kec. Gunung Talang', regency: 'KABUPATEN SOLOK' }, '13.02.07.2001'],
    [{ name: 'Taruang Taruang', within: SOLOK }, '13.02.09.2001'],
    [{ name: 'Simpang Tanjung Nan IV', within: SOLOK }, '13.02.19.2001'],
    [{ name: 'Sei Durian', district: 'IX Koto Sei Lasi', within: SOLOK }, '13.02.09.2004'],
    [{ name: 'Sulit Air', district: 'X Koto Di Atas', within: SOLOK }, '13.02.12.2001'],
    [{ name: 'Gading Rejo', within: ['18.10'] }, '18.10.02.2008'],
    [{ name: 'Kampung Batu Dalam', within: SOLOK }, '13.02.19.2002'],
    [{ name: 'Wukirsari', district: 'Imogiri' }, '34.02.10.2003'],
  ])('%j', (query, code) => {
    expect(find(query)).toBe(code);
  });

  it('finds all 74 nagari of Solok by name and kecamatan, each as itself', () => {
    const { districts } = catalogue();
    const wrong = villagesOf('13.02').filter(({ code, name }) => {
      const district = districts.get(code.slice(0, 8))?.name ?? '';
      return (
        find({ name: `Nagari ${name.toUpperCase()}`, district: `Kec. ${district}`, regency: 'Solok' }) !==
        code
      );
    });
    expect(wrong).toEqual([]);
  });

  it.each([
    ['Koto Laweh', ['13.02.06.2003', '13.02.09.2008']],
    ['Batu Bajanjang', ['13.02.06.2002', '13.02.18.2002']],
  ])('%s needs the kecamatan, for Solok has two', (name, codes) => {
    expect(find({ name, within: SOLOK })).toEqual(['ambiguous', ...codes]);
    expect(find({ name, district: 'Lembang Jaya', within: SOLOK })).toBe(codes[0]);
    expect(find({ name, district: 'Kubung', within: SOLOK })).toEqual(['district-differs', ...codes]);
  });

  it('does not choose among regencies of the whole country', () => {
    expect(find({ name: 'Koto Baru' })).toEqual(['ambiguous', ...Array(8).fill(expect.any(String))]);
  });

  it('looks in the kabupaten and the kota when "Solok" may be both, and in the kota alone when it is named', () => {
    expect(find({ name: 'Cupak', regency: 'Solok' })).toBe('13.02.07.2001');
    expect(find({ name: 'Cupak', regency: 'Kota Solok' })).toEqual(['unknown-name']);
    expect(find({ name: 'Simpang Rumbio', regency: 'Kota Solok' })).toBe('13.72.01.1007');
  });

  it('understands a regency whose name begins with Kota', () => {
    const [village] = villagesOf('63.02');
    const name = village?.name ?? '';
    const district = catalogue().districts.get(village?.code.slice(0, 8) ?? '')?.name ?? '';
    for (const regency of ['Kotabaru', 'Kota Baru', 'Kab. Kotabaru', 'KABUPATEN KOTA BARU']) {
      expect(find({ name, district, regency })).toBe(village?.code);
    }
  });

  it('gives near names for a misspelt one, and never takes one by itself', () => {
    expect(find({ name: 'Sungai Janieh', within: SOLOK })).toEqual([
      'unknown-name',
      '13.02.07.2005',
      '13.02.04.2002',
      '13.02.09.2006',
    ]);
    expect(find({ name: 'Cupakk', within: SOLOK })).toEqual(['unknown-name', '13.02.07.2001']);
    expect(find({ name: 'Zzzzzz', within: SOLOK })).toEqual(['unknown-name']);
  });

  it('refuses a regency that is none or not allowed, and a query that says nothing', () => {
    expect(find({ name: 'Cupak', regency: 'Mars' })).toEqual(['unknown-regency']);
    expect(find({ name: 'Wukirsari', regency: 'Bantul', within: SOLOK })).toEqual(['unknown-regency']);
    expect(find({ code: '', name: '', within: SOLOK })).toEqual(['no-village']);
  });
});
