import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerName, type Answers, NO_ANSWERS } from '../../src/bimtek/import/answers.ts';
import { compareRoster } from '../../src/bimtek/import/compare-roster.ts';
import { saveRoster } from '../../src/bimtek/import/save-roster.ts';
import { undoImport } from '../../src/bimtek/imports/undo-import.ts';
import { checkRoster } from '../../src/bimtek/roster/index.ts';
import { changeParticipant } from '../../src/bimtek/people/change-person.ts';
import { changeClass, changeVillage } from '../../src/bimtek/index.ts';
import { writeCsv } from '../../src/documents/csv.ts';
import { BEFORE, type Bimtek, granted, inTransaction, makeBimtek } from '../fixtures/bimtek.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';

let house: TestHouse;
let bimtek: Bimtek;
beforeAll(async () => {
  house = await openHouse({ at: BEFORE });
  bimtek = await makeBimtek(house);
});
afterAll(() => house.close());

const run = <Value>(act: Parameters<typeof inTransaction<Value>>[1]) => inTransaction(house.db, act);
const later = () => house.clock.set(new Date(house.clock.now().getTime() + 60_000));

type Line = Partial<Record<'name' | 'nik' | 'phone' | 'village' | 'number' | 'class', string>>;
const LENI: Line = { name: 'Leni Marlina', nik: '1302055206900000', phone: '0812-0000-8801' };
const POPI: Line = {
  ...{ name: 'Popi Andriani', nik: '1302056306900000', phone: '0812-0000-8802' },
  village: '13.02.09.2002',
};
const roster = (...lines: Line[]): Uint8Array =>
  writeCsv([
    ['Nama', 'NIK', 'L/P', 'No HP', 'Kode Wilayah', 'Nomor SK', 'Tanggal SK', 'Kelas'],
    ...lines.map(({ name = '', nik = '', phone = '', ...line }) => {
      const place = line.village ?? '13.02.05.2002';
      return [name, nik, 'P', phone, place, line.number ?? '188.47/01/2024', '2024-04-30', line.class ?? 'F'];
    }),
  ]);
const answered = (row: number, ...columns: string[]): Answers => ({
  ...NO_ANSWERS,
  of: new Map(columns.map((column) => [answerName(row, `berkas-${column}`), 'ya'])),
});
const compare = async (file: Uint8Array, answers = NO_ANSWERS) => {
  const { rows } = await checkRoster(file, 'daftar.csv');
  return compareRoster(house.db, house.keys, bimtek.bimtekId, rows, answers);
};
/** Saves a roster; the id of the import, or undefined when nothing was written. */
async function save(file: Uint8Array, answers = NO_ANSWERS): Promise<string> {
  later();
  const { rows } = await checkRoster(file, 'daftar.csv');
  const rest = { joinedAt: house.clock.now(), by: bimtek.people.panitia };
  const wish = { bimtekId: bimtek.bimtekId, fileName: 'daftar.csv', rows, answers, ...rest };
  granted(await run((trx) => saveRoster(trx, house.keys, wish, house.clock.now())));
  const entry = await house.db
    .selectFrom('roster_import')
    .select('id')
    .orderBy('at', 'desc')
    .executeTakeFirst();
  return entry?.id ?? '';
}
const undo = (importId: string, by = bimtek.people.panitia) =>
  run((trx) => undoImport(trx, house.keys, { bimtekId: bimtek.bimtekId, importId, by }, house.clock.now()));
const enrolmentOf = (name: string) =>
  house.db
    .selectFrom('enrolment as e')
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .innerJoin('class as c', 'c.id', 'e.class_id')
    .select(['e.id', 'p.id as personId', 'p.phone_e164 as phone', 'e.village_code as village', 'c.letter'])
    .where('p.name', '=', name)
    .executeTakeFirst();

const TABLES = [
  'person',
  'account',
  'enrolment',
  'class_membership',
  'decree',
  'assignment',
  'standing',
] as const;
const everything = async (): Promise<string[]> => {
  const all: string[] = [];
  for (const table of [...TABLES, 'roster_line'] as const) {
    const { rows } = await sql<{
      row: string;
    }>`select (to_jsonb(t) - 'at')::text as row from ${sql.table(table)} t order by 1`.execute(house.db);
    all.push(...rows.map(({ row }) => `${table} ${row}`));
  }
  return all;
};

