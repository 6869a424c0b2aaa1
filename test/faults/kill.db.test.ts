import { afterAll, beforeAll, expect, test } from 'vitest';
import { castForServer } from '../fixtures/cast.ts';
import { notExactlyOnce } from './check.ts';
import { type Ground, makeGround } from './database.ts';
import { killAndStart, strike } from './rounds.ts';

let ground: Ground;
let drop = async (): Promise<void> => {};
beforeAll(async () => {
  const where = await castForServer('pelatihan');
  drop = where.close;
  ground = await makeGround(where);
});
afterAll(async () => {
  ground.remove();
  await drop();
});

/** `npm run faults` kills twenty times, on both engines. */
const KILLS = 2;

test('kill -9 while kader and a trainer write, twice: every acknowledged write is there, exactly once', async () => {
  const tally = await strike(ground.settings, ground.stage, KILLS, killAndStart(ground.settings));
  expect(tally.wrong).toEqual([]);
  expect(await ground.look((db) => notExactlyOnce(db, tally.acknowledged))).toEqual([]);
  const answers = tally.acknowledged.filter(({ answer }) => answer).length;
  expect(answers).toBeGreaterThan(3);
  expect(tally.acknowledged.length - answers).toBeGreaterThan(0);
});

test('the check sees a write that is missing, changed, or there without having been sent', async () => {
  const absent = {
    key: 'k',
    path: '',
    cookie: '',
    body: '',
    answer: { attempt: 'a', question: 1, picked: [0] },
  };
  const marks = await ground.look((db) =>
    db.selectFrom('mark').select(['id', 'enrolment_id', 'status']).where('device', '=', 'hp-uji').execute(),
  );
  const changed = marks.map((mark) => ({ id: mark.id, enrolment: mark.enrolment_id, status: 'berubah' }));
  const found = await ground.look((db) =>
    notExactlyOnce(db, [absent, { ...absent, answer: undefined as never, marks: changed }]),
  );
  expect(found).toContain('answer k a 1 [0]: there 0 times');
  expect(found.filter((sentence) => sentence.includes('berubah: there 0 times'))).toHaveLength(
    changed.length,
  );
  expect(found.filter((sentence) => sentence.endsWith('nobody sent it')).length).toBeGreaterThanOrEqual(
    changed.length,
  );
});
