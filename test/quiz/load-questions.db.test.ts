import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/database/schema.ts';
import { checkQuestions, loadQuestions, poolOf } from '../../src/quiz/index.ts';
import { openTestDatabase } from '../engines/database.ts';
import { MODULE_GIFT } from '../fixtures/quiz.ts';

let db: Db;
let close: () => Promise<void>;
const now = new Date('2024-05-01T00:00:00Z');
beforeAll(async () => {
  ({ db, close } = await openTestDatabase());
  for (const id of ['satu', 'dua']) await db.insertInto('course').values({ id, title: id }).execute();
});
afterAll(() => close());

const questionsOf = (text: string) => checkQuestions([{ path: 'a.gift', text }]).questions;
const load = (text: string, course = 'satu') =>
  db.transaction().execute((trx) => loadQuestions(trx, course, questionsOf(text), now));
const stored = () =>
  db
    .selectFrom('question_version')
    .select(['question_id', 'no'])
    .where('course_id', '=', 'satu')
    .orderBy('question_id')
    .orderBy('no')
    .execute();
const numbers = async () => (await stored()).map(({ question_id, no }) => `${question_id}.${no}`);

test('unchanged questions make no new version, changed ones a next one, and former content is the former version', async () => {
  const first = await load(MODULE_GIFT);
  expect(await numbers()).toEqual(['m1-q1.1', 'm1-q2.1', 'm1-q3.1']);
  expect(await load(MODULE_GIFT)).toEqual(first);
  const second = await load(MODULE_GIFT.replace('Kota Empat', 'Kota Lima'));
  expect(await numbers()).toEqual(['m1-q1.1', 'm1-q1.2', 'm1-q2.1', 'm1-q3.1']);
  expect([second.get('m1-q1') === first.get('m1-q1'), second.get('m1-q2')]).toEqual([
    false,
    first.get('m1-q2'),
  ]);
  expect(await load(MODULE_GIFT)).toEqual(first);
  expect(await numbers()).toHaveLength(4);
});

test.each([
  ['the text', (text: string) => text.replace('Apa ibu', 'Mana ibu')],
  [
    'which answer is right',
    (text: string) => text.replace('=Kota Tiga', '~Kota Tiga').replace('~Kota Dua', '=Kota Dua'),
  ],
  ['what is said about an option', (text: string) => text.replace('bukan satu', 'jelas bukan satu')],
  ['the explanation', (text: string) => text.replace('penjelasan satu', 'penjelasan lain')],
  ['the order of options', (text: string) => text.replace(/(~Kota Satu.*\n)(~Kota Dua.*\n)/, '$2$1')],
  ['a tag', (text: string) => text.replace('[tag:m1-arti]', '[tag:m1-lain]')],
])('a change of %s is a change', async (_, change) => {
  const before = (await load(MODULE_GIFT)).get('m1-q1');
  expect((await load(change(MODULE_GIFT))).get('m1-q1')).not.toBe(before);
});

test('two courses keep their questions apart', async () => {
  const one = await load(MODULE_GIFT);
  const two = await load(MODULE_GIFT, 'dua');
  expect([...two.keys()]).toEqual([...one.keys()]);
  expect([...two.values()].filter((id) => [...one.values()].includes(id))).toEqual([]);
});

test('what may be seen and what is secret lie in columns of their own, and versions cannot be changed', async () => {
  const id = (await load(MODULE_GIFT)).get('m1-q1')!;
  const row = await db
    .selectFrom('question_version')
    .select(['body', 'key'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  expect(JSON.stringify(row.body)).not.toContain('KENARI');
  expect(Object.keys(row.key as object).sort()).toEqual(['explanation', 'feedback', 'weights']);
  await expect(
    db.updateTable('question_version').set({ type: 'x' }).where('id', '=', id).execute(),
  ).rejects.toThrow(/append-only/);
});

test('a pool names versions with tags and form', async () => {
  const versions = new Map([['q', 'v']]);
  expect(
    poolOf(
      [
        { id: 'q', tags: ['m1', 'form-b'] },
        { id: 'lain', tags: [] },
      ],
      versions,
    ),
  ).toEqual([{ version: 'v', tags: ['m1', 'form-b'], form: 'B' }]);
});
