import { answerObjection, closePresensi } from '../attendance/index.ts';
import {
  type EvaluationAnswers,
  handInEvaluation,
  reviewRktl,
  type RktlRow,
  sendRktl,
} from '../followup/index.ts';
import { importAttempts } from '../quiz/index.ts';
import { attendLater, settleQuestion } from './attend-later.ts';
import { after, COURSE, readLessons, share, whole } from './learn.ts';
import { act, actorOf, at, idOf, type Story, within } from './story.ts';

/** Their post-test stays below 70. */
const BELOW = new Set(['0012', '0035']);
/** Learnt nothing at home, so the post-test stayed closed for them. */
const WITHOUT_MODULES = new Set(['0015', '0023']);
/** Their RKTL waits, or was sent back. */
const WAITING = new Set(['0022']);
const SENT_BACK = new Set(['0046']);

/** Scene four, 3 to 9 June: the other days, post-test, RKTL, evaluation, the last module, presensi closed. */
export async function finish(story: Story): Promise<void> {
  await settleQuestion(story);
  await settleObjection(story);
  await attendLater(story);
  await lastLessons(story);
  await postTests(story);
  for (const last of story.enrolment.keys()) await planAndEvaluate(story, last);
  const now = at('2024-06-09T10:00');
  const panitia = await actorOf(story, '0401', now);
  await act(story.house.db, (trx) => closePresensi(trx, panitia, story.bimtekId, now));
}

async function settleObjection(story: Story): Promise<void> {
  const now = at('2024-06-03T08:20');
  const actor = await actorOf(story, '0201', now);
  const open = await story.house.db
    .selectFrom('objection')
    .select(['id', 'mark_id'])
    .executeTakeFirstOrThrow();
  const bases = open.mark_id ? [open.mark_id] : [];
  const answer = {
    objectionId: open.id,
    reason: 'Benar, Anda sudah duduk. Maaf.',
    outcome: 'accepted' as const,
    status: 'hadir' as const,
    minutesLate: null,
    bases,
    device: 'demo',
  };
  await act(story.house.db, (trx) => answerObjection(trx, actor, answer, now));
}

const MODULES = ['m1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm10'];

/** Lessons and quizzes that were still open on 3 June, and the module after the days. */
async function lastLessons(story: Story): Promise<void> {
  await readLessons(
    story,
    MODULES,
    (last) => (WITHOUT_MODULES.has(last) ? 0 : MODULES.length),
    {},
    at('2024-06-08T20:30'),
  );
  const taken = await story.house.db
    .selectFrom('attempt')
    .select(['enrolment_id', 'quiz_id'])
    .where('kind', '=', 'module')
    .execute();
  const has = new Set(taken.map((row) => `${row.enrolment_id} ${row.quiz_id}`));
  const open = [...story.enrolment].flatMap(([last, enrolmentId]) =>
    MODULES.filter(
      (module) => !WITHOUT_MODULES.has(last) && !has.has(`${enrolmentId} ${COURSE}.${module}`),
    ).map((module, no) =>
      whole(
        story,
        last,
        `${COURSE}.${module}`,
        1,
        after(at('2024-06-07T18:00'), 20 * no),
        share(last, no + 20, 0.65, 0.95),
      ),
    ),
  );
  await within(story.house.db, (trx) => importAttempts(trx, story.bimtekId, open, at('2024-06-08T21:00')));
}

async function postTests(story: Story): Promise<void> {
  const start = at('2024-06-08T13:05');
  const attempts = [...story.enrolment.keys()]
    .filter((last) => !WITHOUT_MODULES.has(last))
    .map((last) =>
      whole(story, last, `${COURSE}.post-test`, 1, start, BELOW.has(last) ? 0.55 : share(last, 40, 0.72, 1)),
    );
  await within(story.house.db, (trx) =>
    importAttempts(trx, story.bimtekId, attempts, at('2024-06-08T13:30')),
  );
}

const PLANS: [activity: string, target: string, indicator: string][] = [
  [
    'Membuka pojok belajar HP di kantor nagari',
    '20 ibu rumah tangga',
    'Paling sedikit 15 orang bisa membuat kata sandi kuat',
  ],
  ['Melatih pedagang memotret produk', '12 pedagang pasar nagari', 'Setiap pedagang punya 3 foto produk'],
  ['Mengadakan malam anti hoaks bersama pemuda', '25 pemuda', 'Ada grup periksa kabar yang aktif'],
];

function planOf(last: string): RktlRow[] {
  const [activity, target, indicator] = PLANS[Number(last) % PLANS.length]!;
  const row = {
    activity,
    aim: 'Warga lebih cakap dan aman memakai HP',
    target,
    time: 'Juli 2024, 2 kali pertemuan',
  };
  return [
    { ...row, place: 'Kantor nagari atau desa', person: 'Kader bersama duta', cost: 'Swadaya', indicator },
  ];
}

async function planAndEvaluate(story: Story, last: string): Promise<void> {
  if (WITHOUT_MODULES.has(last)) return;
  const { db, keys } = story.house;
  const personId = idOf(story.person, last);
  const own = { id: idOf(story.enrolment, last), bimtek_id: story.bimtekId, personId };
  const opens = at('2024-06-08T13:00');
  const no = await act(db, (trx) => sendRktl(trx, own, opens, planOf(last), at('2024-06-08T13:40')));
  if (!WAITING.has(last)) {
    const trainer = idOf(story.person, Number(last) >= 14 && Number(last) <= 25 ? '0202' : '0201');
    const decision = SENT_BACK.has(last) ? ('revise' as const) : ('accepted' as const);
    const review = {
      enrolmentId: own.id,
      bimtekId: story.bimtekId,
      no,
      decision,
      comment: decision === 'revise' ? 'Tulis sasaran yang lebih jelas.' : '',
    };
    await act(db, (trx) => reviewRktl(trx, trainer, review, at('2024-06-08T14:10')));
  }
  const classId = idOf(story.classId, Number(last) >= 14 && Number(last) <= 25 ? 'G' : 'F');
  const voter = {
    id: own.id,
    bimtek_id: story.bimtekId,
    class_id: classId,
    opens_at: opens,
    pass_deadline: null,
  };
  await act(db, (trx) =>
    handInEvaluation(trx, keys.evaluation, voter, opinionOf(last), at('2024-06-08T14:20')),
  );
}

function opinionOf(last: string): EvaluationAnswers {
  const grade = (salt: number) => 2 + ((Number(last) + salt) % 3);
  return {
    material: grade(0),
    trainers: grade(1),
    room: grade(2),
    organisers: grade(4),
    usefulness: grade(1),
    advice: Number(last) % 6 === 0 ? 'Waktu praktik ditambah.' : '',
  };
}
