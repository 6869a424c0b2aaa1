/** Whole numbers within 32 bits, text, and lists of them as CBOR in its one deterministic form (RFC 8949, 4.2.1). */
export type Value = number | string | readonly Value[];

export function cbor(value: Value): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') {
    const text = Buffer.from(value, 'utf8');
    return Buffer.concat([head(3, text.length), text]);
  }
  return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
}

/** Type and number, as short as it goes. */
function head(major: number, n: number): Buffer {
  if (!Number.isInteger(n) || n > 0xffff_ffff) throw new RangeError(`${n} does not fit into the proof`);
  const type = major << 5;
  if (n < 24) return Buffer.from([type | n]);
  if (n < 0x100) return Buffer.from([type | 24, n]);
  if (n < 0x1_0000) return Buffer.from([type | 25, n >> 8, n & 255]);
  const bytes = Buffer.from([type | 26, 0, 0, 0, 0]);
  bytes.writeUInt32BE(n, 1);
  return bytes;
}
