/** Rosters that are being read, or were read a moment ago: a page that comes back finds how far its file is. */
import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { checkRoster, readInThread, type RosterCheck, type RosterOptions } from '../roster/index.ts';

/** `share` of the work (0 to 1), `rows` seen so far. */
export type Progress = { share: number; rows: number };
type Reading = Progress & { check: Promise<RosterCheck> };

/** Below these a file is read on the spot: a thread would take longer to begin. */
const SMALL_BYTES = 64 * 1024;
const SMALL_UNPACKED = 4 * 1024 * 1024;
/** What was read holds NIK: no more of it is kept than somebody looks at, and not for long. */
const MOST_KEPT = 2;
const KEPT_MS = 5 * 60_000;

const readings = new Map<string, Reading>();

/** The same file with the same answers is the same reading. */
const keyOf = (bytes: Uint8Array, file: string, options: RosterOptions): string =>
  createHash('sha256')
    .update(bytes)
    .update(`\n${file}\n${JSON.stringify(options)}`)
    .digest('hex');

/**
 * What the file says, or how far it is read when that takes longer than `patienceMs`; then whoever asks again gets the
 * same reading, not a second one.
 */
export async function readingOf(
  bytes: Uint8Array,
  file: string,
  options: RosterOptions,
  patienceMs: number,
): Promise<RosterCheck | Progress> {
  if (bytes.length <= SMALL_BYTES) {
    const check = await checkRoster(bytes, file, { ...options, unpackedBytes: SMALL_UNPACKED });
    if (check.refused?.reason !== 'too-large') return check;
  }
  const key = keyOf(bytes, file, options);
  const reading = readings.get(key) ?? start(key, bytes, file, options);
  const patience = new AbortController();
  const late = wait(patienceMs, undefined, { signal: patience.signal }).catch(() => undefined);
  const check = await Promise.race([reading.check, late]);
  patience.abort();
  return check ?? { share: reading.share, rows: reading.rows };
}

/** The whole of it, however long it takes. */
export async function wholeReading(
  bytes: Uint8Array,
  file: string,
  options: RosterOptions,
): Promise<RosterCheck> {
  for (;;) {
    const read = await readingOf(bytes, file, options, 60_000);
    if (!('share' in read)) return read;
  }
}

function start(key: string, bytes: Uint8Array, file: string, options: RosterOptions): Reading {
  const reading: Reading = {
    share: 0,
    rows: 0,
    check: readInThread(bytes, file, options, (share, rows) => Object.assign(reading, { share, rows })),
  };
  const forget = () => {
    if (readings.get(key) === reading) readings.delete(key);
  };
  reading.check.then(
    () => setTimeout(forget, KEPT_MS).unref(),
    () => forget(),
  );
  readings.set(key, reading);
  for (const [oldest] of readings) if (readings.size > MOST_KEPT) readings.delete(oldest);
  return reading;
}
