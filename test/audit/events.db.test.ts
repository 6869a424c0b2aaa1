import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appendEvent, appendEvents } from '../../src/audit/index.ts';
import { addBimtek, addPerson, enrol } from '../fixtures/account.ts';
import { MONDAY, openHouse, type TestHouse } from '../fixtures/house.ts';

let house: TestHouse;
const id: Record<string, string> = {};
const cookie: Record<string, string> = {};

beforeAll(async () => {
  house = await openHouse();
  const bimtek = await addBimtek(house);
  const solok = { role: 'pemantau', regencyCode: '13.02', startsAt: MONDAY } as const;
  id['admin'] = await addPerson(house, { name: 'Admin Satu', grants: [{ role: 'admin' }] });
  id['auditor'] = await addPerson(house, { name: 'Pemantau Solok', grants: [{ ...solok, audit: true }] });
  id['watcher'] = await addPerson(house, { name: 'Pemantau Tanpa Catatan', grants: [solok] });
  id['mixed'] = await addPerson(house, {
    name: 'Pemantau Dua',
    grants: [
      { role: 'pemantau', allBimtek: true },
      { ...solok, audit: true },
    ],
  });
  id['panitia'] = await addPerson(house, {
    name: 'Panitia',
    grants: [{ role: 'panitia', bimtekId: bimtek.bimtekId }],
  });
  id['yulia'] = await addPerson(house, { name: 'Yulia Rahmi' });
  const yulia = await enrol(house, bimtek, id['yulia'], { no: 'F-01', village: '13.02.10.2003' });
  id['budi'] = await addPerson(house, { name: 'Budi Santoso' });
  await enrol(house, bimtek, id['budi'], { no: 'F-02', village: '18.10.01.2001' });
  for (const [name, person] of Object.entries(id)) cookie[name] = await house.signInAs(person);
  const by = { actorId: id['panitia'], at: MONDAY, bimtekId: bimtek.bimtekId };
  const person = (name: string) => ({ kind: 'person', id: id[name] ?? '' });
  await house.db.transaction().execute((trx) =>
    appendEvents(trx, [
      { ...by, act: 'nik-revealed', subject: person('yulia') },
      { ...by, act: 'nik-revealed', subject: person('budi') },
      {
        ...by,
        act: 'enrolment-ended',
        subject: { kind: 'enrolment', id: yulia },
        at: new Date('2024-06-01T16:59:59Z'),
      },
      {
        ...by,
        act: 'certificate-issued',
        subject: { kind: 'certificate', id: 'c1' },
        detail: { person: id['yulia'], number: '0001/X' },
        at: new Date('2024-06-01T17:00:00Z'),
      },
      { ...by, act: 'pkdd-step-recorded', subject: { kind: 'village', id: '13.02.10.2003' } },
      { ...by, act: 'pkdd-step-recorded', subject: { kind: 'village', id: '18.10.01.2001' } },
      { ...by, act: 'rules-changed', subject: { kind: 'bimtek', id: bimtek.bimtekId } },
      {
        ...by,
        actorId: null,
        act: 'kegiatan-baru',
        subject: { kind: 'x', id: 'y' },
        detail: { person: 'bukan-id', no: 3 },
      },
    ]),
  );
});
afterAll(() => house.close());

const lines = (page: string): string[] =>
  [...page.matchAll(/<p class="tebal">(.*?)<\/p>/g)].map(([, line]) => line ?? '');
const read = async (who: string, query = '') => {
  const answer = await house.get(`/kelola/catatan${query}`, { cookie: cookie[who] ?? '' });
  return answer.status === 200 ? lines(await answer.text()) : answer.status;
};

describe('the log', () => {
  test('is read by admins, and by a pemantau whose grant says so', async () => {
    for (const who of ['watcher', 'panitia', 'yulia']) expect([who, await read(who)]).toEqual([who, 403]);
    expect((await house.get('/kelola/catatan')).status).toBe(303);
  });

  test('shows an admin everything, newest first, with the names of today', async () => {
    const all = (await read('admin')) as string[];
    expect(all.slice(0, 8)).toEqual([
      'kegiatan-baru',
      'Mengubah aturan bimtek',
      'Mencatat langkah PKDD',
      'Mencatat langkah PKDD',
      'Menerbitkan sertifikat: Yulia Rahmi',
      'Mengakhiri kepesertaan: Yulia Rahmi',
      'Melihat NIK: Budi Santoso',
      'Melihat NIK: Yulia Rahmi',
    ]);
  });

  test('shows a pemantau people and villages of the scope that the log was given for, not of a wider one', async () => {
    const own = [
      'Mencatat langkah PKDD',
      'Menerbitkan sertifikat: Yulia Rahmi',
      'Mengakhiri kepesertaan: Yulia Rahmi',
      'Melihat NIK: Yulia Rahmi',
    ];
    expect(await read('auditor')).toEqual(own);
    expect(await read('mixed')).toEqual(own);
    expect(await read('auditor', `?orang=${id['budi']}`)).toEqual([]);
    expect(await read('auditor', '?q=budi')).toEqual([]);
  });

  test('is filtered by act, by person, by name and by day in WIB', async () => {
    expect(await read('admin', '?kegiatan=nik-revealed')).toEqual([
      'Melihat NIK: Budi Santoso',
      'Melihat NIK: Yulia Rahmi',
    ]);
    const yulia = [
      'Menerbitkan sertifikat: Yulia Rahmi',
      'Mengakhiri kepesertaan: Yulia Rahmi',
      'Melihat NIK: Yulia Rahmi',
    ];
    expect(await read('admin', `?orang=${id['yulia']}`)).toEqual(yulia);
    expect(await read('admin', '?q=YULIA')).toEqual(yulia);
    expect(await read('admin', '?q=panitia&kegiatan=rules-changed')).toEqual(['Mengubah aturan bimtek']);
    expect(await read('admin', '?hari=2024-06-01')).toEqual(['Mengakhiri kepesertaan: Yulia Rahmi']);
    expect(await read('admin', '?hari=2024-06-02')).toEqual(['Menerbitkan sertifikat: Yulia Rahmi']);
    expect(await read('admin', '?orang=apa&hari=besok&kegiatan=%27&sebelum=x')).toEqual(await read('admin'));
  });

  test('pages by fifty without a gap or a repeat', async () => {
    await house.db.transaction().execute(async (trx) => {
      for (let no = 1; no <= 120; no++)
        await appendEvent(trx, {
          at: MONDAY,
          actorId: null,
          act: 'lesson-read',
          subject: { kind: 'x', id: String(no) },
          detail: { no },
        });
    });
    const numbers: number[] = [];
    const sizes: number[] = [];
    let path: string | undefined = '/kelola/catatan?kegiatan=lesson-read';
    while (path) {
      const page: string = await (await house.get(path, { cookie: cookie['admin'] ?? '' })).text();
      const here = [...page.matchAll(/nomor (\d+)/g)].map(([, no]) => Number(no));
      numbers.push(...here);
      sizes.push(here.length);
      path = /href="([^"]*sebelum=[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(sizes).toEqual([50, 50, 20]);
    expect(numbers).toEqual(Array.from({ length: 120 }, (_, i) => 120 - i));
  });
});
