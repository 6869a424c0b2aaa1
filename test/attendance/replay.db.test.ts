import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/id.ts';
import { type Bimtek, type Kader, openBimtek, wib } from '../fixtures/attendance.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { newMark } from '../fixtures/new-mark.ts';

/** The queue of a phone against the server: trust.md F11. */
let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const DAY = 86_400_000;
/** The clock of this phone is a day and a bit behind. */
const PHONE_OFF = -DAY - 7 * 60_000;
const onPhone = (at: Date): string => new Date(at.getTime() + PHONE_OFF).toISOString();

type Row = { key: string; url: string; body: Record<string, string> };
type World = {
  b: Bimtek;
  session: string;
  kader: Kader[];
  queue: Row[];
  cookie: string;
  names: [string, string][];
};

/** A bimtek with a session, what the panitia marked in it, and the queue of Ratna's phone, which did not see all of that. */
async function world(): Promise<World> {
  house.clock.set(wib(3, '08:50'));
  const b = await openBimtek(house);
  const session = await b.addSession({ start: wib(3, '08:30') });
  const kader: Kader[] = [];
  for (let i = 0; i < 7; i++) kader.push(await b.addKader());
  const seen = newMark(session, kader[4]!.enrolmentId);
  const unseen = newMark(session, kader[5]!.enrolmentId, { status: 'alpa' });
  await b.mark(b.people.panitia, seen, unseen);
  const url = `/sesi/${session}/presensi`;
  const tap = (who: number, minute: number, body: Record<string, string>): Row => {
    const key = newId();
    const at = onPhone(new Date(wib(3, '08:32').getTime() + minute * 60_000));
    return { key, url, body: { enrolment: kader[who]!.enrolmentId, _key: key, _at: at, ...body } };
  };
  const first = tap(1, 1, { status: 'hadir' });
  const queue = [
    tap(0, 0, { status: 'hadir' }),
    first,
    tap(1, 2, { status: 'izin', bases: first.key, via: 'lembar' }),
    tap(2, 3, { status: 'terlambat', minutes: '12', via: 'lembar' }),
    tap(3, 4, { status: 'sakit', note: 'Istirahat di kamar', via: 'lembar' }),
    tap(4, 5, { status: 'hadir', left: '09.30', bases: seen.id, via: 'lembar' }),
    tap(5, 6, { status: 'hadir' }),
    { key: newId(), url: `${url}/selesai`, body: {} },
  ];
  const names: [string, string][] = [
    [session, 'session'],
    [b.bimtekId, 'bimtek'],
    [b.classes.F, 'class'],
    [b.people.ratna, 'Ratna'],
    [b.people.panitia, 'panitia'],
    [seen.id, 'seen'],
    [unseen.id, 'unseen'],
    ...kader.flatMap((one, i): [string, string][] => [
      [one.enrolmentId, `enrolment ${i}`],
      [one.personId, `person ${i}`],
    ]),
    ...queue.map(({ key }, i): [string, string] => [key, `row ${i}`]),
  ];
  return { b, session, kader, queue, cookie: await house.signInAs(b.people.ratna), names };
}

type Settled = { status: number; key: string | null; replayed: string | null; body: string };

/** Sends one row until it is settled or refused, as the outbox does. */
async function send({ b, cookie }: World, row: Row): Promise<Settled> {
  for (;;) {
    const headers = { 'Idempotency-Key': row.key, 'X-Bekal-User': b.people.ratna };
    const sent = { ...headers, 'X-Bekal-Sent': onPhone(house.clock.now()) };
    const response = await house.post(row.url, row.body, { cookie, headers: sent });
    if (response.status === 503) continue;
    const key = response.headers.get('X-Bekal-Key');
    const replayed = response.headers.get('Idempotency-Replayed');
    return { status: response.status, key, replayed, body: await response.text() };
  }
}

async function replay(world: World, rows: readonly Row[] = world.queue): Promise<Settled[]> {
  const settled: Settled[] = [];
  for (const row of rows) settled.push(await send(world, row));
  return settled;
}

