import { sql } from 'kysely';
import { issueSlips } from '../../src/account/index.ts';
import { startAttempt } from '../../src/quiz/index.ts';
import type { Cast } from '../fixtures/cast.ts';
import { newId } from '../../src/id.ts';
import { writeCsv } from '../../src/documents/csv.ts';

/** The session with the open question, a pleno and the one that is next. */
export async function sessionPages({ db, classId }: Cast): Promise<string[]> {
  const rows = await db
    .selectFrom('session as s')
    .innerJoin('session_class as sc', 'sc.session_id', 's.id')
    .select('s.id')
    .where('sc.class_id', '=', classId('F'))
    .where('s.no', 'in', [1, 11, 12])
    .orderBy('s.no')
    .execute();
  return rows.map(({ id }) => `/sesi/${id}/presensi`);
}

/** Where a sheet that came back is typed in, and the pictures of one: a photograph of it and one taken back. */
export async function paperPages(cast: Cast): Promise<string[]> {
  const [session = ''] = (await sessionPages(cast)).map((path) => path.replace(/\/presensi$/, ''));
  const cookie = await cast.as('0201');
  for (const byte of [1, 2]) {
    const body = new FormData();
    body.set('berkas', new File([new Uint8Array([0xff, 0xd8, 0xff, byte])], 'lembar.jpg'));
    await cast.send(`${session}/bukti/berkas`, { method: 'POST', body }, { cookie });
  }
  const { id } = await cast.db.selectFrom('attendance_evidence').select('id').executeTakeFirstOrThrow();
  await cast.post(`${session}/bukti/${id}/tarik`, { _key: newId(), reason: 'Salah foto' }, { cookie });
  return [`${session}/lembar`, `${session}/bukti`];
}

/** The wall of the next session with a code on it, the scanner at its door, somebody noted there, and the walls of sessions that are over. */
export async function hallPages(cast: Cast): Promise<string[]> {
  const sessions = (await sessionPages(cast)).map((path) => path.replace(/\/presensi$/, ''));
  const next = sessions.at(-1) ?? '';
  await openWall(cast, next.split('/')[2] ?? '');
  const walkIn = { _key: newId(), name: 'Bu Yulia', place: 'Cupak' };
  await cast.post(`${next}/tamu`, walkIn, { cookie: await cast.as('0201') });
  return [...sessions.map((path) => `${path}/layar`), `${next}/pindai`, `${next}/tamu`];
}

/** A code on the wall of a session, where the clock lets it stand there. */
async function openWall({ db, bimtekId, person, clock }: Cast, sessionId: string): Promise<void> {
  await sql`with next as (insert into rule_version (bimtek_id, no, body, at)
      select bimtek_id, no + 1, body || '{"checkin": true}', at from rule_version
      where bimtek_id = ${bimtekId} order by no desc limit 1 returning no)
    update bimtek set rule_no = (select no from next) where id = ${bimtekId}`.execute(db);
  const code = { id: newId(), bimtek_id: bimtekId, session_id: sessionId, opened_by: person('0201') };
  await db
    .insertInto('session_code')
    .values({ ...code, opened_at: clock.now() })
    .execute();
}

/** Verification pages: one of each state that certificates are in. */
export async function certificatePages({ db }: Cast): Promise<string[]> {
  const rows = await db
    .selectFrom('certificate as c')
    .innerJoin('certificate_revision as r', 'r.certificate_id', 'c.id')
    .select(['c.status', 'c.kind', 'r.serial'])
    .distinctOn(['c.status', 'c.kind'])
    .orderBy('c.status')
    .orderBy('c.kind')
    .execute();
  return rows.map(({ serial }) => `/v/${Buffer.from(serial).toString('base64url')}`);
}

/** Yulia begins the quiz of module six. */
export async function openAttempt(cast: Cast): Promise<string> {
  const wish = {
    personId: cast.person('0001'),
    enrolmentId: cast.enrolment('0001'),
    bimtekId: cast.bimtekId,
    quizId: 'desa-cerdas.m6',
  };
  const started = await cast.db.transaction().execute((trx) => startAttempt(trx, wish, cast.clock.now()));
  if (!started.ok) throw new Error(`the quiz did not begin: ${started.refusal.reason}`);
  return `/percobaan/${started.value}`;
}

const ROSTER = writeCsv([
  ['Nama', 'NIK', 'L/P', 'No HP', 'Kode Wilayah', 'Nagari', 'Nomor SK', 'Tanggal SK', 'Kelas'],
  ['Murni Asih', '1302036203910000', 'P', '0812-0000-8801', '13.02.03.2001', '', '188/1', '2024-05-02', 'F'],
  ['Salah Ketik', '130206120394000', 'L', '0812-0000-8802', '', 'Batu Bajanjang', '', '', 'F'],
]);

/** The check page of a file with a good row, a wrong one and a question; and what an import that was saved tells. */
export async function importPages(cast: Cast): Promise<string[]> {
  const home = `/kelola/bimtek/${cast.bimtekId}`;
  const cookie = await cast.as('0401');
  const upload = async () => {
    const body = new FormData();
    body.set('_key', newId());
    body.set('berkas', new File([ROSTER as Uint8Array<ArrayBuffer>], 'susulan.csv'));
    const answer = await cast.send(`${home}/peserta/impor`, { method: 'POST', body }, { cookie });
    return answer.headers.get('Location') ?? '';
  };
  await cast.post(await upload(), { _key: newId() }, { cookie });
  const saved = await cast.db.selectFrom('roster_import').select('id').execute();
  return [await upload(), ...saved.map(({ id }) => `${home}/impor/${id}`)];
}

/** What the trainer opens for one kader: a new slip on paper, more time for the post-test. */
export async function pagesOfYulia(cast: Cast): Promise<string[]> {
  const now = cast.clock.now();
  const slip = { expiresAt: new Date(now.getTime() + 86_400_000), byId: cast.person('0201') };
  await cast.db.transaction().execute((trx) => issueSlips(trx, [cast.person('0001')], slip, now));
  const quiz = '/kuis/desa-cerdas.post-test';
  return [
    `/slip/${cast.person('0001')}/cetak`,
    `${quiz}/peserta`,
    `${quiz}/remedial?peserta=${cast.enrolment('0001')}`,
  ];
}

/** Where panitia excuse somebody from a session of their class. */
export async function dispensationPages(cast: Cast): Promise<string[]> {
  const [rollCall] = await sessionPages(cast);
  return [`${rollCall}/${cast.enrolment('0001')}/dispensasi`];
}
