import { randomBytes } from 'node:crypto';

/** Crockford's alphabet: no I, L, O, U, so that a printed code survives reading aloud. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 12 characters of 5 random bits each (60 bits), without dashes; `printedCode` sets them. */
export const newCode = (): string => Array.from(randomBytes(12), (byte) => ALPHABET[byte & 31]).join('');

/** Reads a code as people type it: any case, spaces and dashes, O for 0, I and L for 1. Null when it cannot be one. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return code.length === 12 && [...code].every((char) => ALPHABET.includes(char)) ? code : null;
}

/** 128 random bits: whoever does not hold the paper cannot guess the address of its page. */
export const newSerial = (): Buffer => randomBytes(16);

/** The 22 characters of base64url that stand in `/v/:serial`. */
export const serialText = (serial: Uint8Array): string => Buffer.from(serial).toString('base64url');

/** The 16 bytes of an address; null when the text is not exactly what `serialText` writes. */
export function readSerial(text: string): Buffer | null {
  const serial = Buffer.from(text, 'base64url');
  return serial.length === 16 && serial.toString('base64url') === text ? serial : null;
}
