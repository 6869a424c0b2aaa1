import { sha256, textOf } from './read-folder.ts';
import type { Report } from './problems.ts';
import { cleanSvg } from './svg.ts';

/** A picture of a course as it is served: bytes, type and size in CSS pixels. */
export type Picture = { sha256: Buffer; mime: string; content: Buffer; width: number; height: number };

/** Reads a picture; null, with a problem, when it is not what its name says or holds more than a drawing. */
export function readPicture(path: string, bytes: Buffer, report: Report): Picture | null {
  const kind = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  const picture = kind === 'svg' ? readSvg(bytes, report) : readRaster(kind, bytes);
  if (!picture || picture.width < 1 || picture.height < 1) {
    report(1, 'picture', 'picture-type', path);
    return null;
  }
  return { ...picture, sha256: sha256(picture.content) };
}

type Read = Omit<Picture, 'sha256'>;

function readSvg(bytes: Buffer, report: Report): Read | null {
  const text = textOf(bytes);
  if (text === null) return null;
  const { svg, width, height, refused } = cleanSvg(text);
  for (const { name, line } of refused) report(line, 'picture', 'svg-unsafe', name);
  return { mime: 'image/svg+xml', content: Buffer.from(svg), width, height };
}

function readRaster(kind: string, bytes: Buffer): Read | null {
  const size = kind === 'png' ? pngSize(bytes) : kind === 'webp' ? webpSize(bytes) : jpegSize(bytes);
  const mime = kind === 'png' ? 'image/png' : kind === 'webp' ? 'image/webp' : 'image/jpeg';
  return size && { mime, content: bytes, ...size };
}

type Size = { width: number; height: number } | null;

function pngSize(bytes: Buffer): Size {
  const is =
    bytes.length > 24 && bytes.readUInt32BE(0) === 0x89504e47 && bytes.toString('latin1', 12, 16) === 'IHDR';
  return is ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : null;
}

/** JPEG is a chain of segments; the frame header (SOF) carries the size. */
function jpegSize(bytes: Buffer): Size {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}

/** WebP in its three forms: plain (VP8), lossless (VP8L), extended (VP8X). */
function webpSize(bytes: Buffer): Size {
  if (
    bytes.length < 30 ||
    bytes.toString('latin1', 0, 4) !== 'RIFF' ||
    bytes.toString('latin1', 8, 12) !== 'WEBP'
  )
    return null;
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L':
      return {
        width: 1 + (bytes.readUInt32LE(21) & 0x3fff),
        height: 1 + ((bytes.readUInt32LE(21) >> 14) & 0x3fff),
      };
    case 'VP8X':
      return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) };
    default:
      return null;
  }
}
