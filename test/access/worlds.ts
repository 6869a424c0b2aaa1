import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { issueSlips } from '../../src/account/index.ts';
import {
  assignTrainer,
  createBimtek,
  createClasses,
  enrolPeople,
  planSessions,
} from '../../src/bimtek/index.ts';
import { keepDraft } from '../../src/bimtek/import/draft.ts';
import type { Trx } from '../../src/database/schema.ts';
import { newId } from '../../src/id.ts';
import { assignKader, recordDecree } from '../../src/pkdd/index.ts';
import { startAttempt } from '../../src/quiz/start-attempt.ts';
import type { Result } from '../../src/result.ts';
import { addPerson } from '../fixtures/account.ts';
import type { Cast } from '../fixtures/cast.ts';

/** What belongs to one kader, from the bimtek down to a step in the village: the records that addresses name. */
export type World = {
  bimtek: string;
  class: string;
  session: string;
  kader: string;
  enrolment: string;
  /** A duta who goes along with the kader's village, and one of the duta's roles. */
  duta: string;
  grant: string;
  code: string;
  attempt: string;
  objection: string;
  walkIn: string;
  evidence: string;
  draft: string;
  import: string;
  certificate: string;
  step: string;
};

/** The round of the RKTL that waits for a review in both worlds. */
export const ROUND = 7;
const DAY = 24 * 3600 * 1000;
const QUIZ = 'desa-cerdas.m1';
const ELSEWHERE = '18.10.04.2001';

const value = <Value>(result: Result<Value, { reason: string }>): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};

/** Andri Wahyudi (0014) of Kabupaten Solok in class G of the story, with whatever the story does not have yet. */
export async function worldOfStory(cast: Cast): Promise<World> {
  const { db, bimtekId } = cast;
  const session = await db
    .selectFrom('session as s')
    .innerJoin('session_class as c', 'c.session_id', 's.id')
    .select('s.id')
    .where('c.class_id', '=', cast.classId('G'))
    .where('s.counted', '=', true)
    .where(sql<boolean>`(select count(*) = 1 from session_class o where o.session_id = s.id)`)
    .orderBy('s.no')
    .executeTakeFirstOrThrow();
  const certificate = await db
    .selectFrom('certificate')
    .select('id')
    .where('person_id', '=', cast.person('0014'))
    .executeTakeFirstOrThrow();
  const basis = {
    bimtek: bimtekId,
    class: cast.classId('G'),
    session: session.id,
    kader: cast.person('0014'),
    enrolment: cast.enrolment('0014'),
    duta: cast.person('0104'),
    code: '13.02.09.2008',
    certificate: certificate.id,
  };
  return db.transaction().execute((trx) => withRecords(trx, cast, basis, cast.person('0401')));
}

/** Another bimtek with people of its own, of Kabupaten Pringsewu, and who works there. */
export async function otherWorld(
  cast: Cast,
  certificateToCopy: string,
): Promise<World & Record<'pelatih' | 'panitia' | 'pemantau', string>> {
  const { db } = cast;
  const panitia = await addPerson(cast, { name: 'Panitia Lain' });
  const pelatih = await addPerson(cast, { name: 'Pelatih Lain', grants: [{ role: 'pelatih' }] });
  const duta = await addPerson(cast, {
    name: 'Duta Lain',
    grants: [{ role: 'duta', villageCode: ELSEWHERE }],
  });
  const pemantau = await addPerson(cast, {
    name: 'Pemantau Lain',
    grants: [{ role: 'pemantau', regencyCode: '18.10', audit: true }],
  });
  const kader = await addPerson(cast, { name: 'Kader Lain', nik: '1810044101900000' });
  const world = await db.transaction().execute(async (trx) => {
    const places = await secondBimtek(trx, cast, { panitia, pelatih, kader });
    const certificate = await copyCertificate(trx, certificateToCopy, { ...places, kader });
    return withRecords(trx, cast, { ...places, kader, duta, code: ELSEWHERE, certificate }, panitia);
  });
  return { ...world, pelatih, panitia, pemantau };
}

async function secondBimtek(trx: Trx, cast: Cast, who: { panitia: string; pelatih: string; kader: string }) {
  const now = cast.clock.now();
  const by = who.panitia;
  const { id: issuerId } = await trx.selectFrom('issuer').select('id').executeTakeFirstOrThrow();
  const facts = {
    name: 'Bimtek Lain',
    label: 'Gelombang III',
    place: 'Jakarta',
    timeZone: 'Asia/Jakarta' as const,
  };
  const days = { startsOn: '2024-06-17', endsOn: '2024-06-21', countsForPkdd: true };
  const wish = { ...facts, ...days, issuerId, panitiaId: by, by };
  const { bimtekId } = value(await createBimtek(trx, wish, now));
  const [made] = value(await createClasses(trx, { bimtekId, letters: ['G'], by }, now));
  const classId = made?.id ?? '';
  value(await assignTrainer(trx, { bimtekId, classId, personId: who.pelatih, by }, now));
  const startsAt = new Date('2024-06-18T08:30:00+07:00');
  const session = {
    startsAt,
    endsAt: new Date(startsAt.getTime() + 90 * 60_000),
    halfJp: 4,
    topic: 'Perkenalan',
    subject: 'Pembukaan',
  };
  const rest = { counted: true, room: 'Ruang 1', classIds: [classId], trainerIds: [who.pelatih] };
  value(await planSessions(trx, { bimtekId, sessions: [{ ...session, ...rest }], by }, now));
  const people = [
    { personId: who.kader, villageCode: ELSEWHERE, classId, joinedAt: new Date('2024-06-10T08:00:00+07:00') },
  ];
  const [enrolled] = value(await enrolPeople(trx, { bimtekId, people, by }, now));
  const sk = {
    personId: who.kader,
    villageCode: ELSEWHERE,
    number: '141/99/KPTS/2024',
    dated: '2024-06-01',
    typedBy: by,
  };
  const { decreeId } = value(await recordDecree(trx, sk, now));
  value(
    await assignKader(
      trx,
      { personId: who.kader, villageCode: ELSEWHERE, decreeId, fromDate: '2024-06-01', by },
      now,
    ),
  );
  const { id } = await trx
    .selectFrom('session')
    .select('id')
    .where('bimtek_id', '=', bimtekId)
    .executeTakeFirstOrThrow();
  return { bimtek: bimtekId, class: classId, session: id, enrolment: enrolled?.enrolmentId ?? '' };
}

