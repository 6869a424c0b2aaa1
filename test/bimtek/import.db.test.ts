import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { openNik } from '../../src/account/index.ts';
import { answerName, type Answers, NO_ANSWERS } from '../../src/bimtek/import/answers.ts';
import { compareRoster } from '../../src/bimtek/import/compare-roster.ts';
import { keepDraft, readDraft, sweepDrafts } from '../../src/bimtek/import/draft.ts';
import { countRows } from '../../src/bimtek/import/rows.ts';
import { saveRoster } from '../../src/bimtek/import/save-roster.ts';
import { checkRoster } from '../../src/bimtek/roster/index.ts';
import { changeClass, endEnrolment, wallTime } from '../../src/bimtek/index.ts';
import { confirmDecree } from '../../src/pkdd/index.ts';
import { KADER } from '../../src/demo/people.ts';
import { writeCsv } from '../../src/documents/csv.ts';
import { addPerson } from '../fixtures/account.ts';
import {
  BEFORE,
  type Bimtek,
  granted,
  inTransaction,
  loadRegencies,
  makeBimtek,
} from '../fixtures/bimtek.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { rosterFiles } from '../fixtures/roster-files.ts';

let house: TestHouse;
let bimtek: Bimtek;
const houses: TestHouse[] = [];
/** A house of its own for each group: the rows of one would be known people in the other. */
async function openOwnHouse(): Promise<void> {
  house = await openHouse({ at: BEFORE });
  houses.push(house);
  await loadRegencies(house.db, '13.02', '18.10', '34.02', '82.03');
  bimtek = await makeBimtek(house);
}
afterAll(async () => {
  for (const one of houses) await one.close();
});

const run = <Value>(act: Parameters<typeof inTransaction<Value>>[1]) => inTransaction(house.db, act);

type Line = Partial<
  Record<'name' | 'nik' | 'sex' | 'phone' | 'village' | 'number' | 'dated' | 'class', string>
>;
const NIK = '1302055206900000';
/** A roster of these lines as CSV: a row each from row 2 on. */
const roster = (...lines: Line[]): Uint8Array =>
  writeCsv([
    ['Nama', 'NIK', 'L/P', 'No HP', 'Kode Wilayah', 'Nomor SK', 'Tanggal SK', 'Kelas'],
    ...lines.map((line) => [
      line.name ?? 'Leni Marlina',
      line.nik ?? NIK,
      line.sex ?? 'P',
      line.phone ?? '0812-0000-8801',
      line.village ?? '13.02.05.2002',
      line.number ?? '188.47/01/2024',
      line.dated ?? '2024-04-30',
      line.class ?? 'F',
    ]),
  ]);

const rowsOf = async (bytes: Uint8Array, name = 'daftar.csv') => (await checkRoster(bytes, name)).rows;
const compare = async (bytes: Uint8Array, answers: Answers = NO_ANSWERS, name?: string) =>
  compareRoster(house.db, house.keys, bimtek.bimtekId, await rowsOf(bytes, name), answers);
const save = async (bytes: Uint8Array, answers: Answers = NO_ANSWERS, name?: string) => {
  const rows = await rowsOf(bytes, name);
  const wish = {
    bimtekId: bimtek.bimtekId,
    fileName: name ?? 'daftar.csv',
    rows,
    answers,
    joinedAt: house.clock.now(),
    by: bimtek.people.panitia,
  };
  return granted(await run((trx) => saveRoster(trx, house.keys, wish, house.clock.now())));
};
const answered = (...pairs: [row: number, code: string, value: string][]): Answers => ({
  ...NO_ANSWERS,
  of: new Map(pairs.map(([row, code, value]) => [answerName(row, code), value])),
});
const statesOf = async (bytes: Uint8Array, answers?: Answers) =>
  (await compare(bytes, answers)).map(({ state }) => state);
