import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../src/id.ts';
import { type Bimtek, openBimtek, wib } from '../fixtures/attendance.ts';
import { addCrowd, allowCheckIn, type Signed, wallOf } from '../fixtures/check-in.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';

/** A hall of 300; requests of one moment run together, as no PGlite lets them. */
let house: TestHouse;
let b: Bimtek;
beforeAll(async () => {
  house = await openHouse({ at: wib(3, '08:31') });
  b = await openBimtek(house);
  await allowCheckIn(b);
});
afterAll(() => house.close());

it('300 check-ins within a minute of the clock, behind one address, are 300 marks and 300 on the wall', async () => {
  const session = await b.addSession({ start: wib(3, '08:30') });
  const crowd = await addCrowd(b, 300);
  const ratna = await house.signInAs(b.people.ratna);
  await house.post(`/sesi/${session}/layar/buka`, { _key: newId() }, { cookie: ratna });
  const code = await wallOf(b, session);
  const began = house.clock.now().getTime();
  const statuses: number[] = [];
  for (let at = 0; at < crowd.length; at += 25) {
    house.clock.set(new Date(began + (at / 25) * 5000));
    const group = crowd.slice(at, at + 25).map((one, i) => {
      const steps = i % 2 === 0 ? 0 : -1;
      return i === 0 ? scan(code.token(steps), one) : type(code.digits(steps), one);
    });
    statuses.push(...(await Promise.all(group)).map(({ status }) => status));
  }
  expect(house.clock.now().getTime() - began).toBeLessThan(60_000);
  expect(statuses).toEqual(Array(300).fill(303));
  const marks = await b.db
    .selectFrom('mark')
    .select('enrolment_id')
    .where('session_id', '=', session)
    .where('source', '=', 'check-in')
    .execute();
  expect(marks.length).toBe(300);
  expect(new Set(marks.map((row) => row.enrolment_id))).toEqual(new Set(crowd.map((one) => one.enrolmentId)));
  const screen = await (await house.get(`/sesi/${session}/layar`, { cookie: ratna })).text();
  expect(screen).toContain('<b>300</b> dari 300 hadir');
});

const type = (angka: string, { cookie }: Signed): Promise<Response> =>
  house.post('/hadir/kode', { _key: newId(), angka }, { cookie });

async function scan(token: string, { cookie }: Signed): Promise<Response> {
  const seen = await house.get(`/hadir/kode/${token}`, { cookie });
  const tiket =
    new URL(seen.headers.get('Location') ?? '/', 'http://localhost').searchParams.get('tiket') ?? '';
  const phone = (seen.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
  return house.post('/hadir/kode', { _key: newId(), tiket }, { cookie: `${cookie}; ${phone}` });
}
