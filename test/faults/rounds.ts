import { setTimeout as wait } from 'node:timers/promises';
import { startServer, type Server } from './server.ts';
import type { Stage } from './stage.ts';
import { answerWrite, marksWrite, send, type Write } from './writes.ts';

export type Tally = {
  kills: number;
  /** Sent without an answer at the moment of a kill and repeated later with the same key. */
  repeated: number;
  acknowledged: Write[];
  /** Answers that were neither an acknowledgement nor "come back". */
  wrong: string[];
  /** Milliseconds to the first page after a kill, the longest. */
  longestStart: number;
};

/** What a fault does to a server that is being written to; gives the server that serves afterwards. */
export type Fault = (server: Server) => Promise<Server>;

/** kill -9 of the process, then a new one on the same database. */
export const killAndStart =
  (settings: NodeJS.ProcessEnv): Fault =>
  async (server) => {
    await server.kill();
    return startServer(settings);
  };

/**
 * Kader save answers and a trainer records marks while a fault strikes `kills` times, each at a random moment. What
 * had no answer is sent again with its key, until everything is acknowledged.
 */
export async function strike(
  settings: NodeJS.ProcessEnv,
  stage: Stage,
  kills: number,
  fault: Fault,
): Promise<Tally> {
  const tally: Tally = { kills, repeated: 0, acknowledged: [], wrong: [], longestStart: 0 };
  const state = { server: await startServer(settings), over: false };
  try {
    const writers = [
      ...stage.attempts.map((attempt) => keepWriting(state, tally, (seq) => answerWrite(attempt, seq))),
      keepWriting(state, tally, () => marksWrite(stage.hall)),
    ];
    for (let at = 0; at < kills; at++) {
      const before = tally.acknowledged.length;
      while (!bothKinds(tally.acknowledged.slice(before)) && tally.wrong.length === 0) await wait(5);
      await wait(Math.random() * 600);
      state.server = await fault(state.server);
      tally.longestStart = Math.max(tally.longestStart, state.server.readyAfter);
    }
    state.over = true;
    await Promise.all(writers);
    await state.server.stop();
  } finally {
    state.over = true;
    await state.server.kill();
  }
  return tally;
}

const bothKinds = (writes: readonly Write[]): boolean =>
  writes.some(({ answer }) => answer) && writes.some(({ marks }) => marks);

/** One phone: the next write begins when the one before is acknowledged. */
async function keepWriting(
  state: { server: Server; over: boolean },
  tally: Tally,
  next: (seq: number) => Write,
): Promise<void> {
  for (let seq = 1; !state.over; seq++) {
    const write = next(seq);
    for (let tries = 1; ; tries++) {
      const reply = await send(state.server.origin, write);
      if (reply === 'acknowledged') {
        tally.acknowledged.push(write);
        if (tries > 1) tally.repeated++;
        break;
      }
      if (typeof reply === 'object') return void tally.wrong.push(reply.wrong);
      if (tries > 2400) return void tally.wrong.push(`never acknowledged: ${write.path}`);
      await wait(50);
    }
  }
}