/** What stops a row: the codes of its open problems. */
const openOf = async (bytes: Uint8Array, row = 2, answers?: Answers) =>
  (await compare(bytes, answers))
    .filter((one) => one.row === row)
    .flatMap(({ problems }) =>
      problems
        .filter(({ kind, answer }) => kind === 'wrong' || (kind === 'question' && answer === null))
        .map(({ code }) => code),
    );

/** Every row of every table that an import may touch, as one text. */
const TABLES = [
  'person',
  'account',
  'enrolment',
  'class',
  'class_membership',
  'decree',
  'assignment',
  'standing',
  'audit_event',
  'roster_line',
  'roster_import',
  'roster_import_row',
] as const;
const everything = async (): Promise<string[]> => {
  const all: string[] = [];
  for (const table of TABLES) {
    const { rows } = await sql<{
      row: string;
    }>`select ${sql.table(table)}::text as row from ${sql.table(table)} order by 1`.execute(house.db);
    all.push(...rows.map(({ row }) => `${table} ${row}`));
  }
  return all;
};

describe('The four rosters of the reference story', () => {
  const states = async () => {
    const counts = { new: 0, changed: 0, unchanged: 0, question: 0, wrong: 0 };
    for (const file of await rosterFiles())
      for (const [state, n] of Object.entries(countRows(await compare(file.bytes, NO_ANSWERS, file.name))))
        counts[state as keyof typeof counts] += n;
    return counts;
  };
  beforeAll(openOwnHouse);

  it('are 25 + 10 + 7 + 6 new people, and the check writes nothing', async () => {
    const before = await everything();
    expect(await states()).toEqual({ new: 48, changed: 0, unchanged: 0, question: 0, wrong: 0 });
    expect(await everything()).toEqual(before);
  });

  it('become 48 people with account, class, SK typed by the panitia and assignment, also where the SK is still to come', async () => {
    const saved = [];
    const began = performance.now();
    for (const file of await rosterFiles()) saved.push((await save(file.bytes, NO_ANSWERS, file.name)).new);
    const took = performance.now() - began;
    expect(saved).toEqual([25, 10, 7, 6]);
    console.info(`48 rows saved in ${Math.round(took)} ms`);
    const rows = await house.db
      .selectFrom('enrolment as e')
      .innerJoin('person as p', 'p.id', 'e.person_id')
      .innerJoin('account as a', 'a.person_id', 'p.id')
      .innerJoin('class as c', 'c.id', 'e.class_id')
      .innerJoin('standing as s', 's.enrolment_id', 'e.id')
      .leftJoin('assignment as g', (join) => join.onRef('g.person_id', '=', 'p.id').on('g.active', '=', true))
      .leftJoin('decree as d', 'd.id', 'g.decree_id')
      .select([
        'p.name',
        'p.sex',
        'p.nik_cipher',
        'a.login_phone',
        'e.village_code',
        'c.letter',
        's.decree',
        'd.number',
        'd.dated',
        'd.typed_by',
        'd.confirmed',
        'g.from_date',
        'g.village_code as assigned',
      ])
      .where('e.bimtek_id', '=', bimtek.bimtekId)
      .execute();
    const told = rows.map((row) => ({
      name: row.name,
      sex: row.sex,
      nik: row.nik_cipher && openNik(house.keys, row.nik_cipher),
      phone: row.login_phone,
      village: row.village_code,
      class: row.letter,
      number: row.number,
      dated: row.dated,
      standing: row.decree,
      typed: row.typed_by,
      confirmed: row.confirmed,
      from: row.from_date,
      assigned: row.assigned,
    }));
    const expected = KADER.map((kader) => {
      const sk = kader.decreeNo !== null && kader.decreeDate !== null;
      return {
        name: kader.name,
        sex: kader.sex,
        nik: kader.nik,
        phone: `+62${kader.phone.slice(1)}`,
        village: kader.villageCode,
        class: kader.class,
        number: sk ? kader.decreeNo : null,
        dated: sk ? kader.decreeDate : null,
        standing: sk ? 'recorded' : 'none',
        typed: sk ? bimtek.people.panitia : null,
        confirmed: sk ? false : null,
        from: sk ? kader.decreeDate : wallTime(house.clock.now(), 'Asia/Jakarta').day,
        assigned: kader.villageCode,
      };
    });
    const byNik = (a: { nik: string | null }, b: { nik: string | null }) =>
      String(a.nik).localeCompare(String(b.nik));
    expect(told.sort(byNik)).toEqual(expected.sort(byNik));
  });

  it('number people by the alphabet inside each file', async () => {
    const rows = await house.db
      .selectFrom('enrolment as e')
      .innerJoin('person as p', 'p.id', 'e.person_id')
      .select(['e.participant_no', 'p.name'])
      .where('e.bimtek_id', '=', bimtek.bimtekId)
      .where('e.village_code', 'like', '13.02.%')
      .where('e.participant_no', 'like', 'F-%')
      .orderBy('e.participant_no')
      .execute();
    const names = rows.map(({ name }) => name);
    expect(rows.map(({ participant_no: no }) => no)).toEqual(
      Array.from({ length: 13 }, (_, i) => `F-${String(i + 1).padStart(2, '0')}`),
    );
    expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'id')));
  });

  it('taken again are 48 unchanged rows and not one write', async () => {
    expect(await states()).toEqual({ new: 0, changed: 0, unchanged: 48, question: 0, wrong: 0 });
    const before = await everything();
    for (const file of await rosterFiles()) await save(file.bytes, NO_ANSWERS, file.name);
    expect(await everything()).toEqual(before);
  });

  it('with one phone changed are one changed row that says old and new', async () => {
    const [first] = KADER;
    if (!first) throw new Error('the story has kader');
    const line = (kader: typeof first, phone: string): Line => ({
      name: kader.name,
      nik: kader.nik,
      sex: kader.sex,
      phone,
      village: kader.villageCode,
      number: kader.decreeNo ?? '',
      dated: kader.decreeDate ?? '',
      class: kader.class,
    });
    const changed = roster(
      ...KADER.map((kader) => line(kader, kader === first ? '0812-0000-7777' : kader.phone)),
    );
    expect(countRows(await compare(changed))).toEqual({
      new: 0,
      changed: 1,
      unchanged: 47,
      question: 0,
      wrong: 0,
    });
    expect((await compare(changed)).flatMap(({ changes }) => changes)).toEqual([
      { column: 'phone', from: '+6281200000001', to: '+6281200007777' },
    ]);
    expect(await save(changed)).toEqual({ new: 0, changed: 1, unchanged: 47, question: 0, wrong: 0 });
    expect(countRows(await compare(changed))).toMatchObject({ unchanged: 48 });
    const account = await house.db
      .selectFrom('account')
      .select('person_id')
      .where('login_phone', '=', '+6281200007777')
      .execute();
    expect(account).toHaveLength(1);
  });
});

