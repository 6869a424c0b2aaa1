import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recapQuery } from '../../src/attendance/recap/forms.ts';
import { readRecap } from '../../src/attendance/recap/queries.ts';
import { DEFAULT_RULES } from '../../src/bimtek/index.ts';
import {
  liftSuspension,
  refreshAtDeadline,
  refreshStanding,
  revokeCertificate,
  suspendCertificate,
} from '../../src/certification/index.ts';
import { issueBatch } from '../../src/certification/issue-certificates.ts';
import type { MarkStatus, Trx } from '../../src/database/schema.ts';
import { newId } from '../../src/id.ts';
import { type Bimtek, type Kader, openBimtek, wib } from '../fixtures/attendance.ts';
import { IMPRINT } from '../fixtures/certification.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { presenceByMatrix } from '../fixtures/recap.ts';
import { readFacts, standingsFrom } from '../fixtures/standing-model.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const DEADLINE = wib(20, '16:00');
/** The clock of a run may be set back, the order of facts may not. */
const later = (n: number): Date => new Date(wib(9, '08:00').getTime() + n * 1000);
const who = fc.nat(1);
const which = fc.nat(5);
const status = fc.constantFrom<MarkStatus>('hadir', 'terlambat', 'izin', 'sakit', 'alpa');
/** Slots on the days of the bimtek, so that joining, moving, ending and sessions fall before and after each other. */
const slot = fc.nat(9).map((n) => wib(1 + n, '08:30'));

