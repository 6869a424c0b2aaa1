import { brotliCompressSync } from 'node:zlib';
import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { learningOf, loadCourses, markRead } from '../../src/course/index.ts';
import { addPerson } from '../fixtures/account.ts';
import { addKader, type Bimtek, granted, inTransaction, makeBimtek } from '../fixtures/bimtek.ts';
import { type CourseFolder, courseFolder, lesson, smallCourse } from '../fixtures/course.ts';
import { HOSTILE } from '../fixtures/hostile-text.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';

let house: TestHouse;
let courses: CourseFolder;
let bimtek: Bimtek;
let key = 0;

beforeAll(async () => {
  house = await openHouse();
  const { 'a-awal/kuis.gift': _, ...files } = smallCourse();
  courses = courseFolder({
    ...files,
    'b-lanjut/kuis.gift': String(smallCourse()['a-awal/kuis.gift']).replaceAll('a-satu', 'b-dua'),
    'a-awal/fasilitator.md': '---\njp: 2.5\n---\n## Siapkan\n\nKertas dan [pelajaran satu](01-satu.md).\n',
    'b-lanjut/02-jahat.md': lesson(
      'Jahat',
      'b-dua',
      HOSTILE.filter((text) => text.startsWith('<') && !text.includes('javascript:')).join('\n\n'),
    ),
  });
  await loadCourses(house.db, courses.folder, house.clock.now());
  bimtek = await makeBimtek(house);
});
afterAll(async () => {
  courses.remove();
  await house.close();
});

type Kader = Awaited<ReturnType<typeof addKader>> & { cookie: string };
async function kader(of = bimtek): Promise<Kader> {
  const made = await addKader(house, of);
  return { ...made, cookie: await house.signInAs(made.personId) };
}
const get = (path: string, who: { cookie: string }) => house.get(path, { cookie: who.cookie });
const finish = (path: string, who: { cookie: string }, with_ = `k-${++key}`) =>
  house.post(`/belajar/contoh/${path}/selesai`, { _key: with_ }, { cookie: who.cookie });
const place = async (response: Response | Promise<Response>) => [
  (await response).status,
  (await response).headers.get('Location'),
];
const facts = async ({ enrolmentId }: Kader) => ({
  read: await house.db
    .selectFrom('lesson_read')
    .select(['lesson_id', 'at'])
    .where('enrolment_id', '=', enrolmentId)
    .orderBy('lesson_id')
    .execute(),
  stopped: (
    await house.db
      .selectFrom('lesson_place')
      .select('lesson_id')
      .where('enrolment_id', '=', enrolmentId)
      .executeTakeFirst()
  )?.lesson_id,
  events: (
    await house.db
      .selectFrom('audit_event')
      .select('detail')
      .where('act', '=', 'lesson-read')
      .where('subject_id', '=', enrolmentId)
      .execute()
  ).map(({ detail }) => detail),
});
const done = async ({ enrolmentId }: Kader) =>
  await house.db
    .selectFrom('standing')
    .select(['modules_done', 'modules_required'])
    .where('enrolment_id', '=', enrolmentId)
    .executeTakeFirst();

