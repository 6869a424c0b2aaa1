/** Reads a clean QR code of level M in byte mode, versions 1 to 14: a second opinion on what was drawn. */

/** [blocks, bytes of data] in groups, by version. */
const BLOCKS: [number, number][][] = [
  [],
  [[1, 16]],
  [[1, 28]],
  [[1, 44]],
  [[2, 32]],
  [[2, 43]],
  [[4, 27]],
  [[4, 31]],
  [
    [2, 38],
    [2, 39],
  ],
  [
    [3, 36],
    [2, 37],
  ],
  [
    [4, 43],
    [1, 44],
  ],
  [
    [1, 50],
    [4, 51],
  ],
  [
    [6, 36],
    [2, 37],
  ],
  [
    [8, 37],
    [1, 38],
  ],
  [
    [4, 40],
    [5, 41],
  ],
];
const ALIGNED: number[][] = [
  [],
  [],
  [6, 18],
  [6, 22],
  [6, 26],
  [6, 30],
  [6, 34],
  [6, 22, 38],
  [6, 24, 42],
  [6, 26, 46],
  [6, 28, 50],
  [6, 30, 54],
  [6, 32, 58],
  [6, 34, 62],
  [6, 26, 46, 66],
];
const MASKS: ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** Finders, timing, alignment, format and version: places that carry no data. */
function isFunction(x: number, y: number, size: number, version: number): boolean {
  const corner = (x < 9 && y < 9) || (x >= size - 8 && y < 9) || (x < 9 && y >= size - 8);
  const sign = version >= 7 && ((x < 6 && y >= size - 11) || (y < 6 && x >= size - 11));
  const centres = ALIGNED[version] ?? [];
  const last = centres.at(-1);
  const pattern = centres.some((cx) =>
    centres.some((cy) => {
      const taken = (cx === 6 && (cy === 6 || cy === last)) || (cx === last && cy === 6);
      return !taken && Math.abs(x - cx) <= 2 && Math.abs(y - cy) <= 2;
    }),
  );
  return corner || sign || pattern || x === 6 || y === 6;
}

/** The bits in the order of the standard: pairs of columns from the right, up and down in turn. */
function bitsOf(modules: boolean[][], version: number, mask: (x: number, y: number) => boolean): boolean[] {
  const size = modules.length;
  const bits: boolean[] = [];
  let upward = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right--;
    for (let step = 0; step < size; step++) {
      const y = upward ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (!isFunction(x, y, size, version)) bits.push((modules[y]?.[x] ?? false) !== mask(x, y));
      }
    }
    upward = !upward;
  }
  return bits;
}

const numberOf = (bits: boolean[]): number => bits.reduce((value, bit) => value * 2 + Number(bit), 0);

/** The words of data, blocks put one behind the other again. */
function dataOf(words: number[], groups: [number, number][]): number[] {
  const sizes = groups.flatMap(([count, size]) => Array.from({ length: count }, () => size));
  const blocks: number[][] = sizes.map(() => []);
  let at = 0;
  for (let place = 0; place < Math.max(...sizes); place++) {
    for (const [index, size] of sizes.entries()) {
      if (place < size) blocks[index]?.push(words[at++] ?? 0);
    }
  }
  return blocks.flat();
}

/** The text, or an error that says what is not as expected. */
export function readQr(modules: boolean[][]): string {
  const version = (modules.length - 17) / 4;
  const groups = BLOCKS[version];
  if (groups === undefined) throw new Error(`version ${version} is not known here`);
  const format = [0, 1, 2, 3, 4].map((x) => modules[8]?.[x] ?? false);
  const [level, mask] =
    [numberOf(format) ^ 0b10101].map((plain) => [plain >> 3, MASKS[plain & 7]] as const)[0] ?? [];
  if (level !== 0 || mask === undefined) throw new Error('not level M');
  const bits = bitsOf(modules, version, mask);
  const words = Array.from({ length: Math.floor(bits.length / 8) }, (_, i) =>
    numberOf(bits.slice(i * 8, i * 8 + 8)),
  );
  const data = dataOf(words, groups).flatMap((word) =>
    [7, 6, 5, 4, 3, 2, 1, 0].map((place) => ((word >> place) & 1) === 1),
  );
  if (numberOf(data.slice(0, 4)) !== 4) throw new Error('not in byte mode');
  const start = version < 10 ? 12 : 20;
  const length = numberOf(data.slice(4, start));
  const bytes = Array.from({ length }, (_, i) => numberOf(data.slice(start + i * 8, start + 8 + i * 8)));
  return Buffer.from(bytes).toString('utf8');
}
