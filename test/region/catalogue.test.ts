import { describe, expect, it } from 'vitest';
import {
  catalogue,
  districtOf,
  provinceOf,
  regencyCode,
  regencyOf,
  villageCode,
  villagesOf,
  villageTerm,
} from '../../src/region/index.ts';

const { provinces, regencies, districts, villages } = catalogue();

describe('the official list', () => {
  it('has every place of the pinned version', () => {
    expect([provinces.size, regencies.size, districts.size, villages.size]).toEqual([38, 514, 7285, 83_762]);
  });

  it('has codes that hold the codes of the places above', () => {
    const lost = [...villages.keys()].filter(
      (code) =>
        !districts.has(districtOf(code)) ||
        !regencies.has(regencyOf(code)) ||
        !provinces.has(provinceOf(code)),
    );
    expect(lost).toEqual([]);
    expect([...districts.keys()].filter((code) => !regencies.has(regencyOf(code)))).toEqual([]);
    expect([...regencies.keys()].filter((code) => !provinces.has(provinceOf(code)))).toEqual([]);
  });

  it('has 74 nagari in 14 kecamatan of Kabupaten Solok', () => {
    const solok = villagesOf('13.02');
    expect(regencies.get('13.02')?.name).toBe('Kabupaten Solok');
    expect(solok.length).toBe(74);
    expect(new Set(solok.map(({ code }) => districtOf(code))).size).toBe(14);
    expect(villages.get('13.02.07.2001')).toEqual({ code: '13.02.07.2001', name: 'Cupak' });
  });

  it('keeps commas and quotes inside names', () => {
    expect(villages.get('12.07.28.1007')?.name).toBe('Lubuk Pakam I,II');
    expect(villages.get('35.18.17.2007')?.name).toBe('Ja"an');
  });

  it('has no villages for a regency that is none', () => {
    expect(villagesOf('13.99')).toEqual([]);
  });
});

describe('codes', () => {
  it.each(['13.02.07.2001', '1302072001', ' 13 02 07 2001 ', '13-02-07-2001'])(
    '%j is a village code',
    (text) => {
      expect(villageCode(text)).toBe('13.02.07.2001');
    },
  );
  it.each(['13.02.07', '130207200', '13020720011', '13.02.07.200a', ''])('%j is none', (text) => {
    expect(villageCode(text)).toBeUndefined();
  });
  it('of regencies may lack the dot', () => {
    expect([regencyCode('13.02'), regencyCode('1302'), regencyCode('13.2'), regencyCode('Solok')]).toEqual([
      '13.02',
      '13.02',
      undefined,
      undefined,
    ]);
  });
});

describe("the region's own word for its villages", () => {
  it.each([
    ['13.02', 'nagari'],
    ['13.09', 'desa'],
    ['13.77', 'desa'],
    ['18.10', 'pekon'],
    ['18.06', 'pekon'],
    ['18.01', 'desa'],
    ['34.02', 'kalurahan'],
    ['82.03', 'desa'],
    ['11.06', 'gampong'],
    ['13.02.07.2001', 'nagari'],
    ['13.71.01.1001', 'kelurahan'],
    ['18.10.01.1004', 'kelurahan'],
    ['34.71.01.1001', 'kelurahan'],
  ])('%s: %s', (code, term) => {
    expect(villageTerm(code)).toBe(term);
  });
});
