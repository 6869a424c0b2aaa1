/** Phone numbers as Indonesians write them -> E.164 ('+6281200000001'). */
import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';
import { ok, refused, type Result } from '../../result.ts';

export type PhoneRefusal =
  | { reason: 'phone-empty' | 'phone-letters' | 'phone-not-mobile' | 'phone-rounded' }
  | { reason: 'phone-length'; digits: number }
  | { reason: 'phone-foreign'; phone: string }
  | { reason: 'phone-two'; phones: string[] };

const BETWEEN = /[/;,|&\n]|\s(?:dan|atau)\s/i;
const LABEL = /\(?\b(?:no(?:mor)?|hp|wa|whats ?app|telp?|telepon|handphone|aktif)\b[.:)]*/gi;
/** "8,12E+10": the digits of a number that a spreadsheet shortened are gone. */
const ROUNDED = /^\d([.,]\d+)?e\+?\d+$/i;
const MIN_DIGITS = 10;
const MAX_DIGITS = 13;

/** Reads the one mobile number of a cell. Two numbers are never chosen from: a human says which. */
export function readPhone(text: string): Result<string, PhoneRefusal> {
  const cell = text
    .replace(/\p{Cf}/gu, '')
    .replace(LABEL, ' ')
    .trim();
  if (cell === '' || /^[-–.0]*$/.test(cell)) return refused('phone-empty');
  if (ROUNDED.test(cell)) return refused('phone-rounded');
  const parts = severalIn(cell);
  if (parts.length < 2) return readOne(cell);
  const read = parts.map(readOne);
  const phones = [...new Set(read.flatMap((one) => (one.ok ? [one.value] : [])))];
  const [only] = phones;
  return only && phones.length === 1 && read.every((one) => one.ok)
    ? ok(only)
    : refused('phone-two', { phones });
}

const digitsIn = (text: string): number => text.replace(/\D/g, '').length;

/** Pieces that are long enough to be numbers of their own; numbers cut into short groups stay whole. */
function severalIn(cell: string): string[] {
  const pieces = cell.split(BETWEEN).filter((piece) => digitsIn(piece) >= 8);
  if (pieces.length > 1) return pieces;
  if (digitsIn(cell) <= 15) return [cell];
  const words = cell.split(/\s+/).filter((piece) => digitsIn(piece) >= 8);
  return words.length > 1 ? words : [cell];
}

function readOne(piece: string): Result<string, PhoneRefusal> {
  const text = piece.trim();
  if (/\p{L}/u.test(text)) return refused('phone-letters');
  const number = international(text);
  if (!number.startsWith('+62')) return readForeign(number);
  const digits = number.length - 2;
  if (digits < MIN_DIGITS || digits > MAX_DIGITS) return refused('phone-length', { digits });
  const parsed = parsePhoneNumberFromString(number);
  return parsed?.isValid() && parsed.country === 'ID' ? ok(parsed.number) : refused('phone-not-mobile');
}

/** "0812..", "812..", "62 812..", "0062 812..", "+62 0812.." -> "+62812..". */
function international(text: string): string {
  const digits = text.replace(/\D/g, '').replace(/^00/, '+').replace(/^\+/, '');
  const abroad = /^\s*(?:\+|00)/.test(text);
  if (digits.startsWith('62') && (abroad || digits.length >= 10))
    return `+62${digits.slice(2).replace(/^0+/, '')}`;
  return abroad ? `+${digits}` : `+62${digits.replace(/^0/, '')}`;
}

function readForeign(number: string): Result<string, PhoneRefusal> {
  const parsed = parsePhoneNumberFromString(number);
  if (parsed?.isValid()) return refused('phone-foreign', { phone: parsed.number });
  return refused('phone-not-mobile');
}
