import { sql } from 'kysely';
import { appendEvents } from '../audit/index.ts';
import type { Db, Trx } from '../database/schema.ts';
import { newId } from '../id.ts';
import { type Result, ok, refused } from '../result.ts';
import { newCode, newSerial, serialText } from './code.ts';
import type { CertificateContent } from './content.ts';
import { isPanitia } from './hold-certificate.ts';
import { issueDay, type NumberRefusal, numberOf } from './number.ts';
import { contentOf, type Holder, type Press, readHolders, readPress } from './read-papers.ts';
import { replaceStatements } from './replace-statement.ts';
import { lockEnrolments, refreshStanding } from './standing.ts';

/** `origin`: the address under which visitors reach the house, for the QR code. */
export type IssueWish = { bimtekId: string; by: string; origin: string };
/** `not-panitia`: not of this bimtek; `issued-elsewhere`: another installation issues for it; `own`: only oneself is due. */
export type IssueRefusal =
  | { reason: 'not-panitia' }
  | { reason: 'issued-elsewhere' }
  | { reason: 'own' }
  | ({ reason: 'pattern' } & { pattern: string });
export type Issued = { certificateId: string; kind: 'sertifikat' | 'surat-keterangan'; number: string };
/** `unprintable`: due, but a field of the paper cannot be set; nothing was issued for them. `own`: another panitia issues it. */
export type IssueOutcome = { issued: Issued[]; unprintable: { enrolmentId: string; participantNo: string; field: string }[]; own: number };

/** Markers wait at most 2 s for the locks of a batch: on a busy machine 25 papers took 0.5 s, and a single PDF 1 s. */
const BATCH = 25;

/**
 * Issues all that is due in a bimtek, batch by batch, each a transaction of its own: what was issued stays when a later
 * batch fails, and issuing again goes on from there. Panitia of the bimtek only, never for themselves. The PDFs are made
 * after the commit (`fillPdfs`, or whoever reads one first): see keep-pdf.ts. Source: product.md section 4.
 */
export async function issueDue(db: Db, wish: IssueWish, now: Date): Promise<Result<IssueOutcome, IssueRefusal>> {
  const all: IssueOutcome = { issued: [], unprintable: [], own: 0 };
  for (;;) {
    const skip = all.unprintable.map((row) => row.enrolmentId);
    const batch = await db.transaction().execute((trx) => issueBatch(trx, { ...wish, skip }, now));
    if (!batch.ok) return batch;
    all.issued.push(...batch.value.issued);
    all.unprintable.push(...batch.value.unprintable);
    all.own = batch.value.own;
    if (!batch.value.more) break;
  }
  return all.own > 0 && all.issued.length + all.unprintable.length === 0 ? refused('own') : ok(all);
}

type Batch = IssueOutcome & { more: boolean };

/** One batch in the caller's transaction: standings first, then a second statement reads who is still due, then the counter. */
export async function issueBatch(
  trx: Trx,
  wish: IssueWish & { skip?: readonly string[] },
  now: Date,
): Promise<Result<Batch, IssueRefusal>> {
  if (!(await isPanitia(trx, wish.by, wish.bimtekId, now))) return refused('not-panitia');
  const press = await readPress(trx, wish.bimtekId);
  if (!press) return refused('not-panitia');
  if (!press.issuingHere) return refused('issued-elsewhere');
  const { ids, own, more } = await candidates(trx, wish);
  await lockEnrolments(trx, wish.bimtekId, ids);
  const due = (await readHolders(trx, wish.bimtekId, ids)).filter((holder) => holder.due !== null);
  const outcome: Batch = { issued: [], unprintable: [], own, more };
  for (const kind of ['sertifikat', 'surat-keterangan'] as const) {
    const printed = await issueKind(trx, press, kind, due.filter((holder) => holder.due === kind), wish, now);
    if (!printed.ok) return refused('pattern', { pattern: patternOf(press, kind) });
    outcome.issued.push(...printed.value.issued);
    outcome.unprintable.push(...printed.value.unprintable);
  }
  if (outcome.issued.length > 0) await refreshStanding(trx, wish.bimtekId, ids, now);
  return ok(outcome);
}

/** The next due rows by participant number, without the panitia's own; read without a lock, and again under it. */
async function candidates(trx: Trx, wish: IssueWish & { skip?: readonly string[] }) {
  const { rows } = await sql<{ id: string; own: boolean }>`
    select enrolment_id as id, person_id = ${wish.by} as own from standing
    where bimtek_id = ${wish.bimtekId} and due is not null and not (enrolment_id = any(${wish.skip ?? []}::uuid[]))
    order by own desc, participant_no collate "C" limit ${BATCH + 2}`.execute(trx);
  const others = rows.filter((row) => !row.own).map((row) => row.id);
  return { ids: others.slice(0, BATCH), own: rows.filter((row) => row.own).length, more: others.length > BATCH };
}

