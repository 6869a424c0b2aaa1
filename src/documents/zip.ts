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
 * Unpacks the wanted files of an archive, at most `limitBytes` in all. Refuses what is damaged (also by checksum, and
 * what holds more than it says), encrypted or too large.
 */
export function unzip(
  bytes: Uint8Array,
  limitBytes: number,
  wanted: (name: string) => boolean,
): Result<Map<string, Uint8Array>, ZipRefusal> {
  try {
    return unpack(bytes, limitBytes, wanted);
  } catch {
    return refused('corrupt');
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
    const content = contentOf(bytes, entry);
    if (content.length !== entry.size || crc32(content) !== entry.crc) return refused('corrupt');
    if (files.has(entry.name)) return refused('corrupt');
    files.set(entry.name, content);
    left -= content.length;
  }
  return ok(files);
}

/** Unpacks at most what the entry says it holds; throws as soon as there is more. */
function contentOf(bytes: Uint8Array, entry: Entry): Uint8Array {
  const view = viewOf(bytes);
  if (view.getUint32(entry.at, true) !== LOCAL) throw new RangeError('no local header');
  const start = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
  const packed = bytes.subarray(start, start + entry.packed);
  if (packed.length !== entry.packed) throw new RangeError('cut off');
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new RangeError('unknown method');
  // Room for all of it at once: pieces that are put together afterwards would need twice the memory.
  return inflateRawSync(packed, {
    chunkSize: Math.max(64, entry.size + 1),
    maxOutputLength: Math.max(1, entry.size),
  });
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
