/** The thread behind `readInThread`: one roster at a time. */
import { once } from 'node:events';
import { parentPort } from 'node:worker_threads';
import { checkRoster } from './read-roster.ts';
import { NEXT, type News, type Order } from './thread-messages.ts';

const ROWS_A_PIECE = 250;
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
