import {
  type MarkOutcome,
  type NewMark,
  objectToMark,
  PLAIN_MARK,
  recordMarks,
  recordPresence,
  trainersOfDay,
} from '../attendance/index.ts';
import { newId } from '../id.ts';
import { after } from './learn.ts';
import { act, actorOf, at, idOf, type Story, within } from './story.ts';

/** A session of the story as the trainers meet it. */
export type Meeting = { id: string; no: number; startsAt: Date; letters: string[] };

type Exception = Pick<NewMark, 'status'> & { minutesLate?: number; note?: string };
const sakit: Exception = { status: 'sakit' };
const izin: Exception = { status: 'izin' };
const alpa: Exception = { status: 'alpa' };
const late = (minutesLate: number): Exception => ({ status: 'terlambat', minutesLate });

/** Who was not simply there, by kader and session number; everybody else is hadir. */
const EXCEPTIONS: Record<string, Record<number, Exception>> = {
  '0009': { 3: sakit, 4: sakit, 5: sakit, 6: sakit, 7: sakit, 8: sakit, 9: sakit, 10: sakit },
  '0001': { 9: late(20) },
  '0005': { 1: late(25), 4: late(10) },
  '0012': { 5: alpa },
  '0016': { 2: izin, 3: izin },
  '0018': { 7: late(15), 18: sakit, 19: sakit },
  '0022': { 6: izin, 25: izin, 26: izin },
  '0028': { 1: alpa, 21: late(12) },
  '0031': { 8: sakit, 9: sakit },
  '0034': { 4: { ...izin, note: 'Surat izin dari pekon' } },
  '0039': { 10: late(30) },
  '0044': { 1: late(45), 2: late(20) },
  '0047': { 6: alpa, 30: izin },
};

/** Scene three, 30 May to 2 June: roll call in both classes, two corrections, one objection, one open question. */
export async function attend(story: Story): Promise<void> {
  for (const meeting of await meetings(story, 1, 11)) await callTheRoll(story, meeting);
  await correct(
    story,
    '0012',
    5,
    { status: 'hadir' },
    'Salah ketuk. Kader ada di baris belakang.',
    '2024-06-01T11:20',
  );
  await correct(
    story,
    '0034',
    4,
    { status: 'hadir' },
    'Kader datang, surat izin dibatalkan.',
    '2024-05-31T18:05',
  );
  await markTwice(story);
  await object(story);
  for (const day of ['2024-05-30', '2024-05-31', '2024-06-01', '2024-06-02']) await trainersThere(story, day);
}

/** In the evening the panitia write down that the trainers were there. */
export async function trainersThere(story: Story, day: string): Promise<void> {
  const now = at(`${day}T21:30`);
  const bimtek = { bimtekId: story.bimtekId, zone: 'Asia/Jakarta' } as const;
  const actor = await actorOf(story, '0401', now);
  await act(story.house.db, async (trx) => {
    const there = await trainersOfDay(trx, bimtek, day);
    const presences = there.map((one) => ({ ...one, status: 'hadir' as const, seen: null }));
    return recordPresence(trx, actor, { bimtek, day, presences, trainers: [] }, now);
  });
}

export async function meetings({ house, bimtekId }: Story, from: number, to: number): Promise<Meeting[]> {
  const rows = await house.db
    .selectFrom('session as s')
    .innerJoin('session_class as sc', (join) =>
      join.onRef('sc.session_id', '=', 's.id').onRef('sc.bimtek_id', '=', 's.bimtek_id'),
    )
    .innerJoin('class as c', (join) =>
      join.onRef('c.id', '=', 'sc.class_id').onRef('c.bimtek_id', '=', 'sc.bimtek_id'),
    )
    .select(['s.id', 's.no', 's.starts_at', 'c.letter'])
    .where('s.bimtek_id', '=', bimtekId)
    .where('s.no', '>=', from)
    .where('s.no', '<=', to)
    .where('s.counted', '=', true)
    .orderBy('s.no')
    .orderBy('c.letter')
    .execute();
  const byId = Map.groupBy(rows, (row) => row.id);
  return [...byId].map(([id, found]) => ({
    id,
    no: found[0]!.no,
    startsAt: found[0]!.starts_at,
    letters: found.map((row) => row.letter),
  }));
}

