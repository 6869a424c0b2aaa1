import { appendEvent } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import type { ProofSigner } from '../proof-keys.ts';
import { type Result, ok, refused } from '../result.ts';
import { newCode, newSerial, serialText } from './code.ts';
import type { CertificateContent } from './content.ts';
import { type CertificateAct, type Held, holdCertificate, recordStatus } from './hold-certificate.ts';
import { issueDay } from './number.ts';
import { contentOf, type Holder, readHolders, readPress } from './read-papers.ts';
import { refreshStanding } from './standing.ts';

/**
 * `suspended`: lift or revoke first. `replaced`: a sertifikat stands in its place. `unchanged`: a valid paper that would
 * say the same. `name-open`: the holder has not confirmed the name. `not-met`: after a revocation the rule decides again.
 */
export type ReissueRefusal =
  | { reason: 'not-found' }
  | { reason: 'own' }
  | { reason: 'suspended' }
  | { reason: 'replaced' }
  | { reason: 'unchanged' }
  | { reason: 'name-open' }
  | { reason: 'not-met' }
  | { reason: 'issued-elsewhere' }
  | { reason: 'unprintable'; field: string };

/** `origin` and `signer`: for the QR code, as in `IssueWish`. */
export type ReissueWish = CertificateAct & { origin: string; signer: ProofSigner };

/**
 * Issues the next revision ("Pengganti n") under the same number: for a wrong name on a valid paper, where what was
 * reached stays as it was frozen, or after a revocation, where all is read anew and the rule must be met. The former
 * page then leads to the new one. A clearance is not touched: a Pengganti keeps it, a revocation had taken it.
 */
export async function reissueCertificate(
  trx: Trx,
  wish: ReissueWish,
  now: Date,
): Promise<Result<{ certificateId: string; revision: number }, ReissueRefusal>> {
  const hold = await holdCertificate(trx, wish, now);
  if (!hold.ok) return hold;
  const held = hold.value;
  if (held.status === 'suspended' || held.status === 'replaced') return refused(held.status);
  if (held.enrolmentId === null || held.kind === 'sertifikat-pelatih') return refused('not-found');
  if (held.status === 'revoked' && held.kind === 'surat-keterangan' && (await hasSertifikat(trx, held)))
    return refused('replaced');
  await refreshStanding(trx, held.bimtekId, [held.enrolmentId], now);
  const standing = await trx
    .selectFrom('standing')
    .selectAll()
    .where('enrolment_id', '=', held.enrolmentId)
    .executeTakeFirst();
  if (!standing || standing.l6 !== 'met') return refused('name-open');
  const lines = [standing.l1, standing.l2, standing.l3, standing.l4, standing.l5];
  const met =
    standing.closed &&
    (held.kind === 'sertifikat' ? lines.every((line) => line === 'met') : standing.l1 === 'met');
  if (held.status === 'revoked' && !met) return refused('not-met');
  return writeRevision(trx, held, wish, now);
}

const hasSertifikat = async (trx: Trx, held: Held): Promise<boolean> =>
  (await trx
    .selectFrom('certificate')
    .select('id')
    .where('bimtek_id', '=', held.bimtekId)
    .where('person_id', '=', held.personId)
    .where('kind', '=', 'sertifikat')
    .executeTakeFirst()) !== undefined;

async function writeRevision(
  trx: Trx,
  held: Held,
  wish: ReissueWish,
  now: Date,
): Promise<Result<{ certificateId: string; revision: number }, ReissueRefusal>> {
  const press = await readPress(trx, held.bimtekId);
  const [holder] = await readHolders(trx, held.bimtekId, [held.enrolmentId ?? '']);
  if (!press || !holder || held.kind === 'sertifikat-pelatih') return refused('not-found');
  if (!press.issuingHere) return refused('issued-elsewhere');
  const former = await trx
    .selectFrom('certificate_revision')
    .select(['revision', 'content'])
    .where('certificate_id', '=', held.id)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const before = former.content as CertificateContent;
  if (held.status === 'valid' && sameIdentity(before, holder)) return refused('unchanged');
  const serial = newSerial();
  const revision = former.revision + 1;
  const imprint = {
    number: held.number,
    revision,
    serial: serialText(serial),
    code: newCode(),
    issuedOn: issueDay(now, press.zone),
    origin: wish.origin,
    signer: wish.signer,
  };
  const made = contentOf(press, holder, held.kind, imprint);
  if (!made.ok) return refused('unprintable', { field: made.field });
  const content = held.status === 'valid' ? { ...made.content, ...reached(before) } : made.content;
  await trx
    .insertInto('certificate_revision')
    .values({
      certificate_id: held.id,
      revision,
      serial,
      code: content.code,
      content: JSON.stringify(content),
      rule_no: content.ruleNo,
      by_id: wish.by,
      at: now,
    })
    .execute();
  await recordStatus(trx, held, { ...wish, event: 'reissued', status: 'valid' }, now);
  await appendEvent(trx, {
    at: now,
    actorId: wish.by,
    act: 'certificate-revision',
    subject: { kind: 'certificate', id: held.id },
    bimtekId: held.bimtekId,
    detail: { revision },
  });
  return ok({ certificateId: held.id, revision });
}

const sameIdentity = (before: CertificateContent, { identity }: Holder): boolean =>
  Object.entries(identity).every(([field, value]) => before[field as keyof Holder['identity']] === value);

/** What a paper says of the bimtek and of what was reached there: frozen at the first issue. */
const reached = ({
  bimtek,
  jpAttendedHalf,
  jpPlannedHalf,
  subjects,
  predicate,
  ruleNo,
  courses,
  texts,
}: CertificateContent) => ({
  bimtek,
  jpAttendedHalf,
  jpPlannedHalf,
  subjects,
  predicate,
  ruleNo,
  courses,
  texts,
});
