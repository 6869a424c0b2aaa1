import { createAccount, createPerson, grantRole, hashPassword } from '../account/index.ts';
import {
  assignTrainer,
  createBimtek,
  createClasses,
  createIssuer,
  enrolPeople,
  instantOf,
  planSessions,
} from '../bimtek/index.ts';
import type { Trx } from '../database/schema.ts';
import type { House } from '../http/house.ts';
import { assignKader, confirmDecree, recordDecree } from '../pkdd/index.ts';
import {
  ADMIN,
  type DemoKader,
  type DemoStaff,
  DUTA,
  KADER,
  KORKAB,
  PANITIA,
  PELATIH,
  PEMANTAU,
} from './people.ts';
import { act, at, done, idOf, type Story, within } from './story.ts';
import { SESSIONS } from './timetable.ts';

/** The one password of the demo; nobody outside the demo has it. */
export const DEMO_PASSWORD = 'bekal-demo-2024';
const CONSENT = '2024-05-01';

/** Never signed in up to 3 June; their names are not confirmed either. */
const NEVER_SIGNED_IN = new Set(['0015', '0023']);
/** SK typed but not yet confirmed by the korkab. */
const DECREE_UNCONFIRMED = new Set(['0008', '0021', '0032', '0038', '0045']);

/** Scene one, up to 29 May: people, roles, the bimtek, its classes and timetable, the kader with SK and class. */
export async function gather(house: House): Promise<Story> {
  const person = await makePeople(house);
  const { bimtekId, classId } = await makeBimtek(house, person);
  const enrolment = await enrolKader(house, person, bimtekId, classId);
  return { house, bimtekId, person, enrolment, classId };
}

const lastFour = (phone: string): string => phone.slice(-4);

async function makePeople({ db, keys }: House): Promise<Map<string, string>> {
  const passwordHash = await hashPassword(DEMO_PASSWORD); // one hash for all: it is the same password
  const now = at('2024-05-10T09:00');
  const ids = new Map<string, string>();
  const make = async (trx: Trx, who: DemoStaff & Partial<DemoKader>) => {
    const phone = `+62${who.phone.slice(1)}`;
    const id = await createPerson(
      trx,
      keys,
      { name: who.name, sex: who.sex, nik: who.nik ?? null, phone },
      now,
    );
    await createAccount(trx, id, { phone, passwordHash, active: true }, now);
    ids.set(lastFour(who.phone), id);
  };
  await within(db, async (trx) => {
    for (const who of [...KADER, ...DUTA, ...PELATIH, ...KORKAB, ...PANITIA, ADMIN, PEMANTAU])
      await make(trx, who);
    await signInOnce(trx, ids);
    await giveRoles(trx, ids, now);
  });
  return ids;
}

/** Who has been in before: first sign-in, consent, and the name confirmed on the same evening. */
async function signInOnce(trx: Trx, ids: Map<string, string>): Promise<void> {
  const when = at('2024-05-27T19:30');
  const people = [...ids].filter(([last]) => !NEVER_SIGNED_IN.has(last)).map(([, id]) => id);
  const kader = KADER.map((who) => lastFour(who.phone)).filter((last) => !NEVER_SIGNED_IN.has(last));
  await trx
    .updateTable('account')
    .set({ first_signed_in_at: when })
    .where('person_id', 'in', people)
    .execute();
  await trx
    .updateTable('person')
    .set({ consent_version: CONSENT, consent_at: when, name_confirmed_at: when })
    .where(
      'id',
      'in',
      kader.map((last) => idOf(ids, last)),
    )
    .execute();
}

async function giveRoles(trx: Trx, ids: Map<string, string>, now: Date): Promise<void> {
  const by = idOf(ids, '0501');
  const give = async (
    last: string,
    grant: Omit<Parameters<typeof grantRole>[1], 'personId'>,
    from: string | null = by,
  ) => done(await grantRole(trx, { personId: idOf(ids, last), ...grant }, from, now));
  await give('0501', { role: 'admin' }, null);
  for (const duta of DUTA)
    for (const villageCode of duta.villages) await give(lastFour(duta.phone), { role: 'duta', villageCode });
  for (const pelatih of PELATIH) await give(lastFour(pelatih.phone), { role: 'pelatih' });
  for (const korkab of KORKAB)
    await give(lastFour(korkab.phone), { role: 'korkab', regencyCode: korkab.regency });
  await give('0601', { role: 'pemantau', regencyCode: PEMANTAU.regency, endsAt: at('2024-12-31T23:59') });
}

