import { issueDue, suspendCertificate } from '../certification/index.ts';
import { newId } from '../id.ts';
import { clearKader, confirmDecree, confirmStep, recordDecree, recordStep } from '../pkdd/index.ts';
import { KADER } from './people.ts';
import { act, at, done, idOf, type Story, within } from './story.ts';

/** Certified, SK confirmed, but the korkab has not cleared them yet. */
const NOT_CLEARED = new Set(['0006', '0017', '0020']);
/** Their nagari have an RKDD team with its own SK: PKDD is formed there. The second has held its sosialisasi too. */
const FORMED = ['0001', '0002'];
const SUSPENDED = '0011';

/** Scene five, 10 June to 1 July: certificates issued, kader of Solok cleared, first steps in the nagari. */
export async function startPkdd(story: Story): Promise<void> {
  const { house, bimtekId } = story;
  const origin = house.config.origin ?? `http://${house.config.host}:${house.config.port}`;
  done(
    await issueDue(
      house.db,
      { bimtekId, by: idOf(story.person, '0401'), origin, signer: house.keys.proof.signer },
      at('2024-06-10T10:30'),
    ),
  );
  await lateDecree(story);
  for (const who of KADER.filter(({ regency }) => regency === '13.02'))
    await clearIfReady(story, who.phone.slice(-4), who.villageCode);
  for (const last of FORMED) await formTeam(story, last);
  await suspendOne(story);
}

/** The SK of Surian came by WhatsApp after the bimtek: typed by the duta, confirmed by the korkab. */
async function lateDecree(story: Story): Promise<void> {
  const personId = idOf(story.person, '0005');
  const decree = {
    personId,
    villageCode: '13.02.03.2002',
    number: '188.47/31/WN-SRN/2024',
    dated: '2024-06-12',
    typedBy: idOf(story.person, '0102'),
  };
  const { decreeId } = await act(story.house.db, (trx) => recordDecree(trx, decree, at('2024-06-14T09:00')));
  await act(story.house.db, (trx) =>
    confirmDecree(trx, { decreeId, by: idOf(story.person, '0301') }, at('2024-06-14T13:00')),
  );
}

/** The korkab goes down the list; whoever lacks a leg is refused, as on the page. */
async function clearIfReady(story: Story, last: string, villageCode: string): Promise<void> {
  if (NOT_CLEARED.has(last)) return;
  const wish = { villageCode, by: idOf(story.person, '0301') };
  await within(story.house.db, (trx) => clearKader(trx, wish, at('2024-06-18T09:00')));
}

async function formTeam(story: Story, last: string): Promise<void> {
  const villageCode = KADER.find((who) => who.phone.endsWith(last))!.villageCode;
  const by = idOf(story.person, last);
  const step = (kind: 'rkdd-sk' | 'sosialisasi', onDate: string, evidence: string) => ({
    id: newId(),
    villageCode,
    kind,
    no: 1,
    onDate,
    place: 'Kantor wali nagari',
    men: 11,
    women: 14,
    evidence,
    by,
  });
  const steps = [step('rkdd-sk', '2024-06-20', 'SK tim RKDD 188.47/40/2024, foto di kantor nagari')];
  if (last === '0002')
    steps.push(step('sosialisasi', '2024-06-27', 'Daftar hadir 25 orang, foto di kantor nagari'));
  for (const one of steps) {
    const now = at(`${one.onDate}T16:00`);
    await act(story.house.db, (trx) => recordStep(trx, one, one.onDate, now));
    await act(story.house.db, (trx) =>
      confirmStep(trx, { stepId: one.id, villageCode, by: idOf(story.person, '0301') }, now),
    );
  }
}

async function suspendOne(story: Story): Promise<void> {
  const personId = idOf(story.person, SUSPENDED);
  const certificate = await story.house.db
    .selectFrom('certificate')
    .select('id')
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  const wish = {
    certificateId: certificate.id,
    by: idOf(story.person, '0402'),
    reason: 'Nama pada SK berbeda dengan nama pada KTP, sedang diperiksa.',
  };
  await act(story.house.db, (trx) => suspendCertificate(trx, wish, at('2024-06-28T11:00')));
}
