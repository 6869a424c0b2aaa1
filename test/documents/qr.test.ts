import { describe, expect, it } from 'vitest';
import { qrModules, qrSvg } from '../../src/documents/qr.ts';
import { readQr } from './read-qr.ts';

const address = 'https://bekal.example/v/AAECAwQFBgcICQoLDA0ODw';

describe('a QR code', () => {
  it('says the text it was made from', () => {
    for (const text of [address, 'f', 'Yulia Đorđević', `https://bekal.example/v/${'a'.repeat(100)}`]) {
      expect(readQr(qrModules(text))).toBe(text);
    }
  });

  it('has three finders and no quiet zone of its own', () => {
    const modules = qrModules(address);
    const side = modules.length;
    expect(modules.every((row) => row.length === side)).toBe(true);
    const corner = (x: number, y: number) => [0, 1, 2, 3, 4, 5, 6].map((i) => modules[y]?.[x + i]);
    for (const [x, y] of [
      [0, 0],
      [side - 7, 0],
      [0, side - 7],
    ] as const) {
      expect(corner(x, y)).toEqual(Array.from({ length: 7 }, () => true));
    }
  });

  it('draws exactly its dark modules, with four white ones around them unless told otherwise', () => {
    const modules = qrModules(address);
    const side = modules.length;
    expect(qrSvg(address)).toContain(`viewBox="-4 -4 ${side + 8} ${side + 8}"`);
    const svg = qrSvg(address, { quiet: 0 });
    expect(svg).toContain(`viewBox="0 0 ${side} ${side}"`);
    const drawn = modules.map((row) => row.map(() => false));
    const path = /<path d="([^"]*)"/.exec(svg)?.[1] ?? '';
    for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
      drawn[Number(y)]?.fill(true, Number(x), Number(x) + Number(width));
    }
    expect(drawn).toEqual(modules);
  });

  it('refuses what no QR code can hold', () => {
    expect(() => qrModules('a'.repeat(2400))).toThrow(RangeError);
  });
});
