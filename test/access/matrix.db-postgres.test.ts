import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, openCast } from '../fixtures/cast.ts';
import { setStage, type Stage } from './actors.ts';
import { type Cell, cellsOf, type OpenValues, read, requestOf } from './cells.ts';
import { openValues } from './open-values.ts';
import { router, routesOf } from './routes.ts';
import { type Rule, TABLE } from './table.ts';

let cast: Cast;
let stage: Stage;
let open: OpenValues;
const asked = new Map<string, number>();

beforeAll(async () => {
  cast = await openCast('pkdd');
  stage = await setStage(cast);
  open = await openValues(cast);
});
afterAll(() => cast.close());

/** What a cell answers; what it wrote is taken back. A failure of the server is its message. */
async function ask(route: string, rule: Rule, { actor, place }: Cell): Promise<string | number> {
  const { path, init } = requestOf(route, rule, place, stage, open);
  const headers = { ...(init.headers as Record<string, string> | undefined) };
  const more = actor.cookie ? { cookie: actor.cookie, headers } : { headers };
  try {
    return read(await cast.undone(() => cast.send(path, init, more)), path);
  } catch (error) {
    return (error as Error).message;
  }
}

test.each(routesOf(router()))('%s', async (route) => {
  const rule = TABLE[route];
  if (!rule) throw new Error(`${route} is not in test/access/table.ts. Write there for whom it is.`);
  const wrong: string[] = [];
  for (const cell of cellsOf(route, rule, stage.actors)) {
    const answer = await ask(route, rule, cell);
    asked.set(route, (asked.get(route) ?? 0) + 1);
    if (answer !== cell.expected)
      wrong.push(`${cell.actor.name}, ${cell.place}: expected ${cell.expected}, got ${answer}`);
  }
  expect(wrong).toEqual([]);
});

test('every cell of every route was asked for: each actor, inside and outside their scope', () => {
  const cells = [...asked.values()].reduce((sum, count) => sum + count, 0);
  const scoped = (route: string) => /:(bimtek|class|session|enrolment|attempt|person|code)\b/.test(route);
  const least = routesOf(router()).map((route) => stage.actors.length * (scoped(route) ? 2 : 1));
  expect([...asked.keys()].toSorted()).toEqual(routesOf(router()).toSorted());
  expect(cells).toBeGreaterThanOrEqual(least.reduce((sum, count) => sum + count, 0));
  expect(cells).toBeGreaterThan(6000);
});
