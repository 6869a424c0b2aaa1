import { Hono } from 'hono';
import { progressPage } from '../../../views/quiz/statistics/progress.ts';
import { quizListPage } from '../../../views/quiz/statistics/quiz-list.ts';
import { studyPage } from '../../../views/quiz/statistics/study.ts';
import { actorOf, bimtekAt, idAt } from '../../bimtek/index.ts';
import { allow } from '../../http/audience.ts';
import { answerFile } from '../../http/file.ts';
import { found, NotFound } from '../../http/errors.ts';
import { readQuery } from '../../http/form.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { shell } from '../../http/page.ts';
import { isQuizId } from '../forms.ts';
import { progressSheet, studySheet } from './documents.ts';
import { narrowOf, progressQuery, studyQuery } from './forms.ts';
import { progressOf } from './progress.ts';
import {
  objectivesOf,
  quizLines,
  readSittings,
  studiedQuestions,
  studiedQuiz,
  tagsOf,
  taughtClass,
  type Whose,
} from './queries.ts';
import { choicesOf, studyQuiz, versionsOf } from './study.ts';

const results = '/kelola/bimtek/:bimtek/hasil';

/** Learning from results: the questions of a quiz, and what the same people gained from pre-test to post-test. */
export const routes = new Hono<Env>()
  .get(`${results}/soal`, allow('panitia'), async (c) => {
    const bimtek = await bimtekAt(c, 'read');
    const quizzes = await quizLines(c.get('house').db, { actor: actorOf(c), bimtekId: bimtek.id });
    return c.html(quizListPage(shell(c), { bimtek, quizzes }));
  })
  .get(`${results}/soal/:quiz`, allow('panitia'), async (c) => c.html(studyPage(shell(c), await study(c))))
  .get(`${results}/soal/:quiz/unduh.xlsx`, allow('panitia'), async (c) => {
    const { quiz, study: figures } = await study(c);
    return answerFile(c, await studySheet(quiz, figures), `soal-${quiz.id}.xlsx`);
  })
  .get(`${results}/kemajuan`, allow('panitia'), async (c) =>
    c.html(progressPage(shell(c), await ofBimtek(c))),
  )
  .get(`${results}/kemajuan.xlsx`, allow('panitia'), async (c) =>
    answerFile(c, await progressSheet((await ofBimtek(c)).progress), 'kemajuan.xlsx'),
  )
  .get('/kelas/:class/kemajuan', allow('pelatih'), async (c) =>
    c.html(progressPage(shell(c), await ofClass(c))),
  )
  .get('/kelas/:class/kemajuan.xlsx', allow('pelatih'), async (c) => {
    const { progress, taught } = await ofClass(c);
    return answerFile(c, await progressSheet(progress), `kemajuan-kelas-${taught.letter}.xlsx`);
  });

async function study(c: Ctx) {
  const bimtek = await bimtekAt(c, 'read');
  const { db } = c.get('house');
  const whose: Whose = { actor: actorOf(c), bimtekId: bimtek.id };
  const id = c.req.param('quiz') ?? '';
  if (!isQuizId(id)) throw new NotFound();
  const quiz = found(await studiedQuiz(db, whose, id));
  const rows = await readSittings(db, whose, { quizId: quiz.id });
  const questions = await studiedQuestions(db, versionsOf(rows, quiz.pool));
  const narrow = narrowOf(readQuery(c, studyQuery));
  return { bimtek, quiz, narrow, choices: choicesOf(rows), study: studyQuiz(quiz, rows, questions, narrow) };
}

async function ofBimtek(c: Ctx) {
  const bimtek = await bimtekAt(c, 'read');
  return {
    ...(await progress(c, { actor: actorOf(c), bimtekId: bimtek.id })),
    above: bimtek.name,
    path: `/kelola/bimtek/${bimtek.id}/hasil/kemajuan`,
    back: { href: `/kelola/bimtek/${bimtek.id}/hasil`, label: 'Hasil' },
  };
}

async function ofClass(c: Ctx) {
  const { db, clock } = c.get('house');
  const now = clock.now();
  const taught = found(await taughtClass(db, actorOf(c), idAt(c, 'class'), now));
  const whose = { actor: actorOf(c), bimtekId: taught.bimtekId, class: { id: taught.id, now } };
  return {
    ...(await progress(c, whose)),
    taught,
    above: `${taught.bimtek}, kelas ${taught.letter}`,
    path: `/kelas/${taught.id}/kemajuan`,
    back: { href: `/kelas/${taught.id}`, label: `Kelas ${taught.letter}` },
  };
}

async function progress(c: Ctx, whose: Whose) {
  const { db } = c.get('house');
  const query = readQuery(c, progressQuery);
  const wish = { ...narrowOf(query), which: query.percobaan, course: query.kursus };
  const rows = await readSittings(db, whose, { tests: true });
  const objectives = await objectivesOf(db, whose.bimtekId);
  const tags = await tagsOf(db, versionsOf(rows));
  return { wish, objectives, progress: progressOf(rows, tags, objectives, wish) };
}