describe('a kader', () => {
  test('sees every module in order, with the lesson to begin with', async () => {
    const html = await (await get('/belajar', await kader())).text();
    expect([...html.matchAll(/<li id="modul-contoh-(\w+)">/g)].map(([, id]) => id)).toEqual(['a', 'b']);
    expect(html).toContain('0 dari 2 modul selesai');
    expect(html).toContain('<a class="tombol lebar" href="/belajar/contoh/satu">Mulai');
    expect(html).toContain('aria-label="0 dari 2 pelajaran selesai"');
    expect(html).toContain('href="/kuis/contoh.b"');
  });

  test('changes nothing by opening pages', async () => {
    const yulia = await kader();
    for (const path of [
      '/belajar',
      '/belajar/lanjut',
      '/belajar/contoh/satu',
      '/belajar/contoh/dua',
      '/belajar/contoh/tiga',
    ])
      await get(path, yulia);
    expect(await facts(yulia)).toEqual({ read: [], stopped: undefined, events: [] });
  });

  test('finishes a lesson once and goes on to the next; the first time counts', async () => {
    const yulia = await kader();
    const first = house.clock.now();
    expect(await place(finish('satu', yulia, 'sama'))).toEqual([303, '/belajar/contoh/dua']);
    house.clock.set(new Date(first.getTime() + 60_000));
    expect(await place(finish('satu', yulia, 'sama'))).toEqual([303, '/belajar/contoh/dua']);
    expect(await place(finish('satu', yulia))).toEqual([303, '/belajar/contoh/dua']);
    expect(await facts(yulia)).toEqual({
      read: [{ lesson_id: 'satu', at: first }],
      stopped: 'dua',
      events: [{ course: 'contoh', version: 1, lessons: ['satu'] }],
    });
  });

  test('finishes once also when two phones send at the same moment', async () => {
    const yulia = await kader();
    const both = await Promise.all([finish('dua', yulia), finish('dua', yulia)]);
    expect(both.map(({ status }) => status)).toEqual([303, 303]);
    expect((await facts(yulia)).events).toEqual([{ course: 'contoh', version: 1, lessons: ['dua'] }]);
  });

  test('comes from the last lesson of a module to its quiz, without one to the next module, at the end to the list', async () => {
    const yulia = await kader();
    expect(await place(finish('dua', yulia))).toEqual([303, '/belajar/contoh/tiga']);
    expect(await place(finish('jahat', yulia))).toEqual([303, '/kuis/contoh.b']);
  });

  test('goes on where they stopped: the first unread lesson after it', async () => {
    const yulia = await kader();
    expect(await place(get('/belajar/lanjut', yulia))).toEqual([303, '/belajar/contoh/satu']);
    await finish('dua', yulia);
    expect(await place(get('/belajar/lanjut', yulia))).toEqual([303, '/belajar/contoh/tiga']);
    await finish('tiga', yulia);
    await finish('jahat', yulia);
    expect(await place(get('/belajar/lanjut', yulia))).toEqual([303, '/belajar/contoh/satu']);
    await finish('satu', yulia);
    expect(await place(get('/belajar/lanjut', yulia))).toEqual([303, '/belajar']);
    const html = await (await get('/belajar', yulia)).text();
    expect(html).toContain('Semua pelajaran sudah dibaca');
    expect(html).toContain('1 dari 2 modul selesai');
    expect((await learningOf(house.db, yulia.enrolmentId)).next).toBeNull();
  });

  test('has a module more on the rule when its last lesson is read', async () => {
    const yulia = await kader();
    await finish('satu', yulia);
    expect(await done(yulia)).toEqual({ modules_done: 0, modules_required: 1 });
    await finish('dua', yulia);
    expect(await done(yulia)).toEqual({ modules_done: 1, modules_required: 1 });
  });

  test('reads a lesson with its objective, its place in the module and one way on', async () => {
    const yulia = await kader();
    await finish('satu', yulia);
    const html = await (await get('/belajar/contoh/dua', yulia)).text();
    expect(html).toContain('<title>Dua, Modul 1 - Bekal</title>');
    expect(html).toContain('<b>Setelah pelajaran ini</b> Anda bisa menyebutkan 1 hal.');
    expect(html).toContain('aria-label="Pelajaran 2 dari 2"');
    expect(html).toContain('action="/belajar/contoh/dua/selesai"');
    expect(html).toContain('<a class="tombol kedua" href="/belajar/contoh/satu">');
    expect(html).toContain('<a href="/belajar/contoh/satu">pelajaran satu</a>');
  });

  test('never meets lessons of a bimtek that is not theirs', async () => {
    const other = await makeBimtek(house);
    await house.db.deleteFrom('bimtek_course').where('bimtek_id', '=', other.bimtekId).execute();
    const stranger = await kader(other);
    expect((await get('/belajar/contoh/satu', stranger)).status).toBe(404);
    expect((await finish('satu', stranger)).status).toBe(404);
    expect((await facts(stranger)).read).toEqual([]);
    const html = await (await get('/belajar', stranger)).text();
    expect(html).toContain('Belum ada pelajaran untuk Anda.');
    expect(await place(get('/belajar/lanjut', stranger))).toEqual([303, '/belajar']);
  });

  test('finds nothing behind a lesson or course that does not exist', async () => {
    const yulia = await kader();
    for (const path of ['/belajar/contoh/lain', '/belajar/lain/satu', '/belajar/contoh/satu%00'])
      expect((await get(path, yulia)).status).toBe(404);
    for (const path of ['lain', 'satu%00', '..%2fsatu']) expect((await finish(path, yulia)).status).toBe(404);
  });

  test('whose enrolment has ended reads on and marks nothing', async () => {
    const yulia = await kader();
    await finish('satu', yulia);
    await house.db
      .updateTable('enrolment')
      .set({ ended_at: house.clock.now(), end_reason: 'Diganti' })
      .where('id', '=', yulia.enrolmentId)
      .execute();
    expect(await (await get('/belajar/contoh/dua', yulia)).text()).not.toContain('<form');
    expect((await finish('dua', yulia)).status).toBe(403);
    expect((await facts(yulia)).read.map((row) => row.lesson_id)).toEqual(['satu']);
  });

  test('cannot be marked for by someone else', async () => {
    const [yulia, rani] = [await kader(), await kader()];
    const wish = {
      personId: rani.personId,
      enrolmentId: yulia.enrolmentId,
      courseId: 'contoh',
      lessonIds: ['satu'],
    };
    expect(await inTransaction(house.db, (trx) => markRead(trx, wish, house.clock.now()))).toEqual({
      ok: false,
      refusal: { reason: 'not-there' },
    });
  });
});