const event = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ is: fc.constant('mark' as const), who, which, status, open: fc.boolean() }),
  },
  fc.record({ is: fc.constant('dispense' as const), who, which, revoked: fc.boolean() }),
  fc.record({
    is: fc.constant('move-class' as const),
    who,
    letter: fc.constantFrom('F' as const, 'G' as const),
    at: slot,
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant('session' as const),
      which,
      cancelled: fc.boolean(),
      counted: fc.boolean(),
      at: slot,
      halfJp: fc.integer({ min: 0, max: 8 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      is: fc.constant('lesson' as const),
      who,
      lesson: fc.constantFrom('a1', 'a2', 'b1'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      is: fc.constant('attempt' as const),
      who,
      kind: fc.constantFrom('pre' as const, 'module' as const, 'post' as const),
      score: fc.option(fc.integer({ min: 5000, max: 9000 })),
    }),
  },
  fc.record({ is: fc.constant('allowance' as const), who, extra: fc.nat(2) }),
  {
    weight: 2,
    arbitrary: fc.record({
      is: fc.constant('rktl' as const),
      who,
      decision: fc.constantFrom(null, 'accepted' as const, 'revise' as const),
    }),
  },
  fc.record({ is: fc.constant('evaluation' as const), who }),
  fc.record({ is: fc.constant('name' as const), who, confirmed: fc.boolean() }),
  { weight: 4, arbitrary: fc.record({ is: fc.constant('ripen' as const), who, rktl: fc.boolean() }) },
  { weight: 3, arbitrary: fc.constant({ is: 'close' as const }) },
  fc.constant({ is: 'reopen' as const }),
  fc.record({ is: fc.constant('end' as const), who, at: fc.option(slot) }),
  fc.record({
    is: fc.constant('decree' as const),
    who,
    becomes: fc.constantFrom('recorded' as const, 'confirmed' as const, 'ended' as const),
  }),
  fc.record({ is: fc.constant('clear' as const), who }),
  fc.record({
    is: fc.constant('rules' as const),
    percent: fc.constantFrom(50, 80, 100),
    posts: fc.integer({ min: 1, max: 3 }),
    without: fc.subarray([
      'require_modules',
      'require_post_test',
      'require_rktl',
      'require_evaluation',
      'require_name',
    ] as const),
  }),
  fc.record({ is: fc.constant('clock' as const), over: fc.boolean() }),
  { weight: 3, arbitrary: fc.constant({ is: 'issue' as const }) },
  fc.record({
    is: fc.constant('certificate' as const),
    who,
    act: fc.constantFrom('suspend' as const, 'lift' as const, 'revoke' as const),
  }),
);
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never;

/** Stories that chance tells too seldom. */
const RARE: Event[][] = [
  [{ is: 'attempt', who: 0, kind: 'post', score: null }],
  [
    { is: 'rules', percent: 80, posts: 1, without: [] },
    { is: 'attempt', who: 0, kind: 'post', score: 5000 },
    { is: 'allowance', who: 0, extra: 1 },
  ],
  [
    { is: 'close' },
    { is: 'ripen', who: 0, rktl: true },
    { is: 'issue' },
    { is: 'clear', who: 0 },
    { is: 'certificate', who: 0, act: 'suspend' },
  ],
  [
    { is: 'close' },
    { is: 'ripen', who: 0, rktl: false },
    { is: 'clock', over: true },
    { is: 'issue' },
    { is: 'rktl', who: 0, decision: 'accepted' },
    { is: 'issue' },
  ],
];

const REACHED = [
  ...['null', 'sertifikat', 'surat-keterangan'].map((due) => `due ${due}`),
  ...['met', 'open', 'never'].map((state) => `l1 ${state}`),
  ...['met', 'not-taken', 'below', 'attempts-used', 'running', 'deadline', 'not-required'].map(
    (reason) => `l3 ${reason}`,
  ),
  ...[
    'null null',
    'sertifikat valid',
    'sertifikat suspended',
    'sertifikat revoked',
    'surat-keterangan valid',
  ].map((paper) => `paper ${paper}`),
  ...['none', 'cleared', 'suspended'].map((state) => `clearance ${state}`),
  ...['none', 'recorded', 'confirmed'].map((state) => `decree ${state}`),
];

type World = { b: Bimtek; kader: [Kader, Kader]; sessions: string[]; course: string; n: number; now: Date };

async function makeWorld(): Promise<World> {
  house.clock.set(wib(12, '08:00'));
  const b = await openBimtek(house);
  const { db, bimtekId } = b;
  const course = `kursus-${newId()}`;
  const sha256 = Buffer.from(newId().replaceAll('-', '').repeat(2), 'hex');
  await db.insertInto('course').values({ id: course, title: 'Kursus' }).execute();
  await db
    .insertInto('course_version')
    .values({ course_id: course, no: 1, sha256, at: wib(30, '08:00') })
    .execute();
  await db.insertInto('lesson_body').values({ sha256, html: '<p>isi</p>', bytes: 10 }).execute();
  const of = { course_id: course, version_no: 1 };
  await db
    .insertInto('course_module')
    .values(
      ['a', 'b', 'c'].map((id, position) => ({
        ...of,
        id,
        position,
        title: id,
        phase: 'before' as const,
        required: id !== 'c',
        objectives: '{}',
      })),
    )
    .execute();
  await db
    .insertInto('course_lesson')
    .values(
      [
        ['a', 'a1'],
        ['a', 'a2'],
        ['b', 'b1'],
        ['c', 'c1'],
      ].map(([module_id, id], position) => ({
        ...of,
        module_id: module_id!,
        id: id!,
        position,
        title: id!,
        minutes: 5,
        body_sha256: sha256,
      })),
    )
    .execute();
  const quiz = (id: string, kind: 'pre' | 'module' | 'post', module_id: string | null) => ({
    ...of,
    id,
    kind,
    module_id,
    title: id,
    pool: '{}',
    draw: '{}',
  });
  await db
    .insertInto('quiz')
    .values([quiz('pre', 'pre', null), quiz('module', 'module', 'a'), quiz('post', 'post', null)])
    .execute();
  await db
    .insertInto('bimtek_course')
    .values({ bimtek_id: bimtekId, ...of })
    .execute();
  await db.updateTable('bimtek').set({ pass_deadline: DEADLINE }).where('id', '=', bimtekId).execute();
  const sessions: string[] = [];
  for (const [i, classes] of ([['F'], ['F'], ['G'], ['F', 'G'], ['F'], ['G']] as ('F' | 'G')[][]).entries())
    sessions.push(await b.addSession({ start: wib(2 + i, '08:30'), classes, halfJp: 3 + (i % 2) }));
  const kader: [Kader, Kader] = [
    await b.addKader(),
    await b.addKader({ class: 'G', joined: wib(4, '07:00') }),
  ];
  return { b, kader, sessions, course, n: 0, now: house.clock.now() };
}

/** Writes the facts of an event as rows; whose standing it touches. */
async function happen(world: World, event: Event, trx: Trx): Promise<string[] | 'all'> {
  const { b, kader, sessions, now } = world;
  const { bimtekId, people } = b;
  const n = ++world.n;
  const one = 'who' in event ? kader[event.who as 0 | 1] : kader[0];
  const mine = { bimtek_id: bimtekId, enrolment_id: one.enrolmentId };
  const touched = [one.enrolmentId];
  switch (event.is) {
    case 'mark': {
      const cell = {
        ...mine,
        session_id: sessions[event.which]!,
        status: event.status,
        head_id: one.enrolmentId,
        heads: 1,
        open: event.open,
      };
      await trx
        .insertInto('attendance')
        .values(cell)
        .onConflict((oc) => oc.columns(['bimtek_id', 'enrolment_id', 'session_id']).doUpdateSet(cell))
        .execute();
      return touched;
    }
    case 'dispense': {
      const revoked = event.revoked ? { revoked_at: now, revoked_by: people.panitia } : {};
      await trx
        .updateTable('dispensation')
        .set({ revoked_at: now, revoked_by: people.panitia })
        .where('enrolment_id', '=', one.enrolmentId)
        .where('session_id', '=', sessions[event.which]!)
        .where('revoked_at', 'is', null)
        .execute();
      await trx
        .insertInto('dispensation')
        .values({
          ...mine,
          session_id: sessions[event.which]!,
          no: n,
          reason: 'Uji',
          task: 'Uji',
          person_id: one.personId,
          by_id: people.panitia,
          at: now,
          ...revoked,
        })
        .execute();
      return touched;
    }
    case 'move-class':
      await trx
        .insertInto('class_membership')
        .values({ ...mine, since: event.at, class_id: b.classes[event.letter] })
        .onConflict((oc) =>
          oc
            .columns(['bimtek_id', 'enrolment_id', 'since'])
            .doUpdateSet({ class_id: b.classes[event.letter] }),
        )
        .execute();
      await trx
        .updateTable('enrolment')
        .set({ class_id: b.classes[event.letter] })
        .where('id', '=', one.enrolmentId)
        .execute();
      return touched;
    case 'session':
      await trx
        .updateTable('session')
        .set({
          counted: event.counted,
          half_jp: event.halfJp,
          starts_at: event.at,
          ends_at: new Date(event.at.getTime() + 5_400_000),
          cancelled_at: event.cancelled ? now : null,
          cancel_reason: event.cancelled ? 'Uji' : null,
        })
        .where('id', '=', sessions[event.which]!)
        .execute();
      return 'all';
    case 'lesson':
      await trx
        .insertInto('lesson_read')
        .values({ ...mine, course_id: world.course, lesson_id: event.lesson, version_no: 1, at: now })
        .onConflict((oc) => oc.doNothing())
        .execute();
      return touched;
    case 'attempt': {
      const handed =
        event.score === null
          ? {}
          : { handed_in_at: now, handed_in_by: 'kader' as const, score_bp: event.score };
      await trx
        .insertInto('attempt')
        .values({
          id: newId(),
          ...mine,
          course_id: world.course,
          version_no: 1,
          quiz_id: event.kind,
          kind: event.kind,
          no: n,
          layout: '[]',
          started_at: now,
          ...handed,
        })
        .execute();
      return touched;
    }
    case 'allowance':
      await trx
        .insertInto('allowance')
        .values({
          ...mine,
          quiz_id: 'post',
          no: n,
          extra_minutes: 0,
          extra_attempts: event.extra,
          reason: 'Uji',
          person_id: one.personId,
          by_id: people.ratna,
          at: now,
        })
        .execute();
      return touched;
    case 'rktl': {
      const decided =
        event.decision === null ? {} : { decision: event.decision, by_id: people.ratna, decided_at: now };
      await trx
        .insertInto('rktl_round')
        .values({ ...mine, no: n, rows: '[]', submitted_at: later(n), person_id: one.personId, ...decided })
        .execute();
      return touched;
    }
    case 'evaluation':
      await trx
        .insertInto('evaluation_done')
        .values({ ...mine, form: 'akhir' })
        .onConflict((oc) => oc.doNothing())
        .execute();
      return touched;
    case 'name':
      await trx
        .updateTable('person')
        .set({ name_confirmed_at: event.confirmed ? now : null })
        .where('id', '=', one.personId)
        .execute();
      return touched;
    case 'ripen':
      await ripen(world, trx, one, event.rktl);
      return touched;
    case 'close':
      await trx
        .insertInto('closing')
        .values({ bimtek_id: bimtekId, no: n, by_id: people.panitia, at: now })
        .execute();
      return 'all';
    case 'reopen': {
      const last = await trx
        .selectFrom('closing')
        .select((eb) => eb.fn.max('no').as('no'))
        .where('bimtek_id', '=', bimtekId)
        .executeTakeFirst();
      if (last?.no)
        await trx
          .insertInto('reopening')
          .values({
            bimtek_id: bimtekId,
            no: last.no,
            asked_by: people.panitia,
            reason: 'Uji',
            asked_at: now,
            agreed_by: people.panitia2,
            agreed_at: now,
          })
          .onConflict((oc) => oc.doNothing())
          .execute();
      return 'all';
    }
    case 'end':
      await trx
        .updateTable('enrolment')
        .set({ ended_at: event.at, end_reason: event.at && 'Uji' })
        .where('id', '=', one.enrolmentId)
        .execute();
      return touched;
    case 'decree':
      await decree(world, trx, one, event.becomes);
      return touched;
    case 'clear':
      await clear(world, trx, one);
      return touched;
    case 'rules': {
      const rules = {
        ...DEFAULT_RULES,
        attendance_percent: event.percent,
        post_attempts: event.posts,
        ...Object.fromEntries(event.without.map((line) => [line, false])),
      };
      await trx
        .insertInto('rule_version')
        .values({ bimtek_id: bimtekId, no: n + 1, body: JSON.stringify(rules), at: now })
        .execute();
      await trx
        .updateTable('bimtek')
        .set({ rule_no: n + 1 })
        .where('id', '=', bimtekId)
        .execute();
      return 'all';
    }
    case 'clock':
      world.now = event.over ? DEADLINE : wib(12, '08:00');
      return 'all';
    case 'issue':
      // Refreshes by itself what it touches.
      await issueBatch(trx, { bimtekId, by: people.panitia, ...IMPRINT }, now);
      return [];
    case 'certificate': {
      const paper = await trx
        .selectFrom('certificate')
        .select('id')
        .where('person_id', '=', one.personId)
        .orderBy('kind')
        .executeTakeFirst();
      const write = { suspend: suspendCertificate, lift: liftSuspension, revoke: revokeCertificate }[
        event.act
      ];
      if (paper) await write(trx, { certificateId: paper.id, reason: 'Uji', by: people.panitia }, now);
      return [];
    }
  }
}

/** Brings a kader to all lines, or to all but the RKTL: by chance alone it hardly happens. */
async function ripen(world: World, trx: Trx, one: Kader, rktl: boolean): Promise<void> {
  const { b, now, n } = world;
  const mine = { bimtek_id: b.bimtekId, enrolment_id: one.enrolmentId };
  const of = { course_id: world.course, version_no: 1 };
  const attempt = (quiz: 'module' | 'post', score_bp: number) => ({
    id: newId(),
    ...mine,
    ...of,
    quiz_id: quiz,
    kind: quiz,
    no: n,
    layout: '[]',
    started_at: now,
    handed_in_at: now,
    handed_in_by: 'kader' as const,
    score_bp,
  });
  const cells = world.sessions.map((session_id) => ({
    ...mine,
    session_id,
    status: 'hadir' as const,
    head_id: one.enrolmentId,
    heads: 1,
    open: false,
  }));
  await trx
    .insertInto('attendance')
    .values(cells)
    .onConflict((oc) =>
      oc.columns(['bimtek_id', 'enrolment_id', 'session_id']).doUpdateSet({ status: 'hadir', open: false }),
    )
    .execute();
  await trx
    .insertInto('lesson_read')
    .values(['a1', 'a2', 'b1'].map((lesson_id) => ({ ...mine, ...of, lesson_id, at: now })))
    .onConflict((oc) => oc.doNothing())
    .execute();
  await trx
    .insertInto('attempt')
    .values([attempt('module', 6000), attempt('post', 8000)])
    .execute();
  await trx
    .insertInto('evaluation_done')
    .values({ ...mine, form: 'akhir' })
    .onConflict((oc) => oc.doNothing())
    .execute();
  await trx.updateTable('person').set({ name_confirmed_at: now }).where('id', '=', one.personId).execute();
  if (rktl)
    await trx
      .insertInto('rktl_round')
      .values({
        ...mine,
        no: n,
        rows: '[]',
        submitted_at: later(n),
        person_id: one.personId,
        decision: 'accepted',
        by_id: b.people.ratna,
        decided_at: now,
      })
      .execute();
}

const place = async (trx: Trx, one: Kader) => {
  const row = await trx
    .selectFrom('standing')
    .select(['village_code', 'regency_code'])
    .where('enrolment_id', '=', one.enrolmentId)
    .executeTakeFirstOrThrow();
  return { person_id: one.personId, ...row };
};

async function decree(
  world: World,
  trx: Trx,
  one: Kader,
  becomes: 'recorded' | 'confirmed' | 'ended',
): Promise<string> {
  const { b, now } = world;
  const id = newId();
  const extra = {
    recorded: {},
    confirmed: { confirmed: true, confirmed_by: b.people.panitia, confirmed_at: now },
    ended: { ended_at: now },
  }[becomes];
  await trx
    .insertInto('decree')
    .values({
      id,
      ...(await place(trx, one)),
      number: String(world.n),
      dated: '2024-05-01',
      at: later(world.n),
      ...extra,
    })
    .execute();
  return id;
}

/** Clears on a valid sertifikat where there is one; else an earlier clearance that was suspended. */
async function clear(world: World, trx: Trx, one: Kader): Promise<void> {
  const { b, n } = world;
  const at = later(n);
  const where = await place(trx, one);
  const paper = await trx
    .selectFrom('certificate')
    .select('id')
    .where('person_id', '=', one.personId)
    .where('kind', '=', 'sertifikat')
    .where('status', '=', 'valid')
    .executeTakeFirst();
  const standing = await trx
    .selectFrom('clearance')
    .select('assignment_id')
    .where('village_code', '=', where.village_code)
    .executeTakeFirst();
  if (standing) return;
  const assignmentId = newId();
  const active = await trx
    .selectFrom('assignment')
    .select('id')
    .where('village_code', '=', where.village_code)
    .where('active', '=', true)
    .executeTakeFirst();
  if (active)
    await trx
      .updateTable('assignment')
      .set({ active: false, ended_at: at, end_reason: 'Uji' })
      .where('id', '=', active.id)
      .execute();
  await trx
    .insertInto('assignment')
    .values({ id: assignmentId, ...where, from_date: '2024-05-01', active: true, at })
    .execute();
  const log = (no: number, event: 'cleared' | 'suspended') =>
    trx
      .insertInto('clearance_event')
      .values({
        assignment_id: assignmentId,
        no,
        event,
        reason: event === 'cleared' ? null : 'Uji',
        by_id: b.people.panitia2,
        at,
      })
      .execute();
  await log(1, 'cleared');
  if (!paper) return void (await log(2, 'suspended'));
  const decreeId = await decree(world, trx, one, 'confirmed');
  await trx
    .insertInto('clearance')
    .values({
      ...where,
      assignment_id: assignmentId,
      decree_id: decreeId,
      certificate_id: paper.id,
      by_id: b.people.panitia2,
      at,
    })
    .execute();
}

const statesOf = (row: Awaited<ReturnType<typeof rows>>[number]): string[] => [
  `due ${row.due}`,
  `l1 ${row.l1}`,
  `l3 ${row.r3}`,
  `paper ${row.certificate_kind} ${row.certificate_status}`,
  `clearance ${row.clearance}`,
  `decree ${row.decree}`,
];
const rows = async ({ b }: World) =>
  b.db
    .selectFrom('standing')
    .selectAll()
    .where('bimtek_id', '=', b.bimtekId)
    .orderBy('enrolment_id')
    .execute();

it(
  'refreshed after each event, every column equals what plain code reads from the facts',
  { timeout: 600_000 },
  async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 20, maxLength: 35, size: 'max' }), async (events) => {
        const world = await makeWorld();
        const { db, bimtekId } = world.b;
        for (const one of events) {
          await db.transaction().execute(async (trx) => {
            const touched = await happen(world, one, trx);
            if (touched === 'all' || touched.length > 0)
              await refreshStanding(trx, bimtekId, touched, world.now);
          });
          for (const row of await rows(world)) for (const state of statesOf(row)) seen.add(state);
        }
        const written = await rows(world);
        expect(written).toEqual(standingsFrom(await readFacts(db, bimtekId), world.now));
        const recap = await readRecap(db, { bimtekId }, recapQuery.parse({}), null);
        expect(written).toMatchObject(presenceByMatrix(recap));
        // The work of the deadline finds nothing to do once the rows are as of that moment.
        if (world.now < DEADLINE) return;
        await refreshAtDeadline(db, world.now);
        expect(await rows(world)).toEqual(written);
      }),
      { numRuns: 16, seed: 20240603, endOnFailure: true, examples: RARE.map((events) => [events]) },
    );
    // The events reach what matters; without this a generator that only idles would pass.
    expect(REACHED.filter((state) => !seen.has(state))).toEqual([]);
  },
);
