/**
 * Indonesian dates, numbers and masks, for pages and documents alike. Pure: no clock, no settings.
 * A day is a 'YYYY-MM-DD' string (a date on the wall of the hall); a moment is a `Date` (UTC instant) shown
 * in an IANA zone. Figures that are held against a limit are floored, never rounded up to it.
 */

const DAY_MS = 86_400_000;
const LABELS: Readonly<Record<string, string>> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Pontianak': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

const long = formatter({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const plain = formatter({ day: 'numeric', month: 'long', year: 'numeric' });
const dayMonth = formatter({ day: 'numeric', month: 'long' });
const whole = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 1 });
const clocks = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('id-ID', { ...options, timeZone: 'UTC' });
}

/** Midnight UTC of a day; throws on text that is no day of the calendar (2024-02-30). */
function atMidnight(day: string): Date {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day)
    throw new RangeError('not a day');
  return date;
}

/** '2024-06-05' -> "Rabu, 5 Juni 2024". */
export const longDate = (day: string): string => long.format(atMidnight(day));

/** '2024-06-05' -> "5 Juni 2024". */
export const plainDate = (day: string): string => plain.format(atMidnight(day));

/** Two days -> "30 Mei s.d. 8 Juni 2024"; what both share is said once. */
export function dateRange(from: string, to: string): string {
  const last = plainDate(to);
  if (from === to) return last;
  if (from.slice(0, 4) !== to.slice(0, 4)) return `${plainDate(from)} s.d. ${last}`;
  const first = atMidnight(from);
  return `${from.slice(0, 7) === to.slice(0, 7) ? first.getUTCDate() : dayMonth.format(first)} s.d. ${last}`;
}

/** The day on the wall of `zone` at `moment`, 'YYYY-MM-DD'. */
export function dayOf(moment: Date, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(moment);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((atMidnight(to).getTime() - atMidnight(from).getTime()) / DAY_MS);

/** 'Asia/Jakarta' -> "WIB"; outside Indonesia what Intl calls it ("GMT+8"). */
export function zoneLabel(zone: string): string {
  const known = LABELS[zone];
  if (known !== undefined) return known;
  const parts = new Intl.DateTimeFormat('id-ID', { timeZone: zone, timeZoneName: 'short' }).formatToParts(0);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** "08.30", without the zone. */
export function clockTime(moment: Date, zone: string): string {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('id-ID', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(zone, clock);
  }
  return clock.format(moment);
}

/** "08.30–10.00 WIB" (en dash). */
export const timeRange = (start: Date, end: Date, zone: string): string =>
  `${clockTime(start, zone)}–${clockTime(end, zone)} ${zoneLabel(zone)}`;

/** "Senin, 3 Juni 2024 pukul 10.12 WIB". */
export const dateTime = (moment: Date, zone: string): string =>
  `${longDate(dayOf(moment, zone))} pukul ${clockTime(moment, zone)} ${zoneLabel(zone)}`;

/** Half JP -> "72" or "72,5". */
export const jp = (half: number): string => oneDecimal.format(half / 2);

/** Share of whole counts as percent, floored to one decimal: (58, 72) -> 80.5. Nothing planned is 0. */
export const percentNumber = (part: number, of: number): number =>
  of > 0 ? Math.floor((part * 1000) / of) / 10 : 0;

/** The same in words: (58, 72) -> "80,5%". */
export const percentFloor1 = (part: number, of: number): string =>
  `${oneDecimal.format(percentNumber(part, of))}%`;

const UNITS = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan'];

/** A whole number from 0 to 9999 as official letters write it: 2024 -> "dua ribu dua puluh empat". */
export function inWords(n: number): string {
  const rest = (of: number) => (n % of === 0 ? '' : ` ${inWords(n % of)}`);
  const times = (of: number, one: string, many: string) =>
    `${n < 2 * of ? one : `${inWords(Math.floor(n / of))} ${many}`}${rest(of)}`;
  if (n < 10) return UNITS[n] ?? '';
  if (n === 10) return 'sepuluh';
  if (n === 11) return 'sebelas';
  if (n < 20) return `${inWords(n - 10)} belas`;
  if (n < 100) return times(10, 'sepuluh', 'puluh');
  return n < 1000 ? times(100, 'seratus', 'ratus') : times(1000, 'seribu', 'ribu');
}

/** '2024-06-08' -> "Sabtu, tanggal delapan bulan Juni tahun dua ribu dua puluh empat". */
export function dateInWords(day: string): string {
  const [weekday = '', date = ''] = longDate(day).split(', ');
  const [number, month, year] = date.split(' ');
  return `${weekday}, tanggal ${inWords(Number(number))} bulan ${month} tahun ${inWords(Number(year))}`;
}

/** Basis points 0-10000 -> "72,5", floored, so that 69,96 never reads as 70. */
export const score = (basisPoints: number): string => oneDecimal.format(Math.floor(basisPoints / 10) / 10);

/** Thousands with dots: 83762 -> "83.762". */
export const count = (n: number): string => whole.format(n);

/** '+6281200000001' -> "0812-0000-0001"; other countries stay as stored (E.164). */
export function phone(e164: string): string {
  if (!/^\+62\d{5,}$/.test(e164)) return e164;
  const national = `0${e164.slice(3)}`;
  const middle = national.length <= 10 ? 7 : 8;
  return [national.slice(0, 4), national.slice(4, middle), national.slice(middle)].join('-');
}

/** "0812-****-0001": enough stays to tell two people apart, at least three digits are covered. */
export function maskPhone(e164: string): string {
  const digits = e164.startsWith('+62') ? `0${e164.slice(3)}` : e164;
  if (digits.length < 10) return '****';
  return digits.length === 10
    ? `${digits.slice(0, 4)}-***-${digits.slice(-3)}`
    : `${digits.slice(0, 4)}-****-${digits.slice(-4)}`;
}

/** "1302********0000": birth date and sex are covered. Anything but 16 digits is covered whole. */
export const maskNik = (nik: string): string =>
  /^\d{16}$/.test(nik) ? `${nik.slice(0, 4)}********${nik.slice(12)}` : '*'.repeat(16);

/** Bytes -> "0,4 MB", "12 KB", "800 B" (steps of 1000, as phones show them). */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${whole.format(bytes / 1000)} KB`;
  return `${oneDecimal.format(bytes / 1_000_000)} MB`;
}