const classOf = (last: string): string => (Number(last) >= 14 && Number(last) <= 25 ? 'G' : 'F');
const TRAINER: Record<string, string> = { F: '0201', G: '0202' };

/** Each trainer marks the own class a quarter of an hour into the session; nobody marks what another has. */
export async function callTheRoll(
  story: Story,
  meeting: Meeting,
  skip: readonly string[] = [],
): Promise<void> {
  const now = after(meeting.startsAt, 15);
  for (const letter of meeting.letters) {
    const people = [...story.enrolment.keys()].filter(
      (last) => classOf(last) === letter && !skip.includes(last) && !(last === '0037' && meeting.no === 11),
    );
    const marks = people.map((last) =>
      newMark(story, meeting.id, last, EXCEPTIONS[last]?.[meeting.no] ?? { status: 'hadir' }),
    );
    await record(story, TRAINER[letter]!, marks, now);
  }
}

export function newMark(story: Story, sessionId: string, last: string, what: Exception): NewMark {
  return {
    ...PLAIN_MARK,
    id: newId(),
    sessionId,
    enrolmentId: idOf(story.enrolment, last),
    status: what.status,
    minutesLate: what.minutesLate ?? null,
    note: what.note ?? null,
    source: 'roll-call',
    device: 'demo',
  };
}

export async function record(
  story: Story,
  by: string,
  marks: readonly NewMark[],
  now: Date,
): Promise<MarkOutcome[]> {
  const actor = await actorOf(story, by, now);
  const outcomes = await within(story.house.db, (trx) => recordMarks(trx, actor, marks, now));
  const wrong = outcomes.find((outcome) => outcome.outcome === 'refused');
  if (wrong) throw new Error(`a mark of the story was refused: ${JSON.stringify(wrong)}`);
  return outcomes;
}

/** The marks that stand for a person and a session: the bases of whoever looks now. */
export async function headsOf(story: Story, last: string, sessionId: string): Promise<string[]> {
  const rows = await story.house.db
    .selectFrom('mark as m')
    .select('m.id')
    .where('m.session_id', '=', sessionId)
    .where('m.enrolment_id', '=', idOf(story.enrolment, last))
    .orderBy('m.id')
    .execute();
  return rows.map((row) => row.id);
}

async function sessionOf(story: Story, last: string, no: number): Promise<Meeting> {
  const found = (await meetings(story, no, no)).find((meeting) => meeting.letters.includes(classOf(last)));
  if (!found) throw new Error(`no session ${no} for ${last}`);
  return found;
}

async function correct(
  story: Story,
  last: string,
  no: number,
  what: Exception,
  reason: string,
  when: string,
): Promise<void> {
  const { id } = await sessionOf(story, last, no);
  const mark = {
    ...newMark(story, id, last, what),
    source: 'correction' as const,
    reason,
    bases: await headsOf(story, last, id),
  };
  await record(story, TRAINER[classOf(last)]!, [mark], at(when));
}

/** Two trainers mark Bambang Sutrisno in session 11 without seeing each other's mark. */
async function markTwice(story: Story): Promise<void> {
  const { id, startsAt } = await sessionOf(story, '0037', 11);
  await record(story, '0202', [newMark(story, id, '0037', izin)], after(startsAt, 9));
  await record(story, '0201', [newMark(story, id, '0037', { status: 'hadir' })], after(startsAt, 11));
}

async function object(story: Story): Promise<void> {
  const { id } = await sessionOf(story, '0001', 9);
  const now = at('2024-06-02T19:40');
  const actor = await actorOf(story, '0001', now);
  const objection = {
    id: newId(),
    sessionId: id,
    says: 'Saya duduk di kelas sejak pukul 08.25, tetapi ditandai terlambat.',
  };
  await act(story.house.db, (trx) => objectToMark(trx, actor, objection, now));
}