const patternOf = (press: Press, kind: 'sertifikat' | 'surat-keterangan'): string =>
  kind === 'sertifikat' ? press.rules.number_pattern : press.rules.number_pattern_sket;

type Paper = { certificateId: string; holder: Holder; seq: number; serial: Buffer; content: CertificateContent };

/** Papers of one kind: what cannot be printed is left out before a number is taken. */
async function issueKind(
  trx: Trx,
  press: Press,
  kind: 'sertifikat' | 'surat-keterangan',
  holders: readonly Holder[],
  wish: IssueWish,
  now: Date,
): Promise<Result<Omit<IssueOutcome, 'own'>, NumberRefusal>> {
  const issuedOn = issueDay(now, press.zone);
  const draft = (holder: Holder, seq: number) => {
    const number = numberOf(patternOf(press, kind), { seq, unit: press.content.issuer.unit, class: holder.letter, day: issuedOn });
    if (!number.ok) return number;
    const serial = newSerial();
    const imprint = { number: number.value, revision: 0, serial: serialText(serial), code: newCode(), issuedOn, origin: wish.origin };
    return ok({ serial, ...contentOf(press, holder, kind, imprint) });
  };
  const unprintable: IssueOutcome['unprintable'] = [];
  const printable: Holder[] = [];
  for (const holder of holders) {
    const probe = draft(holder, 999_999);
    if (!probe.ok) return probe;
    if (probe.value.ok) printable.push(holder);
    else unprintable.push({ enrolmentId: holder.enrolmentId, participantNo: holder.identity.participantNo, field: probe.value.field });
  }
  if (printable.length === 0) return ok({ issued: [], unprintable });
  const last = await takeNumbers(trx, press.issuerId, kind, Number(issuedOn.slice(0, 4)), printable.length);
  const papers: Paper[] = printable.map((holder, i) => {
    const seq = last - printable.length + 1 + i;
    const made = draft(holder, seq);
    if (!made.ok || !made.value.ok) throw new Error('a paper that could be printed cannot be printed');
    return { certificateId: newId(), holder, seq, serial: made.value.serial, content: made.value.content };
  });
  await insertPapers(trx, press, kind, papers, wish, now);
  return ok({ issued: papers.map(({ certificateId, content }) => ({ certificateId, kind, number: content.number })), unprintable });
}

/** Takes `n` numbers in a row; the last of them. A rollback gives them back, so the register has no gap. */
async function takeNumbers(trx: Trx, issuerId: string, kind: string, year: number, n: number): Promise<number> {
  const { last } = await trx
    .insertInto('certificate_counter')
    .values({ issuer_id: issuerId, kind, year, last: n })
    .onConflict((conflict) =>
      conflict.columns(['issuer_id', 'kind', 'year']).doUpdateSet({ last: sql`certificate_counter.last + excluded.last` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow();
  return last;
}

async function insertPapers(
  trx: Trx,
  press: Press,
  kind: 'sertifikat' | 'surat-keterangan',
  papers: readonly Paper[],
  { by, bimtekId }: IssueWish,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('certificate')
    .values(
      papers.map(({ certificateId, holder, seq, content }) => ({
        id: certificateId,
        bimtek_id: bimtekId,
        person_id: holder.personId,
        enrolment_id: holder.enrolmentId,
        kind,
        issuer_id: press.issuerId,
        year: Number(content.issuedOn.slice(0, 4)),
        seq,
        number: content.number,
        for_pkdd: press.forPkdd,
        status: 'valid' as const,
        by_id: by,
        at: now,
      })),
    )
    .execute();
  await trx
    .insertInto('certificate_revision')
    .values(
      papers.map(({ certificateId, serial, content }) => ({
        certificate_id: certificateId,
        revision: 0,
        serial,
        code: content.code,
        content: JSON.stringify(content),
        rule_no: content.ruleNo,
        by_id: by,
        at: now,
      })),
    )
    .execute();
  await trx
    .insertInto('certificate_event')
    .values(papers.map(({ certificateId }) => ({ certificate_id: certificateId, no: 1, event: 'issued' as const, reason: null, by_id: by, at: now })))
    .execute();
  await appendEvents(
    trx,
    papers.map(({ certificateId, holder, content }) => ({
      at: now,
      actorId: by,
      act: 'certificate-issued',
      subject: { kind: 'certificate', id: certificateId },
      bimtekId,
      detail: { person: holder.personId, kind, number: content.number, rule: content.ruleNo },
    })),
  );
  if (kind === 'sertifikat') await replaceStatements(trx, papers.map(({ holder, content }) => ({ personId: holder.personId, number: content.number })), { bimtekId, by }, now);
}