describe('Taking an import back', () => {
  it('leaves the database as it was before, and is recorded', async () => {
    const before = await everything();
    const id = await save(roster(LENI, POPI));
    expect(await enrolmentOf('Leni Marlina')).toBeDefined();
    expect(granted(await undo(id))).toEqual({ enrolments: 2, people: 2, reverted: 0 });
    expect(await everything()).toEqual(before);
    const events = await house.db
      .selectFrom('audit_event')
      .select('detail')
      .where('act', '=', 'import-undone')
      .execute();
    expect(events.map(({ detail }) => detail)).toMatchObject([{ import: id, enrolments: 2, people: 2 }]);
    expect(await undo(id)).toEqual({ ok: false, refusal: { reason: 'undone' } });
  });

  it('puts back what it changed of people who were there, unless someone corrected that since', async () => {
    await save(roster(LENI, POPI));
    const before = await everything();
    const second = await save(roster({ ...LENI, phone: '0812-0000-8811', number: '188.47/09/2024' }, POPI));
    expect((await enrolmentOf('Leni Marlina'))?.phone).toBe('+6281200008811');
    expect(granted(await undo(second))).toEqual({ enrolments: 0, people: 0, reverted: 1 });
    expect(await everything()).toEqual(before);

    const third = await save(roster({ ...LENI, phone: '0812-0000-8812' }, POPI));
    const leni = await enrolmentOf('Leni Marlina');
    const change = { phone: '+6281200008813' };
    const by = bimtek.people.panitia;
    granted(
      await run((trx) =>
        changeParticipant(trx, house.keys, { personId: leni?.personId ?? '', change, by }, house.clock.now()),
      ),
    );
    granted(await undo(third));
    expect((await enrolmentOf('Leni Marlina'))?.phone).toBe('+6281200008813');
  });

  it('is refused from the first use on, and says who and what', async () => {
    const id = await save(
      roster({
        ...POPI,
        name: 'Rina Wati',
        nik: '1302056406900000',
        phone: '0812-0000-8803',
        village: '13.02.09.2003',
      }),
    );
    const rina = await enrolmentOf('Rina Wati');
    const pair = { bimtek_id: bimtek.bimtekId, enrolment_id: rina?.id ?? '' };
    await house.db
      .insertInto('rktl_draft')
      .values({ ...pair, rows: '[]', at: house.clock.now() })
      .execute();
    await house.db
      .updateTable('account')
      .set({ first_signed_in_at: house.clock.now() })
      .where('person_id', '=', rina?.personId ?? '')
      .execute();
    const before = await everything();
    const uses = [
      { table: 'account', personId: rina?.personId },
      { table: 'rktl_draft', personId: rina?.personId },
    ];
    expect(await undo(id)).toEqual({ ok: false, refusal: { reason: 'used', uses } });
    expect(await everything()).toEqual(before);
    const cookie = await house.signInAs(bimtek.people.panitia);
    const page = await (await house.get(`/kelola/bimtek/${bimtek.bimtekId}/impor/${id}`, { cookie })).text();
    expect(page).toContain('Rina Wati: sudah masuk, sudah menulis RKTL');
    const refused = await house.post(`/kelola/bimtek/${bimtek.bimtekId}/impor/${id}/batal`, {}, { cookie });
    expect(refused.status).toBe(409);
  });
});

describe('A correction made in Bekal', () => {
  it('stays when a later file still says the old, is shown as a difference, and yields when a human chooses so', async () => {
    const file = roster(LENI, { ...POPI, village: '13.02.09.2002' });
    const popi = await enrolmentOf('Popi Andriani');
    const by = bimtek.people.panitia;
    const act = { bimtekId: bimtek.bimtekId, enrolmentId: popi?.id ?? '', by };
    later();
    granted(
      await run((trx) =>
        changeParticipant(
          trx,
          house.keys,
          { personId: popi?.personId ?? '', change: { phone: '+6281200008899' }, by },
          house.clock.now(),
        ),
      ),
    );
    granted(await run((trx) => changeClass(trx, { ...act, classId: bimtek.classes.G }, house.clock.now())));
    granted(
      await run((trx) =>
        changeVillage(
          trx,
          { ...act, villageCode: '13.02.09.2004', reason: 'salah catat' },
          house.clock.now(),
        ),
      ),
    );
    const [, row] = await compare(file);
    expect(row).toMatchObject({ state: 'unchanged', changes: [] });
    expect(row?.kept.map(({ column }) => column)).toEqual(['phone', 'village', 'class']);
    expect(row?.kept[0]).toEqual({ column: 'phone', from: '+6281200008899', to: '+6281200008802' });
    await save(file);
    expect(await enrolmentOf('Popi Andriani')).toMatchObject({
      ...{ phone: '+6281200008899', village: '13.02.09.2004', letter: 'G' },
    });

    const [, taken] = await compare(file, answered(3, 'phone'));
    expect(taken).toMatchObject({ state: 'changed', changes: [{ column: 'phone', to: '+6281200008802' }] });
    await save(file, answered(3, 'phone'));
    expect(await enrolmentOf('Popi Andriani')).toMatchObject({ phone: '+6281200008802', letter: 'G' });
    expect((await compare(file))[1]?.kept.map(({ column }) => column)).toEqual(['village', 'class']);
  });

  it('is no difference any more when the file was corrected too, and a file that changes what nobody touched still counts', async () => {
    const same = roster(LENI, { ...POPI, village: '13.02.09.2004', class: 'G' });
    const [, row] = await compare(same);
    expect(row?.kept).toEqual([]);
    const renamed = await compare(
      roster(LENI, { ...POPI, village: '13.02.09.2004', class: 'G', phone: '0812-0000-8855' }),
    );
    expect(renamed[1]).toMatchObject({ state: 'changed', kept: [] });
    expect(renamed[1]?.changes.map(({ column }) => column)).toContain('phone');
  });
});
