import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/id.ts';
import { type Bimtek, type Kader, openBimtek, wib } from '../fixtures/attendance.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { newMark } from '../fixtures/new-mark.ts';

let house: TestHouse;
let b: Bimtek;
let session: string;
let ratna: string;
let yulia: Kader & { code: string };
let agus: Kader & { code: string };
let other: Kader & { code: string };

beforeAll(async () => {
  house = await openHouse({ at: wib(3, '08:31') });
  b = await openBimtek(house);
  ratna = await house.signInAs(b.people.ratna);
  yulia = await withCode(await b.addKader({ name: 'Yulia Rahmawati' }));
  agus = await withCode(await b.addKader({ name: 'Agus Riyanto' }));
  other = await withCode(await b.addKader({ name: 'Dewi Lestari', class: 'G' }));
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set(wib(3, '08:31'));
  session = await b.addSession({ start: wib(3, '08:30') });
});

async function withCode<Who extends { personId: string }>(who: Who): Promise<Who & { code: string }> {
  const { code } = await b.db
    .selectFrom('account')
    .select('participant_code as code')
    .where('person_id', '=', who.personId)
    .executeTakeFirstOrThrow();
  return { ...who, code };
}
const text = async (response: Response) =>
  (await response.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const scan = (kode: string, more: { cookie?: string; headers?: Record<string, string>; key?: string } = {}) =>
  house.post(
    `/sesi/${session}/pindai`,
    { _key: more.key ?? newId(), kode },
    { cookie: more.cookie ?? ratna, headers: more.headers ?? {} },
  );
const marks = () =>
  b.db
    .selectFrom('mark')
    .select(['enrolment_id', 'status', 'minutes_late', 'source', 'by_id'])
    .where('session_id', '=', session)
    .execute();

describe('a badge that is scanned or typed', () => {
  it('marks its kader hadir and names them', async () => {
    const answer = await scan(`${yulia.code.slice(0, 4)}-${yulia.code.slice(4).toLowerCase()}`);
    expect(answer.status).toBe(200);
    expect(await text(answer)).toContain('F-01 Yulia Rahmawati: Hadir 08.31');
    expect(await marks()).toEqual([
      {
        enrolment_id: yulia.enrolmentId,
        status: 'hadir',
        minutes_late: null,
        source: 'scan',
        by_id: b.people.ratna,
      },
    ]);
  });

  it('after the tolerance marks terlambat with the minutes', async () => {
    house.clock.set(wib(3, '08:51'));
    expect(await text(await scan(yulia.code))).toContain('F-01 Yulia Rahmawati: Terlambat 21 menit 08.51');
  });

  it('twice, by the same key or another, or after any mark of hadir, is one mark', async () => {
    const key = newId();
    await scan(yulia.code, { key });
    await scan(yulia.code, { key });
    house.clock.set(wib(3, '08:55'));
    expect(await text(await scan(yulia.code))).toContain('F-01 Yulia Rahmawati: sudah Hadir 08.31');
    await b.mark(b.people.ratna, newMark(session, agus.enrolmentId));
    expect(await text(await scan(agus.code))).toContain('F-02 Agus Riyanto: sudah Hadir 08.55');
    expect((await marks()).map(({ source }) => source).toSorted()).toEqual(['roll-call', 'scan']);
  });

  it('of somebody marked otherwise opens a question and says where to answer it', async () => {
    await b.mark(b.people.ratna, newMark(session, yulia.enrolmentId, { status: 'alpa' }));
    const answers = [await text(await scan(yulia.code)), await (await scan(yulia.code)).text()];
    expect(answers[0]).toContain('F-01 Yulia Rahmawati: terpindai, tetapi catatan lain berbeda.');
    expect(answers[1]).toContain(`/sesi/${session}/presensi/${yulia.enrolmentId}/pilih`);
    expect(await b.value(session, yulia.enrolmentId)).toMatchObject({ status: 'alpa', open: true, heads: 2 });
  });

  it('gives the script the part that changes, with the last ten, the newest first', async () => {
    await scan(yulia.code);
    house.clock.set(wib(3, '08:32'));
    const key = newId();
    const headers = { 'Idempotency-Key': key };
    const part = await (await scan(agus.code, { key, headers })).text();
    expect(part).not.toContain('<html');
    expect(part.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).toMatch(
      /^ F-02 Agus Riyanto: Hadir 08\.32 .* Sudah dipindai F-02 Agus Riyanto Hadir 08\.32 F-01 Yulia Rahmawati Hadir 08\.31 ?$/,
    );
  });

  it('names on the page everybody of the session, with the end of their code only', async () => {
    const page = await (await house.get(`/sesi/${session}/pindai`, { cookie: ratna })).text();
    expect(page).toContain(`<li data-akhir="${yulia.code.slice(4)}">F-01 Yulia Rahmawati</li>`);
    expect(page).not.toContain(yulia.code);
    expect(page).not.toContain('Dewi Lestari');
  });
});

/** A phone whose clock is `off` milliseconds wrong scanned at `at` and sends now. */
const scanWaited = (who: { code: string }, at: Date, shown: Date, off = 0) => {
  const key = newId();
  const onPhone = (time: Date) => new Date(time.getTime() + off).toISOString();
  return house.post(
    `/sesi/${session}/pindai`,
    { _key: key, kode: who.code, _at: onPhone(at), _mulai: shown.toISOString() },
    {
      cookie: ratna,
      headers: { 'Idempotency-Key': key, 'X-Bekal-Sent': onPhone(house.clock.now()) },
    },
  );
};

describe('a scan that waited on the phone', () => {
  it.each([0, 26 * 3_600_000, -26 * 3_600_000])(
    'is of the moment when it was made, with a clock %i ms wrong, also hours after the session',
    async (off) => {
      house.clock.set(wib(3, '17:40'));
      const start = wib(3, '08:30');
      expect((await scanWaited(yulia, wib(3, '08:44'), start, off)).status).toBe(200);
      expect((await scanWaited(agus, wib(3, '08:51'), start, off)).status).toBe(200);
      expect((await marks()).map((mark) => [mark.status, mark.minutes_late])).toEqual([
        ['hadir', null],
        ['terlambat', 21],
      ]);
    },
  );

  it('is judged by the start that its phone showed, when the session has moved since', async () => {
    await b.db
      .updateTable('session')
      .set({ starts_at: wib(3, '10:00'), ends_at: wib(3, '11:30') })
      .where('id', '=', session)
      .execute();
    house.clock.set(wib(3, '12:00'));
    await scanWaited(yulia, wib(3, '08:51'), wib(3, '08:30'));
    expect(await b.value(session, yulia.enrolmentId)).toMatchObject({
      status: 'terlambat',
      minutes_late: 21,
    });
  });

  it('made outside the hours of the session is refused whenever it comes', async () => {
    house.clock.set(wib(3, '12:00'));
    expect((await scanWaited(yulia, wib(3, '10:01'), wib(3, '08:30'))).status).toBe(409);
    expect(await marks()).toEqual([]);
  });
});

describe('a badge is refused with a sentence, and nobody is marked', () => {
  it.each([
    ['too short', () => 'ABC', 422, 'Kode peserta terdiri dari 8 huruf dan angka'],
    ['empty', () => '', 422, 'Kode peserta terdiri dari 8 huruf dan angka'],
    ['of nobody', () => '00000000', 409, 'Kode ini bukan peserta sesi ini.'],
    ['of another class', () => other.code, 409, 'Kode ini bukan peserta sesi ini.'],
  ])('when it is %s', async (_what, code, status, sentence) => {
    const answer = await scan(code());
    expect([answer.status, await marks()]).toEqual([status, []]);
    expect(await text(answer)).toContain(sentence);
  });

  it.each([
    ['before its hour', wib(3, '07:29'), {}, 'Belum waktunya.'],
    ['after its end', wib(3, '10:01'), {}, 'Sesi ini sudah berakhir.'],
    [
      'cancelled',
      wib(3, '08:31'),
      { cancelled_at: wib(3, '07:00'), cancel_reason: 'Banjir' },
      'Sesi ini dibatalkan.',
    ],
  ])('in a session %s', async (_what, now, columns, sentence) => {
    if (Object.keys(columns).length > 0)
      await b.db.updateTable('session').set(columns).where('id', '=', session).execute();
    house.clock.set(now);
    const answer = await scan(yulia.code);
    expect([answer.status, await marks()]).toEqual([409, []]);
    expect(await text(answer)).toContain(sentence);
  });

  it('when it is the own one of who scans', async () => {
    const trainerToo = await withCode(await b.addKader({ personId: b.people.ratna }));
    const answer = await scan(trainerToo.code);
    expect([answer.status, await marks()]).toEqual([403, []]);
  });

  it('by the pelatih of another class, who finds no such session', async () => {
    const deni = await house.signInAs(b.people.deni);
    expect((await scan(yulia.code, { cookie: deni })).status).toBe(404);
  });
});
