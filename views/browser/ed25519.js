// Checks Ed25519 signatures (RFC 8032, 5.1.7) in plain script. Only checking: nothing here is secret, so time may tell.
// Stricter than the RFC asks: no public key of small order. Pure; hash.js stands before it.
(() => {
  const P = 2n ** 255n - 19n;
  const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
  function mod(a) {
    const rest = a % P;
    return rest < 0n ? rest + P : rest;
  }
  function power(base, exponent) {
    let result = 1n;
    for (let square = base; exponent; exponent >>= 1n, square = mod(square * square)) if (exponent & 1n) result = mod(result * square);
    return result;
  }
  const inverse = (a) => power(a, P - 2n);
  const D = mod(-121665n * inverse(121666n));
  const D2 = mod(2n * D);
  const ROOT = power(2n, (P - 1n) / 4n); // of -1

  // A point is [X, Y, Z, T] with x = X/Z, y = Y/Z, xy = T/Z. This addition holds for every pair of points.
  const ZERO = [0n, 1n, 1n, 0n];
  const from = (e, f, g, h) => [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
  function add([x, y, z, t], [x2, y2, z2, t2]) {
    const a = (y - x) * (y2 - x2);
    const b = (y + x) * (y2 + x2);
    const c = mod(D2 * t) * t2;
    const d = 2n * z * z2;
    return from(mod(b - a), mod(d - c), mod(d + c), mod(b + a));
  }
  function double([x, y, z]) {
    const a = x * x;
    const b = y * y;
    const g = mod(a - b);
    return from(mod(a + b - (x + y) ** 2n), mod(2n * z * z + g), g, mod(a + b));
  }
  const isZero = ([x, y, z]) => x === 0n && y === z;

  const littleEndian = (bytes) => bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);

  /** The point that 32 bytes stand for, or null: not on the curve, or written in a way that is not the one way. */
  function pointOf(bytes) {
    const sign = BigInt(bytes[31] >> 7);
    const y = littleEndian(bytes) & ((1n << 255n) - 1n);
    if (y >= P) return null;
    const u = mod(y * y - 1n);
    const v = mod(D * y * y + 1n);
    let x = mod(u * v ** 3n * power(mod(u * v ** 7n), (P - 5n) / 8n));
    if (mod(v * x * x) !== u) x = mod(x * ROOT);
    if (mod(v * x * x) !== u || (x === 0n && sign)) return null;
    if ((x & 1n) !== sign) x = mod(-x);
    return [x, y, 1n, mod(x * y)];
  }

  function bytesOf([x, y, z]) {
    const shrink = inverse(z);
    const value = mod(y * shrink) | ((mod(x * shrink) & 1n) << 255n);
    return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
  }

  const Y = mod(4n * inverse(5n));
  const BASE = pointOf(Uint8Array.from({ length: 32 }, (_, i) => Number((Y >> BigInt(8 * i)) & 255n)));

  /** True when `signature` (64 bytes) of `message` was made with the secret behind `publicKey` (32 bytes). */
  globalThis.checkEd25519 = (signature, message, publicKey) => {
    if (signature.length !== 64 || publicKey.length !== 32) return false;
    const key = pointOf(publicKey);
    const s = littleEndian(signature.subarray(32));
    if (!key || s >= ORDER || isZero(double(double(double(key))))) return false;
    const r = signature.subarray(0, 32);
    const k = littleEndian(hashes.sha512(Uint8Array.of(...r, ...publicKey, ...message))) % ORDER;
    const minus = [mod(-key[0]), key[1], 1n, mod(-key[3])];
    const steps = [null, BASE, minus, add(BASE, minus)];
    let sum = ZERO;
    for (let bit = 252n; bit >= 0n; bit--) {
      sum = double(sum);
      const step = steps[Number((s >> bit) & 1n) + 2 * Number((k >> bit) & 1n)];
      if (step) sum = add(sum, step);
    }
    return bytesOf(sum).every((byte, i) => byte === r[i]);
  };
})();