async function makeBimtek({ db }: House, person: Map<string, string>) {
  const now = at('2024-05-11T10:00');
  const by = idOf(person, '0401');
  const issuer = {
    unit: 'BPI',
    name: 'Badan Pengembangan dan Informasi',
    lines: ['Lembaga contoh untuk demo', 'Semua nama dikarang'],
    place: 'Jakarta',
  };
  const signatory = {
    signatoryName: 'Contoh Penandatangan',
    signatoryTitle: 'Kepala Pusat Pengembangan Daya Saing',
    signatoryNip: null,
  };
  const { issuerId } = await act(db, (trx) => createIssuer(trx, { ...issuer, ...signatory, by }, now));
  const fields = {
    name: 'Bimbingan Teknis Kader Digital Desa Cerdas',
    label: 'Gelombang II',
    place: 'Jakarta',
    timeZone: 'Asia/Jakarta' as const,
  };
  const days = { startsOn: '2024-05-30', endsOn: '2024-06-08' };
  const { bimtekId } = await act(db, (trx) =>
    createBimtek(trx, { ...fields, ...days, countsForPkdd: true, issuerId, panitiaId: by, by }, now),
  );
  await act(db, (trx) =>
    grantRole(trx, { personId: idOf(person, '0402'), role: 'panitia', bimtekId }, idOf(person, '0501'), now),
  );
  const classes = await act(db, (trx) => createClasses(trx, { bimtekId, letters: ['F', 'G'], by }, now));
  const classId = new Map(classes.map((made) => [made.letter, made.id]));
  for (const [letter, last] of [
    ['F', '0201'],
    ['F', '0202'],
    ['G', '0202'],
  ] as const) {
    const trainer = { bimtekId, classId: idOf(classId, letter), personId: idOf(person, last), by };
    await act(db, (trx) => assignTrainer(trx, trainer, now));
  }
  await act(db, (trx) => planSessions(trx, { bimtekId, sessions: sessionsOf(person, classId), by }, now));
  return { bimtekId, classId };
}

/** Each class has its own room and trainer; a pleno is one session of both in the ballroom. */
function sessionsOf(person: Map<string, string>, classId: Map<string, string>) {
  return SESSIONS.flatMap((session) => {
    const startsAt = instantOf(session.day, session.start, 'Asia/Jakarta');
    const endsAt = instantOf(session.day, session.end, 'Asia/Jakarta');
    const common = {
      startsAt,
      endsAt,
      halfJp: session.counted === false ? 0 : 4,
      topic: session.topic,
      subject: session.subject,
      counted: session.counted !== false,
    };
    if (session.pleno)
      return [
        {
          ...common,
          room: 'Ballroom Batavia',
          classIds: [...classId.values()],
          trainerIds: ['0201', '0202'].map((last) => idOf(person, last)),
        },
      ];
    return [
      {
        ...common,
        room: 'Ruang Batavia 2',
        classIds: [idOf(classId, 'F')],
        trainerIds: [idOf(person, '0201')],
      },
      {
        ...common,
        room: 'Ruang Batavia 3',
        classIds: [idOf(classId, 'G')],
        trainerIds: [idOf(person, '0202')],
      },
    ];
  });
}

async function enrolKader(
  { db }: House,
  person: Map<string, string>,
  bimtekId: string,
  classId: Map<string, string>,
): Promise<Map<string, string>> {
  const now = at('2024-05-20T14:00');
  const by = idOf(person, '0401');
  const kader = KADER.map((who) => ({
    ...who,
    last: lastFour(who.phone),
    personId: idOf(person, lastFour(who.phone)),
  }));
  // In alphabetical order of the class, so that the participant numbers follow the names.
  const people = kader
    .toSorted((a, b) => a.class.localeCompare(b.class) || a.name.localeCompare(b.name, 'id'))
    .map((who) => ({
      personId: who.personId,
      villageCode: who.villageCode,
      classId: idOf(classId, who.class),
      joinedAt: at('2024-05-20T14:00'),
    }));
  const enrolled = await act(db, (trx) => enrolPeople(trx, { bimtekId, people, by }, now));
  for (const who of kader) {
    const decree = who.decreeNo && who.decreeDate ? { number: who.decreeNo, dated: who.decreeDate } : null;
    const made =
      decree &&
      (await act(db, (trx) =>
        recordDecree(
          trx,
          { personId: who.personId, villageCode: who.villageCode, ...decree, typedBy: by },
          now,
        ),
      ));
    const assignment = {
      personId: who.personId,
      villageCode: who.villageCode,
      decreeId: made?.decreeId ?? null,
      fromDate: who.decreeDate ?? '2024-05-20',
      by,
    };
    await act(db, (trx) => assignKader(trx, assignment, now));
    const korkab = who.regency === '13.02' ? '0301' : who.regency === '18.10' ? '0302' : null;
    if (made && korkab && !DECREE_UNCONFIRMED.has(who.last))
      await act(db, (trx) =>
        confirmDecree(trx, { decreeId: made.decreeId, by: idOf(person, korkab) }, at('2024-05-28T10:00')),
      );
  }
  return new Map(
    enrolled.map((row) => [kader.find((who) => who.personId === row.personId)?.last ?? '', row.enrolmentId]),
  );
}