/** A certificate like another one, for a person who never earned it: enough for asking who may open it. */
async function copyCertificate(
  trx: Trx,
  from: string,
  to: Pick<World, 'bimtek' | 'enrolment' | 'kader'>,
): Promise<string> {
  const id = newId();
  const one = await trx
    .selectFrom('certificate')
    .selectAll()
    .where('id', '=', from)
    .executeTakeFirstOrThrow();
  const revision = await trx
    .selectFrom('certificate_revision')
    .selectAll()
    .where('certificate_id', '=', from)
    .executeTakeFirstOrThrow();
  const copy = { id, bimtek_id: to.bimtek, enrolment_id: to.enrolment, person_id: to.kader };
  await trx
    .insertInto('certificate')
    .values({ ...one, ...copy, seq: 9999, number: '9999/LAIN/2024' })
    .execute();
  await trx
    .insertInto('certificate_revision')
    .values({
      ...revision,
      certificate_id: id,
      serial: randomBytes(16),
      code: 'LAINLAINLAIN',
      content: JSON.stringify(revision.content),
    })
    .execute();
  await sql`insert into certificate_pdf select ${id}, revision, pdf, sha256, at from certificate_pdf
    where certificate_id = ${from} and revision = ${revision.revision}`.execute(trx);
  return id;
}

type Basis = Omit<
  World,
  'grant' | 'attempt' | 'objection' | 'walkIn' | 'evidence' | 'draft' | 'import' | 'step'
>;

/** A running attempt, an RKTL that waits for more than a week, an objection, a walk-in, a picture of a sheet, a roster draft, a slip, a step. */
async function withRecords(trx: Trx, cast: Cast, basis: Basis, panitia: string): Promise<World> {
  const now = cast.clock.now();
  const { bimtek, enrolment, kader, code } = basis;
  const [objection, walkIn, evidence, step, imported] = [newId(), newId(), newId(), newId(), newId()];
  const pair = { bimtek_id: bimtek, enrolment_id: enrolment };
  await trx
    .insertInto('rktl_round')
    .values({
      ...pair,
      no: ROUND,
      rows: '[]',
      submitted_at: new Date(now.getTime() - 8 * DAY),
      person_id: kader,
    })
    .execute();
  await trx
    .insertInto('objection')
    .values({ id: objection, ...pair, session_id: basis.session, says: 'Saya hadir.', by_id: kader, at: now })
    .execute();
  const photo = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
  await trx
    .insertInto('attendance_evidence')
    .values({
      ...{ id: evidence, bimtek_id: bimtek, session_id: basis.session, sheet: '', type: 'image/jpeg' },
      ...{ size: photo.length, sha256: randomBytes(32), bytes: photo, by_id: panitia, at: now },
    })
    .execute();
  await trx
    .insertInto('walk_in')
    .values({
      ...{ id: walkIn, bimtek_id: bimtek, session_id: basis.session, name: 'Tamu', place: '' },
      ...{ by_id: panitia, at: now },
    })
    .execute();
  await trx
    .insertInto('pkdd_step')
    .values({
      id: step,
      village_code: code,
      regency_code: code.slice(0, 5),
      kind: 'proposal',
      no: 1,
      ...{
        on_date: '2024-06-28',
        place: 'Balai',
        men: 3,
        women: 4,
        evidence: 'Foto',
        by_id: kader,
        at: now,
      },
    })
    .execute();
  const bytes = readFileSync(new URL('../fixtures/rosters/bantul.csv', import.meta.url));
  const draft = await keepDraft(
    trx,
    cast.keys,
    { bimtekId: bimtek, fileName: 'bantul.csv', bytes, by: panitia },
    now,
  );
  await trx
    .insertInto('roster_import')
    .values({
      ...{ id: imported, bimtek_id: bimtek, file_name: 'bantul.csv', by_id: panitia, at: now },
      counts: JSON.stringify({ new: 0, changed: 0, unchanged: 0, question: 0, wrong: 0 }),
    })
    .execute();
  await issueSlips(trx, [kader], { expiresAt: new Date(now.getTime() + DAY), byId: panitia }, now);
  const begin = { personId: kader, enrolmentId: enrolment, bimtekId: bimtek, quizId: QUIZ };
  const attempt = value(await startAttempt(trx, begin, now));
  const { id: grant } = await trx
    .selectFrom('role_grant')
    .select('id')
    .where('person_id', '=', basis.duta)
    .executeTakeFirstOrThrow();
  return { ...basis, grant, attempt, objection, walkIn, evidence, draft, import: imported, step };
}
