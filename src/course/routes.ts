import { Hono } from 'hono';
import { courseUsesPage } from '../../views/course/course-uses.ts';
import { guidePage } from '../../views/course/guide.ts';
import { learnPage } from '../../views/course/learn.ts';
import { lessonPage } from '../../views/course/lesson.ts';
import { materialsPage } from '../../views/course/materials.ts';
import type { Actor } from '../http/actor.ts';
import { allow } from '../http/audience.ts';
import { found, Forbidden, NotFound } from '../http/errors.ts';
import { seeOther } from '../http/fragment.ts';
import type { Ctx, Env } from '../http/house.ts';
import { once } from '../http/idempotency.ts';
import { keepOnPhone, shell } from '../http/page.ts';
import { isId } from '../id.ts';
import { quizStates } from '../quiz/index.ts';
import { learningOf } from './learning.ts';
import { markRead, type Onward } from './mark-read.ts';
import {
  type Learner,
  learnerOf,
  readCourses,
  readFile,
  readGuideView,
  readLessonView,
  reads,
} from './queries.ts';
import { courseUses, type OfficeBimtek, officeBimtek } from './office-queries.ts';
import { isSlug } from './rules.ts';
import { adoptNewest } from './use-version.ts';

const READERS = ['kader', 'duta', 'pelatih', 'korkab', 'panitia'] as const;

/** An SVG that someone opens alone stays a drawing: no script, no form, an origin of its own. */
const FILE_CSP = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

export const routes = new Hono<Env>()
  .get('/belajar', allow(...READERS), async (c) => {
    const { db, clock } = c.get('house');
    const actor = c.get('actor')!;
    const learner = await learnerOf(db, actor);
    const learning = learner && (await learningOf(db, learner.enrolmentId));
    if (!learning?.modules.length && reads(actor))
      return c.html(materialsPage(shell(c), await readCourses(db)));
    if (!learner || !learning) throw new NotFound();
    const quizzes = await quizStates(db, learner.enrolmentId, clock.now());
    return c.html(
      learnPage(shell(c), { learning, quizzes, zone: learner.zone, kabar: c.req.query('kabar') }),
    );
  })
  .get('/belajar/lanjut', allow(...READERS), async (c) => {
    const { db } = c.get('house');
    const learner = await learnerOf(db, c.get('actor')!);
    const next = learner && (await learningOf(db, learner.enrolmentId)).next;
    return seeOther(c, next ? `/belajar/${next.courseId}/${next.lessonId}` : '/belajar');
  })
  .get('/belajar/berkas/:sha', allow(...READERS), async (c) => {
    const sha = c.req.param('sha');
    const file = found(/^[0-9a-f]{64}$/.test(sha) ? await readFile(c.get('house').db, sha) : null);
    c.header('Content-Type', file.mime);
    c.header('Content-Security-Policy', FILE_CSP);
    c.header('Cache-Control', 'private, max-age=31536000, immutable');
    return c.body(file.content as Uint8Array<ArrayBuffer>);
  })
  .get('/belajar/:course/:lesson', allow(...READERS), async (c) => {
    const { lesson, learner } = await findLesson(c, c.get('actor')!);
    keepOnPhone(c, 30);
    return c.html(lessonPage(shell(c), lesson, learner ? (learner.ended ? 'ended' : 'learning') : 'reading'));
  })
  .post('/belajar/:course/:lesson/selesai', allow('kader'), async (c) => {
    const actor = c.get('actor')!;
    const { enrolmentId } = found(await learnerOf(c.get('house').db, actor));
    const { courseId, lessonId } = named(c);
    const mark = { personId: actor.personId, enrolmentId, courseId, lessonIds: [lessonId] };
    const result = await once(c, (trx) => markRead(trx, mark, c.get('house').clock.now()));
    if (result.ok) return seeOther(c, addressOf(courseId, result.value.onward));
    if (result.refusal.reason === 'ended') throw new Forbidden();
    throw new NotFound();
  })
  .get('/panduan/:course/:module', allow('pelatih', 'panitia'), async (c) => {
    const { course, module } = c.req.param();
    const known = isSlug(course) && isSlug(module);
    const guide = found(known ? await readGuideView(c.get('house').db, course, module) : null);
    return c.html(guidePage(shell(c), guide));
  })
  .get('/kelola/bimtek/:bimtek/kursus', allow('panitia'), async (c) => usesPage(c, await bimtekAt(c)))
  .post('/kelola/bimtek/:bimtek/kursus/:course', allow('panitia'), async (c) => {
    const bimtek = await bimtekAt(c);
    const courseId = c.req.param('course');
    if (!bimtek.writable || !isSlug(courseId)) throw new NotFound();
    const wish = { bimtekId: bimtek.id, courseId, byId: c.get('actor')!.personId };
    const result = await once(c, (trx) => adoptNewest(trx, wish, c.get('house').clock.now()));
    if (result.ok) return seeOther(c, `/kelola/bimtek/${bimtek.id}/kursus?kabar=dipakai`);
    return usesPage(c, bimtek, result.refusal.reason);
  });

async function bimtekAt(c: Ctx): Promise<OfficeBimtek> {
  const id = c.req.param('bimtek');
  return found(isId(id) ? await officeBimtek(c.get('house').db, c.get('actor')!, id) : null);
}

async function usesPage(c: Ctx, bimtek: OfficeBimtek, refused?: 'gone' | 'same'): Promise<Response> {
  const courses = await courseUses(c.get('house').db, bimtek.id);
  const state = { bimtek, courses, kabar: c.req.query('kabar'), ...(refused ? { refused } : {}) };
  return c.html(courseUsesPage(shell(c), state), refused ? 409 : 200);
}

function addressOf(courseId: string, onward: Onward): string {
  if (onward.to === 'lesson') return `/belajar/${courseId}/${onward.lessonId}`;
  return onward.to === 'quiz' ? `/kuis/${onward.quizId}` : '/belajar?kabar=selesai';
}

/** The ids of an address; what cannot be one is not found. */
function named(c: Ctx): { courseId: string; lessonId: string } {
  const { course: courseId = '', lesson: lessonId = '' } = c.req.param();
  if (!isSlug(courseId) || !isSlug(lessonId)) throw new NotFound();
  return { courseId, lessonId };
}

/** The lesson as the actor meets it: in their own bimtek, else, when their role reads, in its newest version. */
async function findLesson(c: Ctx, actor: Actor) {
  const { db } = c.get('house');
  const { courseId, lessonId } = named(c);
  const learner: Learner | null = await learnerOf(db, actor);
  const own = learner && (await readLessonView(db, courseId, lessonId, learner));
  if (own) return { lesson: own, learner };
  if (!reads(actor)) throw new NotFound();
  return { lesson: found(await readLessonView(db, courseId, lessonId, null)), learner: null };
}
