/** The thread behind `readInThread`: one roster at a time. */
import { once } from 'node:events';
import { parentPort } from 'node:worker_threads';
import type { RosterCheck, RosterRow } from './check.ts';
import { checkRoster, type RosterOptions } from './read-roster.ts';

export type Order = { bytes: Uint8Array; file: string; options: RosterOptions };
/** Rows come in pieces, each after the one before was asked for: a large answer in one would hold up whoever unpacks it. */
export type News =
  | { share: number; rows: number }
  | { part: RosterRow[] }
  | { done: Omit<RosterCheck, 'rows'> };

const ROWS_A_PIECE = 250;
/** What the other side says when it has unpacked a piece. */
export const NEXT = 'next';

if (parentPort !== null) {
  const port = parentPort;
  const tell = (news: News) => port.postMessage(news);
  const read = async ({ bytes, file, options }: Order): Promise<void> => {
    const { rows, ...done } = await checkRoster(bytes, file, options, (share, seen) =>
      tell({ share, rows: seen }),
    );
    for (let at = 0; at < rows.length; at += ROWS_A_PIECE) {
      tell({ part: rows.slice(at, at + ROWS_A_PIECE) });
      await once(port, 'message');
    }
    tell({ done });
  };
  // What is thrown here ends the thread, and the main thread hears of it.
  port.on('message', (order: Order | typeof NEXT) => void (order === NEXT || read(order)));
}
