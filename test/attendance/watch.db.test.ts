import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { absentRuns, classesInSessions, outOfReach } from '../../src/attendance/watch/queries.ts';
import { findPresensi, type PresensiBimtek } from '../../src/attendance/overview.ts';
import { type Bimtek, type Kader, openBimtek, wib } from '../fixtures/attendance.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { newMark } from '../fixtures/new-mark.ts';

let house: TestHouse;
let b: Bimtek;
let presensi: PresensiBimtek;
let cookie: string;
/** Of class F: four who have belonged to it from the first day, one who joins on Tuesday, one who left on Sunday. */
let kader: Record<'yulia' | 'agus' | 'sari' | 'joko' | 'late' | 'left', Kader>;
let sessions: Record<
  'sunday' | 'first' | 'second' | 'pleno' | 'later' | 'cancelled' | 'closing' | 'others',
  string
>;
const NOW = wib(3, '13:30');

const mark = (
  session: keyof typeof sessions,
  who: keyof typeof kader,
  status: 'hadir' | 'izin' | 'sakit' | 'alpa',
) => b.mark(b.people.panitia, newMark(sessions[session], kader[who].enrolmentId, { status }));

beforeAll(async () => {
  house = await openHouse();
  house.clock.set(NOW);
  b = await openBimtek(house);
  kader = {
    yulia: await b.addKader({ name: 'Yulia Rahmawati' }),
    agus: await b.addKader({ name: 'Agus Riyanto' }),
    sari: await b.addKader({ name: 'Sari Dewi' }),
    joko: await b.addKader({ name: 'Joko Susilo' }),
    late: await b.addKader({ name: 'Baru Bergabung', joined: wib(4, '06:00') }),
    left: await b.addKader({ name: 'Sudah Pulang', ended: wib(2, '18:00') }),
  };
  await b.addKader({ name: 'Rina Kelas G', class: 'G' });
  sessions = {
    sunday: await b.addSession({ start: wib(2, '08:30') }),
    first: await b.addSession({ start: wib(3, '08:30') }),
    second: await b.addSession({ start: wib(3, '10:15') }),
    pleno: await b.addSession({ start: wib(3, '13:00'), classes: ['F', 'G'], topic: 'Pleno' }),
    later: await b.addSession({ start: wib(3, '14:45') }),
    cancelled: await b.addSession({ start: wib(3, '09:00'), cancelled: true }),
    closing: await b.addSession({ start: wib(3, '07:30'), counted: false }),
    others: await b.addSession({ start: wib(3, '08:30'), classes: ['G'], trainers: [b.people.ratna] }),
  };
  for (const who of ['yulia', 'agus', 'sari', 'joko'] as const) {
    await mark('sunday', who, who === 'agus' || who === 'joko' ? 'alpa' : 'hadir');
    await mark('first', who, who === 'yulia' || who === 'joko' ? 'hadir' : 'sakit');
  }
  await mark('sunday', 'left', 'alpa');
  await mark('second', 'agus', 'izin');
  await mark('second', 'joko', 'alpa');
  presensi = (await findPresensi(b.db, await b.actor(b.people.panitia), b.bimtekId))!;
  cookie = await house.signInAs(b.people.panitia);
});
afterAll(() => house.close());

describe('the wall of the panitia', () => {
  it('counts the classes of each counted session that has begun, by who belongs to them then', async () => {
    const classes = await classesInSessions(b.db, presensi, '2024-06-03', NOW);
    expect(
      classes.map((one) => [one.sessionId, one.letter, one.members, one.marked, one.done, one.trainers]),
    ).toEqual([
      [sessions.first, 'F', 4, 4, true, ['Ratna Wulandari']],
      [sessions.others, 'G', 1, 0, false, ['Ratna Wulandari']],
      [sessions.second, 'F', 4, 2, false, ['Ratna Wulandari']],
      [sessions.pleno, 'F', 4, 0, false, ['Ratna Wulandari']],
      [sessions.pleno, 'G', 1, 0, false, ['Deni Pratama']],
    ]);
  });

  it('takes a finished roll call for done, also with people left out', async () => {
    const before = await classesInSessions(b.db, presensi, '2024-06-02', NOW);
    expect(before.map((one) => [one.members, one.marked, one.done])).toEqual([[5, 5, true]]);
    const finish = (at: Date | null) =>
      b.db
        .updateTable('session')
        .set({ finished_at: at, finished_by: at && b.people.ratna })
        .where('id', '=', sessions.second)
        .execute();
    await finish(NOW);
    const [done] = (await classesInSessions(b.db, presensi, '2024-06-03', NOW)).filter(
      (one) => one.sessionId === sessions.second,
    );
    expect([done?.marked, done?.done]).toEqual([2, true]);
    await finish(null);
  });

  it('names who was absent in the last two sessions or more; unmarked ones neither make nor break a run', async () => {
    const runs = await absentRuns(b.db, b.bimtekId, NOW);
    expect(runs.map((run) => [run.no, run.sessions.map(({ status }) => status)])).toEqual([
      [kader.agus.no, ['alpa', 'sakit', 'izin']],
    ]);
  });

  it('forgets a run as soon as the person is there, and counts no session that has not begun', async () => {
    await mark('pleno', 'agus', 'hadir');
    expect(await absentRuns(b.db, b.bimtekId, NOW)).toEqual([]);
    expect(await absentRuns(b.db, b.bimtekId, wib(3, '12:59'))).toHaveLength(1);
  });

  it('names who can no longer reach the threshold', async () => {
    await b.refresh();
    expect((await outOfReach(b.db, b.bimtekId)).map((one) => [one.no, one.attended, one.planned])).toEqual([
      [kader.agus.no, 4, 20],
      [kader.joko.no, 4, 20],
      [kader.late.no, 0, 20],
    ]);
  });

  it('shows all of it on one page, and the part that htmx asks for', async () => {
    const path = `/kelola/bimtek/${b.bimtekId}/presensi/papan`;
    const page = await (await house.get(path, { cookie })).text();
    expect(page.replace(/<[^>]+>/g, '')).toContain('0 dari 2 kelassudah presensi sesi 4');
    expect(page).toContain('Baru Bergabung');
    expect(page).not.toContain('Sudah Pulang');
    const part = await (
      await house.get(path, { cookie, headers: { 'HX-Request': 'true', 'HX-Request-Type': 'partial' } })
    ).text();
    expect(part).not.toContain('<html');
    const trainer = await house.get(path, { cookie: await house.signInAs(b.people.ratna) });
    expect(trainer.status).toBe(403);
  });
});
