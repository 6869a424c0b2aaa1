/**
 * The part of ZIP that a workbook needs. Written here because an upload has to be measured while it is unpacked:
 * sizes that a file declares about itself may lie.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { ok, refused, type Result } from '../result.ts';

export type ZipRefusal = { reason: 'corrupt' | 'encrypted' } | { reason: 'too-large'; limitBytes: number };

type Entry = {
  name: string;
  flags: number;
  method: number;
  crc: number;
  packed: number;
  size: number;
  at: number;
};

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const MAX_ENTRIES = 5_000;
const ENCRYPTED = 0x0001;

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Unpacks the wanted files of an archive, at most `limitBytes` in all (counted while unpacking). Refuses what is
 * damaged (also by checksum), encrypted or too large.
 */
export function unzip(
  bytes: Uint8Array,
  limitBytes: number,
  wanted: (name: string) => boolean,
): Result<Map<string, Uint8Array>, ZipRefusal> {
  try {
    return unpack(bytes, limitBytes, wanted);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ERR_BUFFER_TOO_LARGE' ? refused('too-large', { limitBytes }) : refused('corrupt');
  }
}

function unpack(
  bytes: Uint8Array,
  limitBytes: number,
  wanted: (name: string) => boolean,
): Result<Map<string, Uint8Array>, ZipRefusal> {
  const files = new Map<string, Uint8Array>();
  let left = limitBytes;
  for (const entry of listEntries(bytes)) {
    if (!wanted(entry.name)) continue;
    if ((entry.flags & ENCRYPTED) !== 0) return refused('encrypted');
    if (entry.size > left) return refused('too-large', { limitBytes });
    const content = contentOf(bytes, entry, left);
    if (content.length !== entry.size || crc32(content) !== entry.crc) return refused('corrupt');
    if (files.has(entry.name)) return refused('corrupt');
    files.set(entry.name, content);
    left -= content.length;
  }
  return ok(files);
}

function contentOf(bytes: Uint8Array, entry: Entry, left: number): Uint8Array {
  const view = viewOf(bytes);
  if (view.getUint32(entry.at, true) !== LOCAL) throw new RangeError('no local header');
  const start = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
  const packed = bytes.subarray(start, start + entry.packed);
  if (packed.length !== entry.packed) throw new RangeError('cut off');
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new RangeError('unknown method');
  return inflateRawSync(packed, { maxOutputLength: Math.max(left, 1) });
}

function listEntries(bytes: Uint8Array): Entry[] {
  const view = viewOf(bytes);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > MAX_ENTRIES) throw new RangeError('too many files');
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== CENTRAL) throw new RangeError('no central header');
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    entries.push(readEntry(bytes, view, at, nameLength, extraLength));
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  }
  return entries;
}

function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--) if (view.getUint32(at, true) === END) return at;
  throw new RangeError('no end record');
}

function readEntry(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  nameLength: number,
  extraLength: number,
): Entry {
  const sizes = wideSizes(view, at, at + 46 + nameLength, extraLength);
  return {
    name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    ...sizes,
  };
}

/** Sizes and offset; those written as 0xFFFFFFFF stand in the ZIP64 extra field, in this order. */
function wideSizes(view: DataView, at: number, extraAt: number, extraLength: number) {
  const narrow = [
    view.getUint32(at + 24, true),
    view.getUint32(at + 20, true),
    view.getUint32(at + 42, true),
  ];
  let field = extraAt;
  while (field + 4 <= extraAt + extraLength && view.getUint16(field, true) !== 1) {
    field += 4 + view.getUint16(field + 2, true);
  }
  let wideAt = field + 4;
  const [size, packed, offset] = narrow.map((value) => {
    if (value !== 0xffffffff) return value;
    const wide = Number(view.getBigUint64(wideAt, true));
    wideAt += 8;
    return wide;
  }) as [number, number, number];
  return { size, packed, at: offset };
}

/** An archive without compression that holds exactly these files. */
export function zipStored(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const parts: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let at = 0;
  for (const [name, content] of files) {
    const nameBytes = new TextEncoder().encode(name);
    const common = commonFields(nameBytes, content);
    const local = record(4, LOCAL, common, nameBytes);
    central.push(centralRecord(common, at, nameBytes));
    parts.push(local, content);
    at += local.length + content.length;
  }
  const directory = Buffer.concat(central);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, END, true);
  end.setUint16(8, files.size, true);
  end.setUint16(10, files.size, true);
  end.setUint32(12, directory.length, true);
  end.setUint32(16, at, true);
  return Buffer.concat([...parts, directory, new Uint8Array(end.buffer)]);
}

/** The 26 bytes that the local and the central header share: version 2.0, UTF-8 names, stored. */
function commonFields(name: Uint8Array, content: Uint8Array): Uint8Array {
  const fields = new DataView(new ArrayBuffer(26));
  fields.setUint16(0, 20, true);
  fields.setUint16(2, 0x0800, true);
  fields.setUint32(10, crc32(content), true);
  fields.setUint32(14, content.length, true);
  fields.setUint32(18, content.length, true);
  fields.setUint16(22, name.length, true);
  return new Uint8Array(fields.buffer);
}

function record(headBytes: number, signature: number, ...rest: Uint8Array[]): Uint8Array {
  const head = new DataView(new ArrayBuffer(headBytes));
  head.setUint32(0, signature, true);
  if (headBytes > 4) head.setUint16(4, 20, true);
  return Buffer.concat([new Uint8Array(head.buffer), ...rest]);
}

function centralRecord(common: Uint8Array, at: number, name: Uint8Array): Uint8Array {
  const tail = new DataView(new ArrayBuffer(14));
  tail.setUint32(10, at, true);
  return record(6, CENTRAL, common, new Uint8Array(tail.buffer), name);
}