describe('A row of a roster', () => {
  beforeAll(async () => {
    await openOwnHouse();
    await save(roster({})); // Leni Marlina is there already
  });
  beforeEach(() => house.clock.set(new Date(house.clock.now().getTime() + 60_000)));

  it('is good without the bad ones beside it', async () => {
    const file = roster(
      {},
      { name: 'Siti Nurjanah', nik: '1302056206900000', phone: '0812-0000', village: '13.02.09.2001' },
      { name: 'Popi Andriani', nik: '1302056306900000', phone: '0812-0000-8802', village: '13.02.09.2002' },
    );
    expect(await statesOf(file)).toEqual(['unchanged', 'wrong', 'new']);
    expect(await save(file)).toEqual({ new: 1, changed: 0, unchanged: 1, question: 0, wrong: 1 });
    expect(await statesOf(file)).toEqual(['unchanged', 'wrong', 'unchanged']);
    expect(
      await house.db.selectFrom('person').select('id').where('name', '=', 'Siti Nurjanah').execute(),
    ).toEqual([]);
  });

  it('names a class that is not there: a question until a human agrees to create it', async () => {
    const file = roster({
      name: 'Rina Wati',
      nik: '1302056406900000',
      phone: '0812-0000-8803',
      village: '13.02.09.2003',
      class: 'H',
    });
    expect(await openOf(file)).toEqual(['class-unknown']);
    expect(await save(file)).toMatchObject({ new: 0, question: 1 });
    const agreed = { ...NO_ANSWERS, createClasses: ['H', 'Z'] };
    expect(await openOf(file, 2, agreed)).toEqual([]);
    expect(await save(file, agreed)).toMatchObject({ new: 1 });
    const letters = await house.db
      .selectFrom('class')
      .select('letter')
      .where('bimtek_id', '=', bimtek.bimtekId)
      .orderBy('letter')
      .execute();
    expect(letters.map(({ letter }) => letter)).toEqual(['F', 'G', 'H']);
    expect(await statesOf(file)).toEqual(['unchanged']);
  });

  it('names no class: it takes the one chosen for the row, or the one for all such rows', async () => {
    const file = roster({
      name: 'Tri Lestari',
      nik: '1302056506900000',
      phone: '0812-0000-8804',
      village: '13.02.09.2004',
      class: '',
    });
    expect(await openOf(file)).toEqual(['class-none']);
    expect(await openOf(file, 2, answered([2, 'class-none', 'Q']))).toEqual(['class-none']);
    expect((await compare(file, answered([2, 'class-none', 'G'])))[0]).toMatchObject({
      state: 'new',
      person: { class: 'G' },
    });
    expect((await compare(file, { ...NO_ANSWERS, defaultClass: 'F' }))[0]).toMatchObject({
      state: 'new',
      person: { class: 'F' },
    });
  });

  it('is wrong when the village has another active kader, and says who', async () => {
    const file = roster({ name: 'Orang Baru', nik: '1302056606900000', phone: '0812-0000-8805' });
    const [row] = await compare(file);
    expect(row).toMatchObject({
      state: 'wrong',
      problems: [
        { kind: 'warning', code: 'nik-serial' },
        { kind: 'wrong', column: 'village', code: 'village-taken', holder: 'Leni Marlina' },
      ],
    });
    expect(await save(file)).toMatchObject({ new: 0, wrong: 1 });
  });

  it('is wrong when an earlier row of the same file brings the village its kader', async () => {
    const two = [
      { name: 'Kader Satu', nik: '1302056706900000', phone: '0812-0000-8806', village: '13.02.10.2002' },
      { name: 'Kader Dua', nik: '1302056806900000', phone: '0812-0000-8807', village: '13.02.10.2002' },
    ];
    expect(await statesOf(roster(...two))).toEqual(['new', 'wrong']);
    expect(await openOf(roster(...two), 3)).toEqual(['village-shared']);
  });

  it('has a NIK that is known under another name: a question, and the human says which name stays', async () => {
    const file = roster({ name: 'Leny Marlina Putri' });
    expect(await openOf(file)).toEqual(['nik-other-name']);
    expect((await compare(file, answered([2, 'nik-other-name', 'tetap'])))[0]).toMatchObject({
      state: 'unchanged',
      changes: [],
    });
    const taken = answered([2, 'nik-other-name', 'berkas']);
    expect((await compare(file, taken))[0]).toMatchObject({
      state: 'changed',
      changes: [{ column: 'name', from: 'Leni Marlina', to: 'Leny Marlina Putri' }],
    });
    expect(await openOf(file, 2, answered([2, 'nik-other-name', 'entah']))).toEqual(['nik-other-name']);
    expect(await save(file, taken)).toMatchObject({ changed: 1 });
    const standing = await house.db
      .selectFrom('standing as s')
      .innerJoin('person as p', 'p.id', 's.person_id')
      .select('s.name_key')
      .where('p.name', '=', 'Leny Marlina Putri')
      .executeTakeFirstOrThrow();
    expect(standing.name_key).toBe('leny marlina putri');
    expect(await save(roster({}), taken)).toMatchObject({ changed: 1 });
  });

  it('leaves a name that its owner has confirmed when only the spelling differs', async () => {
    await house.db
      .updateTable('person')
      .set({ name_confirmed_at: BEFORE })
      .where('name', '=', 'Leni Marlina')
      .execute();
    expect(await statesOf(roster({ name: "Le'ni  Marlina" }))).toEqual(['unchanged']);
    await house.db
      .updateTable('person')
      .set({ name_confirmed_at: null })
      .where('name', '=', 'Leni Marlina')
      .execute();
    expect(await statesOf(roster({ name: "Le'ni Marlina" }))).toEqual(['changed']);
  });

  it('has a phone that signs in someone else: a question, and then the participant code signs in', async () => {
    await addPerson(house, { phone: '+6281200008899', password: false });
    const file = roster({
      name: 'Wati Susanti',
      nik: '1302056906900000',
      phone: '0812-0000-8899',
      village: '13.02.10.2003',
    });
    expect(await openOf(file)).toEqual(['phone-elsewhere']);
    expect(await save(file, answered([2, 'phone-elsewhere', 'ya']))).toMatchObject({ new: 1 });
    const account = await house.db
      .selectFrom('account as a')
      .innerJoin('person as p', 'p.id', 'a.person_id')
      .select(['a.login_phone', 'p.phone_e164'])
      .where('p.name', '=', 'Wati Susanti')
      .executeTakeFirstOrThrow();
    expect(account).toEqual({ login_phone: null, phone_e164: '+6281200008899' });
    expect(await statesOf(file)).toEqual(['unchanged']);
  });

  it('asks nothing twice: what a human settled in an earlier import is remembered', async () => {
    const file = roster({
      name: 'Nita Sari',
      nik: '1302057006900000',
      phone: '',
      village: '13.02.11.2001',
      dated: '03/05/24',
    });
    expect((await openOf(file)).sort()).toEqual(['date-ambiguous', 'phone-empty']);
    expect(
      await save(file, answered([2, 'phone-empty', 'ya'], [2, 'date-ambiguous', '2024-05-03'])),
    ).toMatchObject({ new: 1 });
    expect(await statesOf(file)).toEqual(['unchanged']);
    const decree = await house.db
      .selectFrom('decree as d')
      .innerJoin('person as p', 'p.id', 'd.person_id')
      .select('d.dated')
      .where('p.name', '=', 'Nita Sari')
      .executeTakeFirstOrThrow();
    expect(decree.dated).toBe('2024-05-03');
  });

  it('corrects an SK that nobody confirmed, and is wrong about a confirmed one', async () => {
    const corrected = roster({ number: '188.47/02/2024' });
    expect((await compare(corrected))[0]).toMatchObject({
      state: 'changed',
      changes: [{ column: 'decree_no', from: '188.47/01/2024', to: '188.47/02/2024' }],
    });
    expect(await save(corrected)).toMatchObject({ changed: 1 });
    const decrees = await house.db
      .selectFrom('decree as d')
      .innerJoin('person as p', 'p.id', 'd.person_id')
      .select(['d.id', 'd.number'])
      .where('p.name', '=', 'Leni Marlina')
      .execute();
    expect(decrees.map(({ number }) => number)).toEqual(['188.47/02/2024']);
    granted(
      await run((trx) =>
        confirmDecree(trx, { decreeId: decrees[0]?.id ?? '', by: bimtek.people.panitia2 }, house.clock.now()),
      ),
    );
    expect(await statesOf(corrected)).toEqual(['unchanged']);
    expect(await openOf(roster({ number: '188.47/03/2024' }))).toEqual(['decree-confirmed']);
  });

  it('moves someone to another class or village, and says so first', async () => {
    const moved = roster({
      name: 'Popi Andriani',
      nik: '1302056306900000',
      phone: '0812-0000-8802',
      village: '13.02.11.2002',
      class: 'G',
    });
    expect((await compare(moved))[0]?.changes.map(({ column }) => column)).toEqual([
      'village',
      'class',
      'decree_no',
      'decree_date',
    ]);
    expect(await save(moved)).toMatchObject({ changed: 1 });
    expect(await statesOf(moved)).toEqual(['unchanged']);
    const assignments = await house.db
      .selectFrom('assignment as a')
      .innerJoin('person as p', 'p.id', 'a.person_id')
      .select(['a.village_code', 'a.active'])
      .where('p.name', '=', 'Popi Andriani')
      .orderBy('a.id')
      .execute();
    expect(assignments).toEqual([
      { village_code: '13.02.09.2002', active: false },
      { village_code: '13.02.11.2002', active: true },
    ]);
  });

  it('is wrong when the enrolment has ended', async () => {
    const row = await house.db
      .selectFrom('enrolment as e')
      .innerJoin('person as p', 'p.id', 'e.person_id')
      .select('e.id')
      .where('p.name', '=', 'Nita Sari')
      .executeTakeFirstOrThrow();
    granted(
      await run((trx) =>
        endEnrolment(
          trx,
          { bimtekId: bimtek.bimtekId, enrolmentId: row.id, reason: 'pindah', by: null },
          house.clock.now(),
        ),
      ),
    );
    const file = roster({
      name: 'Nita Sari',
      nik: '1302057006900000',
      phone: '',
      village: '13.02.11.2001',
      dated: '03/05/24',
    });
    expect(await openOf(file)).toEqual(['enrolment-ended']);
  });

  it('is refused whole when a class change cannot stand, and nothing is kept', async () => {
    const row = await house.db
      .selectFrom('enrolment as e')
      .innerJoin('person as p', 'p.id', 'e.person_id')
      .select('e.id')
      .where('p.name', '=', 'Leni Marlina')
      .executeTakeFirstOrThrow();
    granted(
      await run((trx) =>
        changeClass(
          trx,
          { bimtekId: bimtek.bimtekId, enrolmentId: row.id, classId: bimtek.classes.G, by: null },
          house.clock.now(),
        ),
      ),
    );
    const before = await everything();
    const rows = await rowsOf(
      roster(
        { class: 'F', number: '188.47/02/2024' },
        { name: 'Orang Lain', nik: '1302057106900000', phone: '0812-0000-8810', village: '13.02.11.2003' },
      ),
    );
    const wish = {
      bimtekId: bimtek.bimtekId,
      fileName: 'daftar.csv',
      rows,
      answers: answered([2, 'berkas-class', 'ya']),
      joinedAt: BEFORE,
      by: bimtek.people.panitia,
    };
    const result = await house.db
      .transaction()
      .execute(async (trx) => {
        const done = await saveRoster(trx, house.keys, wish, house.clock.now());
        if (!done.ok) throw Object.assign(new Error('refused'), { refusal: done.refusal });
        return done;
      })
      .catch((error: { refusal?: unknown }) => error.refusal);
    expect(result).toEqual({ reason: 'class-change', row: 2, why: 'before-last-change' });
    expect(await everything()).toEqual(before);
  });
});

describe('A roster between check and saving', () => {
  it('is kept sealed, found only in its bimtek, and gone after seven days', async () => {
    const bytes = roster({});
    const wish = { bimtekId: bimtek.bimtekId, fileName: 'daftar.csv', bytes, by: bimtek.people.panitia };
    const now = house.clock.now();
    const id = await run((trx) => keepDraft(trx, house.keys, wish, now));
    const stored = await house.db
      .selectFrom('roster_draft')
      .select('sealed')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(Buffer.from(stored.sealed).includes(NIK)).toBe(false);
    expect((await readDraft(house.db, house.keys, bimtek.bimtekId, id, now))?.bytes).toEqual(bytes);
    const other = await makeBimtek(house);
    expect(await readDraft(house.db, house.keys, other.bimtekId, id, now)).toBeUndefined();
    const later = new Date(now.getTime() + 7 * 86_400_000);
    expect(await readDraft(house.db, house.keys, bimtek.bimtekId, id, later)).toBeUndefined();
    await sweepDrafts(house.db, later);
    expect(await house.db.selectFrom('roster_draft').select('id').execute()).toEqual([]);
  });
});