describe('whoever only reads', () => {
  test.each([
    ['duta', [{ role: 'duta', villageCode: '13.02.09.2001' }], 200, 403],
    ['pelatih', [{ role: 'pelatih' }], 200, 403],
    ['korkab', [{ role: 'korkab', regencyCode: '13.02' }], 200, 403],
    ['pemantau', [{ role: 'pemantau', regencyCode: '13.02' }], 403, 403],
    ['admin', [{ role: 'admin' }], 403, 403],
  ] as const)('%s sees lessons or not, and marks none', async (_, grants, reading, marking) => {
    const who = {
      cookie: await house.signInAs(await addPerson(house, { password: false, grants: [...grants] })),
    };
    for (const path of ['/belajar', '/belajar/contoh/satu'])
      expect((await get(path, who)).status).toBe(reading);
    expect((await finish('satu', who)).status).toBe(marking);
  });

  test('panitia and pelatih see the newest version without progress, quiz or form', async () => {
    const who = { cookie: await house.signInAs(bimtek.people.panitia) };
    const html = await (await get('/belajar/contoh/satu', who)).text();
    expect(html).not.toMatch(/<form|class="pucuk|href="\/kuis/);
    expect(html).toContain('href="/belajar/contoh/dua">Berikutnya');
    expect(await (await get('/belajar', who)).text()).toContain('2 pelajaran, sebelum dan selama bimtek');
  });

  test('pelatih and panitia find the page for the trainer under its module, others neither link nor page', async () => {
    const path = '/panduan/contoh/a';
    const link = `href="${path}">Panduan pelatih Modul 1</a>`;
    const signIn = async (person: string) => ({ cookie: await house.signInAs(person) });
    const korkab = await addPerson(house, {
      password: false,
      grants: [{ role: 'korkab', regencyCode: '13.02' }],
    });
    const pelatih = await addPerson(house, { password: false, grants: [{ role: 'pelatih' }] });
    for (const person of [bimtek.people.panitia, pelatih]) {
      const who = await signIn(person);
      const list = await (await get('/belajar', who)).text();
      expect([list.includes(link), list.includes('/panduan/contoh/b')]).toEqual([true, false]);
      const page = await get(path, who);
      const html = await page.text();
      expect([page.status, html.match(/<b>[\d,]+ JP<\/b>/)?.[0]]).toEqual([200, '<b>2,5 JP</b>']);
      expect(html).toContain('<b>Tujuan kader</b></p><ul class="butir"><li>Menyebutkan 1 hal.</li></ul>');
      expect(html).toContain('<a href="/belajar/contoh/satu">pelajaran satu</a>');
      for (const none of ['/panduan/contoh/b', '/panduan/lain/a', '/panduan/contoh/a%00'])
        expect((await get(none, who)).status).toBe(404);
    }
    const outside = await signIn(korkab);
    expect((await get(path, outside)).status).toBe(403);
    expect(await (await get('/belajar', outside)).text()).not.toContain('/panduan/');
    const learner = await kader();
    expect((await get(path, learner)).status).toBe(403);
    expect(await (await get('/belajar/contoh/satu', learner)).text()).not.toContain('/panduan/');
    expect(await place(house.get(path))).toEqual([303, '/masuk?next=%2Fpanduan%2Fcontoh%2Fa']);
  });

  test('without a login is asked to sign in for a page and refused a write', async () => {
    expect(await place(house.get('/belajar/contoh/satu'))).toEqual([
      303,
      '/masuk?next=%2Fbelajar%2Fcontoh%2Fsatu',
    ]);
    expect((await house.post('/belajar/contoh/satu/selesai', { _key: 'x' })).status).toBe(401);
  });
});

