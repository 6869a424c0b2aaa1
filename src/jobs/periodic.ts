import type { Logger } from 'pino';

/** Work that is asked for again and again and does nothing when there is nothing to do. */
export type Periodic = { name: string; everySeconds: number; run(): Promise<void> };

/**
 * Runs each work in turn, never two at once, until stopped. A failing work is logged and tried at its next turn;
 * each is written so that running twice, or late, changes nothing.
 */
export function startPeriodic(works: readonly Periodic[], log: Logger): () => Promise<void> {
  const dueAt = new Map(works.map((work) => [work.name, 0]));
  let stopped = false;
  let round: Promise<void> = Promise.resolve();
  const turn = async () => {
    for (const work of works) {
      if (stopped || performance.now() < (dueAt.get(work.name) ?? 0)) continue;
      try {
        await work.run();
      } catch (error) {
        log.error({ err: error, work: work.name }, 'periodic work failed');
      }
      dueAt.set(work.name, performance.now() + work.everySeconds * 1000);
    }
  };
  const timer = setInterval(() => void (round = round.then(turn)), 1000);
  timer.unref();
  return async () => {
    stopped = true;
    clearInterval(timer);
    await round;
  };
}
