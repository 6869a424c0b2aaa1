import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cast, openCast } from '../fixtures/cast.ts';

let one: Cast;
let other: Cast;
beforeAll(async () => {
  one = await openCast('pelatihan');
  other = await openCast('pelatihan');
}, 180_000);
afterAll(() => Promise.all([one.close(), other.close()]));

const nameOf = async ({ db, person }: Cast, last: string) =>
  (await db.selectFrom('person').select('name').where('id', '=', person(last)).executeTakeFirst())?.name;

test('the cast is the story of the demo: 48 kader, two classes, everybody by their number', async () => {
  const { count } = await one.db
    .selectFrom('enrolment')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  expect(count).toBe(48);
  expect(await nameOf(one, '0001')).toBe('Yulia Rahmawati');
  expect(await nameOf(one, '0302')).toBe('Suryadi Pratomo');
  expect(one.classId('F')).not.toBe(one.classId('G'));
});

test('what a test changes in its cast is in no other', async () => {
  const { db, person } = one;
  await db.updateTable('person').set({ name: 'Orang Lain' }).where('id', '=', person('0001')).execute();
  expect(await nameOf(one, '0001')).toBe('Orang Lain');
  expect(await nameOf(other, '0001')).toBe('Yulia Rahmawati');
});