describe('a lesson page', () => {
  test('weighs little and loads no script but what tells of unsent work', async () => {
    const html = await (await get('/belajar/contoh/satu', await kader())).text();
    expect(html.match(/<script src="\/s\/\w+|htmx-config/g)).toEqual(['<script src="/s/offline']);
    expect(brotliCompressSync(html).length).toBeLessThan(6 * 1024);
  });

  test('shows hostile text as text', async () => {
    const html = await (await get('/belajar/contoh/jahat', await kader())).text();
    const body = html.slice(html.indexOf('hx-ignore'), html.indexOf('</article>'));
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(body.match(/<(?!\/?(p|div|strong|em)\b)[^>]*>/g)).toBeNull();
  });

  test('shows pictures that are cached for ever and can do nothing alone', async () => {
    const yulia = await kader();
    const html = await (await get('/belajar/contoh/satu', yulia)).text();
    const src = /<img src="([^"]+)"/.exec(html)?.[1] ?? '';
    const picture = await get(src, yulia);
    expect(picture.status).toBe(200);
    expect(picture.headers.get('Content-Type')).toBe('image/svg+xml');
    expect(picture.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(picture.headers.get('Content-Security-Policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    );
    expect(picture.headers.get('Cache-Control')).toBe('private, max-age=31536000, immutable');
    expect(await picture.text()).toMatch(/^<svg xmlns=/);
    expect((await get(`/belajar/berkas/${'0'.repeat(64)}`, yulia)).status).toBe(404);
    expect((await get('/belajar/berkas/..%2f..%2fkeys', yulia)).status).toBe(404);
  });
});

test('what an enrolment learns takes two statements, with one module read or with all', async () => {
  const yulia = await kader();
  const count = async () => {
    let statements = 0;
    const counter: KyselyPlugin = {
      transformQuery: ({ node }) => (statements++, node),
      transformResult: async ({ result }) => result,
    };
    await learningOf(house.db.withPlugin(counter), yulia.enrolmentId);
    return statements;
  };
  expect(await count()).toBe(2);
  const all = {
    personId: yulia.personId,
    enrolmentId: yulia.enrolmentId,
    courseId: 'contoh',
    lessonIds: ['satu', 'dua', 'tiga', 'jahat'],
  };
  expect(granted(await inTransaction(house.db, (trx) => markRead(trx, all, house.clock.now()))).first).toBe(
    4,
  );
  expect(await count()).toBe(2);
});