/** Everything that tells what was marked, in a fixed order; `log`: also in which order, and from which login. */
async function dump({ session, kader, names }: World, log: boolean): Promise<string> {
  const roots = kader.map((one) => one.enrolmentId);
  const tables = [
    sql`select to_jsonb(k) ${log ? sql`` : sql`- 'device'`} as line from mark k where session_id = ${session}`,
    sql`select to_jsonb(a) from attendance a where session_id = ${session}`,
    sql`select to_jsonb(s) from session s where id = ${session}`,
    sql`select to_jsonb(s) from standing s where enrolment_id = any(${roots}::uuid[])`,
    sql`select to_jsonb(x) ${log ? sql`` : sql`- 'id' - 'seq' - 'hash'`} from audit_event x
      where detail->>'session' = ${session} or subject_id = ${session}`,
  ];
  const { rows } = await sql<{ line: object }>`${sql.join(tables, sql` union all `)}`.execute(house.db);
  return rows
    .map(({ line }) => names.reduce((text, [id, name]) => text.replaceAll(id, name), JSON.stringify(line)))
    .toSorted()
    .join('\n');
}

/** The same order every time. */
function shuffled<One>(list: readonly One[], seed: number): One[] {
  const order = list.map((one, i) => ({ one, at: Math.sin(seed * 100 + i) }));
  return order.toSorted((x, y) => x.at - y.at).map(({ one }) => one);
}

describe('the queue of a phone', () => {
  let once: World;
  let single: string;
  let settledOnce: Settled[];
  beforeEach(async () => {
    if (single) return;
    once = await world();
    settledOnce = await replay(once);
    single = await dump(once, false);
  });

  it('is settled row by row, with a conflict where the phone had not seen what stood there', () => {
    expect(settledOnce.map(({ status, key }) => [status, key])).toEqual(
      once.queue.map(({ key }, i) => [i === 6 ? 409 : 200, key]),
    );
  });

  it('lands with the time of the tap, nobody late by the clock, and one question where two disagree', async () => {
    const marks = await house.db
      .selectFrom('mark')
      .select(['status', 'minutes_late', 'corrected_at', 'source'])
      .where('session_id', '=', once.session)
      .where('by_id', '=', once.b.people.ratna)
      .orderBy('corrected_at')
      .execute();
    expect(marks.map((mark) => [mark.status, mark.minutes_late, mark.source])).toEqual([
      ['hadir', null, 'roll-call'],
      ['hadir', null, 'roll-call'],
      ['izin', null, 'roll-call'],
      ['terlambat', 12, 'roll-call'],
      ['sakit', null, 'roll-call'],
      ['hadir', null, 'roll-call'],
      ['hadir', null, 'roll-call'],
    ]);
    expect(marks.map((mark) => mark.corrected_at)).toEqual(
      marks.map((_, i) => new Date(wib(3, '08:32').getTime() + i * 60_000)),
    );
    const open = await house.db
      .selectFrom('attendance')
      .select('enrolment_id')
      .where('session_id', '=', once.session)
      .where('open', '=', true)
      .execute();
    expect(open).toEqual([{ enrolment_id: once.kader[5]!.enrolmentId }]);
  });

  it.each([1, 2, 3])(
    'sent by two tabs at once, each in another order, gives the same bytes (%i)',
    async (seed) => {
      const twice = await world();
      const settled = await Promise.all([
        replay(twice, shuffled(twice.queue, seed)),
        replay(twice, shuffled(twice.queue, seed + 10)),
      ]);
      const all = settled.flat();
      expect(all.map(({ status, key }) => key !== null && [200, 409].includes(status))).toEqual(
        all.map(() => true),
      );
      expect(all.filter(({ replayed }) => replayed === 'true').length).toBe(twice.queue.length);
      expect(await dump(twice, false)).toBe(single);
    },
  );

  it('sent again after 20 days, with a new login, changes nothing and gets the first answers', async () => {
    const before = await dump(once, true);
    house.clock.set(new Date(wib(3, '08:50').getTime() + 20 * DAY));
    once.cookie = await house.signInAs(once.b.people.ratna);
    const both = await Promise.all([
      replay(once, shuffled(once.queue, 4)),
      replay(once, shuffled(once.queue, 5)),
    ]);
    expect(both.flat().map(({ replayed }) => replayed)).toEqual(both.flat().map(() => 'true'));
    expect(await dump(once, true)).toBe(before);
  });

  it('sent again after 40 days, when no key is remembered, changes nothing and is settled', async () => {
    const before = await dump(once, true);
    house.clock.set(new Date(wib(3, '08:50').getTime() + 40 * DAY));
    once.cookie = await house.signInAs(once.b.people.ratna);
    await house.db.deleteFrom('idempotency').execute();
    const settled = await replay(once, shuffled(once.queue, 6));
    expect(settled.map(({ key, replayed }) => [key !== null, replayed])).toEqual(
      settled.map(() => [true, null]),
    );
    expect(await dump(once, true)).toBe(before);
  });
});
